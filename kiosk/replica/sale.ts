/**
 * What is asked now: a variant says when its sale price begins and ends, and a kiosk decides by its clock, so that the price is
 * right at the minute although nothing was imported.
 */
import type { Variant } from '../../broker/contract/domain.ts';

/** The variant with its sale price as far as that is asked at this time. @param now Milliseconds since 1970. */
export function atTime(variant: Variant, now: number): Variant {
  const { salePrice, saleWindow } = variant;
  if (salePrice === null || saleWindow === undefined) return variant;
  const { from, until } = saleWindow;
  const isAsked = (from === null || Date.parse(from) <= now) && (until === null || Date.parse(until) > now);
  return isAsked ? variant : { ...variant, salePrice: null };
}

/** A variant as a record of the file. */
export function readVariant(json: string, now: number): Variant {
  return atTime(JSON.parse(json) as Variant, now);
}

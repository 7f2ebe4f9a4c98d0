/** A SKU or the number under a barcode, typed in whole. */
import type { Replica } from '../replica/replica.ts';

const LONGEST_SKU = 64;

/** The SKU that the text names, if it names one and nothing else. */
export function skuTyped(replica: Pick<Replica, 'variant' | 'skuOfGtin'>, text: string): string | undefined {
  const typed = text.trim();
  if (typed.length < 3 || typed.length > LONGEST_SKU || !/\d/u.test(typed)) return undefined;
  const digits = typed.replaceAll(/[\s-]/gu, '');
  // GTIN-8, UPC-A, EAN-13 and GTIN-14 are one number with zeros in front (GS1 General Specifications, 3.3.2).
  const ofGtin = /^\d{8}$|^\d{12,14}$/u.test(digits)
    ? replica.skuOfGtin(digits.padStart(14, '0'))
    : undefined;
  return ofGtin ?? [typed, typed.toUpperCase()].find((sku) => replica.variant(sku)?.sku === sku);
}

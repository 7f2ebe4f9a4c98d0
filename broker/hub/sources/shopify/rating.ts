/** The rating of a product, as review apps write it into Shopify's standard metafields. */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { VariantRow } from '../rows.ts';

/** `{"value":"4.5","scale_min":"1.0","scale_max":"5.0"}` (shopify.dev, metafield types: rating). */
const isRating = Compile(Type.Object({ value: Amount(), scale_min: Amount(), scale_max: Amount() }));

function Amount() {
  return Type.String({ pattern: '^-?[0-9]{1,6}(\\.[0-9]{1,6})?$' });
}

const MOST_CHARACTERS = 500;

/** On a scale from 1 to 5. Undefined when nobody rated it, or what stands there is something else. */
export function ratingOf(value = '', count = ''): VariantRow['rating'] {
  const many = /^[0-9]{1,9}$/.test(count) ? Number(count) : 0;
  if (many === 0 || value.length > MOST_CHARACTERS) return undefined;
  const rating = parsed(value);
  if (!isRating.Check(rating)) return undefined;
  const [given, least, most] = [rating.value, rating.scale_min, rating.scale_max].map(Number) as [
    number,
    number,
    number,
  ];
  if (!(most > least) || given < least || given > most) return undefined;
  const average = 1 + ((given - least) / (most - least)) * 4;
  return { average: Math.round(average * 100) / 100, count: many };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

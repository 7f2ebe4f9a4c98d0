/** A variant in words: `Morene Field Jacket, Olive M`. */
import type { FoundVariant } from '../../../broker/contract/http.ts';

export function variantName({ title, colour, size }: FoundVariant): string {
  const which = [colour, size].filter((part) => part !== '').join(' ');
  return which === '' ? title : `${title}, ${which}`;
}

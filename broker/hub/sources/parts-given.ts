/** What of the hub's knowledge a source is the authority for: each part comes from one source, or from none. */
import type { CatalogueInput } from './catalogue-input.ts';

export const PARTS = [
  'stores',
  'products',
  'stock',
  'reviews',
  'related',
  'guides',
  'people',
  'wishlist',
  'orders',
] as const;
export type Part = (typeof PARTS)[number];

/** Those that an import brings, and what they are called in its input. */
export const IMPORTED: Readonly<
  Partial<Record<Part, Exclude<keyof CatalogueInput, 'pictureBase' | 'offersAreChanges'>>>
> = {
  stores: 'stores',
  products: 'variants',
  stock: 'offers',
  reviews: 'reviews',
  related: 'related',
  guides: 'guides',
};

/** What is left of an input when only these parts count. */
export function onlyParts(input: CatalogueInput, parts: readonly Part[]): CatalogueInput {
  const left: CatalogueInput = { pictureBase: input.pictureBase };
  for (const part of parts) {
    const name = IMPORTED[part];
    if (name !== undefined && input[name] !== undefined) Object.assign(left, { [name]: input[name] });
  }
  return { ...left, ...(input.offersAreChanges && { offersAreChanges: true }) };
}

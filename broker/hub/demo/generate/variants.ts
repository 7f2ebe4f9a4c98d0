import { PRODUCTS } from '../products/index.ts';
import type { Colour, Product } from '../products/types.ts';

export interface Variant {
  readonly sku: string;
  readonly gtin: string;
  readonly product: Product;
  readonly colour: Colour;
  readonly size: string;
}

/** Upper-case letters, digits and hyphens, as printed on the swing tag. */
export const skuPart = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]+/g, '-');

export const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

export const checkDigit = (twelve: string): number => {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(twelve[i]) * (i % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10;
};

/** GS1 keeps 950–952 for examples; no shop can own these. */
const gtinOf = (n: number): string => {
  const twelve = `9521${String(n).padStart(8, '0')}`;
  return `${twelve}${checkDigit(twelve)}`;
};

export const skuOf = (product: Product, colour: Colour, size: string): string =>
  [product.id, skuPart(colour.name), ...(product.sizes.length > 1 ? [size] : [])].join('-');

/** The number of a variant never depends on how many come before it in other products. */
export const VARIANTS: readonly Variant[] = PRODUCTS.flatMap((product, p) =>
  product.colours.flatMap((colour, c) =>
    product.sizes.map((size, s) => ({
      sku: skuOf(product, colour, size),
      gtin: gtinOf((p + 11) * 1000 + c * 100 + s + 1),
      product,
      colour,
      size,
    })),
  ),
);

export const variantsOf = (id: string): Variant[] => VARIANTS.filter((v) => v.product.id === id);

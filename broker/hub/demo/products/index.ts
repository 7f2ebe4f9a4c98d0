import { DemoError } from '../demo-error.ts';
import { BAGS } from './bags.ts';
import { FOOTWEAR } from './footwear.ts';
import { KNITWEAR } from './knitwear.ts';
import { OUTERWEAR } from './outerwear.ts';
import type { Product } from './types.ts';

export const BRAND = 'Velden & Ros';
export const PRODUCTS: readonly Product[] = [...FOOTWEAR, ...OUTERWEAR, ...KNITWEAR, ...BAGS];

export const productOf = (id: string): Product => {
  const product = PRODUCTS.find((p) => p.id === id);
  if (!product) throw new DemoError(`No product ${id}`);
  return product;
};

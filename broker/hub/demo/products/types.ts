export type Gender = 'male' | 'female' | 'unisex';
export type Category = 'Footwear' | 'Outerwear' | 'Knitwear' | 'Bags';

/** A colour as the shop names it, with the paint the pictures use. */
export interface Colour {
  readonly name: string;
  readonly hex: string;
  /** A second paint: sole, lining, stripe, trim. */
  readonly trim?: string;
  /** Sold online only: no store has a shelf for it. */
  readonly online?: true;
}

export interface Product {
  /** Item group id; also the stem of every SKU. */
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  /** Last level of the product type. */
  readonly kind: string;
  readonly gender: Gender;
  readonly material: string;
  readonly pattern?: string;
  readonly price: number;
  readonly sale?: number;
  readonly sizes: readonly string[];
  readonly colours: readonly Colour[];
  readonly description: string;
  readonly highlights: readonly string[];
  /** Complete the look: ids of other products. */
  readonly pairs: readonly string[];
}

const run = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

export const SIZES = {
  women: run(36, 41),
  men: run(40, 46),
  everyone: run(36, 46),
  clothing: ['XS', 'S', 'M', 'L', 'XL'],
  one: ['One Size'],
} as const satisfies Record<string, readonly string[]>;

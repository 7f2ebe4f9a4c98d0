/** A product as the searches of others are given it: the same text as ours, field by field. */
import type { SourceProduct } from '../../../kiosk/search/index/document.ts';
import { COLOUR_FAMILIES } from '../../../kiosk/search/words/colours.ts';
import { Dictionary } from '../../../kiosk/search/words/dictionary.ts';

export interface PeerDocument {
  id: string;
  title: string;
  brand: string;
  category: string;
  colours: string;
  sizes: string;
  attributes: string;
  description: string;
  /** For filters, where there are any. */
  families: string[];
  sizeList: string[];
  price: number;
  here: boolean;
}

export const FIELDS = [
  'title',
  'brand',
  'category',
  'colours',
  'sizes',
  'attributes',
  'description',
] as const;

const dictionary = new Dictionary();
const families = new Map<string, string[]>();

export function peerDocument({ product, variants }: SourceProduct): PeerDocument {
  const colours = [...new Set(variants.map(({ variant }) => variant.colour))];
  const sizeList = [...new Set(variants.map(({ variant }) => variant.size))];
  return {
    id: product.productId,
    title: Object.values(product.title).join(' '),
    brand: product.brand,
    category: product.categoryPath.join(' '),
    colours: colours.join(' '),
    sizes: sizeList.join(' '),
    attributes: product.attributes.map(({ value }) => value).join(' '),
    description: Object.values(product.description).join(' '),
    families: [...new Set(colours.flatMap(familiesOf))],
    sizeList,
    price: Math.min(...variants.map(({ variant }) => variant.price.amountMinor)),
    here: variants.some(({ here }) => here),
  };
}

function familiesOf(colour: string): string[] {
  let known = families.get(colour);
  if (known === undefined) {
    const bits = dictionary.familiesOf(colour);
    known = COLOUR_FAMILIES.filter((_, index) => (bits & (1 << index)) !== 0);
    families.set(colour, known);
  }
  return known;
}

import type { Category } from '../products/types.ts';
import { chance, hash, pick } from './hash.ts';
import { STORES } from './stores.ts';
import { STORIES } from './stories.ts';
import { tsv } from './tsv.ts';
import { skuOf, VARIANTS, type Variant } from './variants.ts';

const HEADERS = [
  'store code',
  'id',
  'quantity',
  'availability',
  'price',
  'pickup method',
  'pickup SLA',
  'instore product location',
];

const FLOOR: Record<Category, number> = { Footwear: 0, Outerwear: 1, Knitwear: 1, Bags: 0 };
const WALLS: Record<Category, number> = { Footwear: 1, Outerwear: 1, Knitwear: 4, Bags: 3 };

/** The two big stores carry everything; the others leave some products and colours out. */
const ranged = (store: string, { product, colour }: Variant): boolean => {
  if (colour.online) return false;
  const stem = skuOf(product, colour, '');
  if (Object.keys(STORIES[store] ?? {}).some((sku) => sku.startsWith(stem))) return true;
  if (store === 'MIL-01' || store === 'LON-06') return true;
  return chance(`${store} ${product.id}`) < 0.86 && chance(`${store} ${product.id} ${colour.name}`) < 0.93;
};

const quantity = (store: string, { sku, product, size }: Variant): number => {
  const story = STORIES[store]?.[sku];
  if (story !== undefined) return story;
  const at = product.sizes.indexOf(size) / Math.max(1, product.sizes.length - 1);
  const edge = product.sizes.length > 1 ? Math.abs(at - 0.5) * 2 : 0;
  const c = chance(`quantity ${store} ${sku}`);
  if (c < 0.1 + edge * 0.12) return 0;
  if (c < 0.26 + edge * 0.16) return 1 + (hash(`few ${store} ${sku}`) % 2);
  return 3 + (hash(`many ${store} ${sku}`) % Math.round(12 - edge * 6));
};

const shelf = (store: string, { product, colour }: Variant): string => {
  const wall = WALLS[product.category] + (hash(`${store} ${product.id}`) % 3);
  return `Floor ${FLOOR[product.category]} · Wall ${wall} · Bay ${pick(`${product.id} ${colour.name}`, ['A', 'B', 'C', 'D'])}`;
};

const row = (store: string, variant: Variant): (string | number)[] => {
  const n = quantity(store, variant);
  const availability = n === 0 ? 'out of stock' : n < 3 ? 'limited availability' : 'in stock';
  const method =
    n === 0 ? 'ship to store' : pick(`method ${store} ${variant.product.id}`, ['buy', 'buy', 'reserve']);
  const sla =
    n === 0
      ? pick(`sla ${store} ${variant.sku}`, ['2-day', '3-day', '4-day'])
      : pick(`sla ${store}`, ['same day', 'same day', 'next day']);
  return [store, variant.sku, n, availability, '', method, sla, shelf(store, variant)];
};

export const inventoryFeed = (): string =>
  tsv(
    HEADERS,
    VARIANTS.flatMap((v) => STORES.filter((s) => ranged(s.store_code, v)).map((s) => row(s.store_code, v))),
  );

import { GUIDES } from '../guides/index.ts';
import { PRODUCTS } from '../products/index.ts';
import { CUSTOMERS } from './customers.ts';
import { inventoryFeed } from './inventory-feed.ts';
import { productsFeed } from './products-feed.ts';
import { reviewsFeed } from './reviews-feed.ts';
import { STORES } from './stores.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every feed by file name: what a retailer would export overnight. */
export const feeds = (): Readonly<Record<string, string>> => ({
  'products.tsv': productsFeed(),
  'local_inventory.tsv': inventoryFeed(),
  'product_reviews.xml': reviewsFeed(),
  'stores.json': json(STORES),
  'customers.json': json(CUSTOMERS),
  'related.json': json(PRODUCTS.map((p) => ({ productId: p.id, relatedIds: p.pairs }))),
  'guides.json': json(GUIDES),
});

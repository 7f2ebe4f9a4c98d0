/** The demo catalogue: the same feeds a retailer would export, imported the same way. */
import { join } from 'node:path';
import { demoFeedsDir } from '../system/paths.ts';

export function demoFeedFlags(): string[] {
  const dir = demoFeedsDir();
  const file = (name: string): string => join(dir, name);
  return [
    ['--stores', file('stores.json')],
    ['--products', file('products.tsv')],
    ['--local', file('local_inventory.tsv')],
    ['--reviews', file('product_reviews.xml')],
    ['--customers', file('customers.json')],
    ['--related', file('related.json')],
    ['--guides', file('guides.json')],
  ].flat();
}

/** What the wall must say about a variant, worked out from the feed files alone. */
import type { Feeds, Row } from './feeds.ts';

export interface Expected {
  sku: string;
  gtin14: string;
  /** Name without colour and size. */
  title: string;
  /** e.g. `€45.00` as Intl writes it in English. */
  price: string;
  sizes: string[];
  shelf: string;
  /** Names of the other stores that have it. */
  stores: string[];
}

/** A variant that is in stock here and elsewhere, with several sizes, of a product that people wrote about. */
export function chooseVariant(feeds: Feeds, storeCode: string, reviewed: (row: Row) => boolean): Expected {
  const here = new Map(
    feeds.local.filter((row) => row['store code'] === storeCode).map((row) => [row['id'], row]),
  );
  const row = feeds.products.find((one) => {
    const offer = here.get(one['id'] ?? '');
    return (
      Number(offer?.['quantity']) >= 3 &&
      sizesOf(feeds, one).length >= 3 &&
      othersOf(feeds, one, storeCode).length > 0 &&
      reviewed(one)
    );
  });
  if (row === undefined) throw new NothingFits();
  const [amount = '', currency = 'EUR'] = (row['sale price'] || row['price'] || '').split(' ');
  return {
    sku: row['id'] ?? '',
    gtin14: (row['gtin'] ?? '').padStart(14, '0'),
    title: titleOf(row),
    price: new Intl.NumberFormat('en', { style: 'currency', currency }).format(Number(amount)),
    sizes: sizesOf(feeds, row),
    shelf: here.get(row['id'] ?? '')?.['instore product location'] ?? '',
    stores: othersOf(feeds, row, storeCode),
  };
}

export function titleOf(row: Row): string {
  const end = ` ${row['color']} ${row['size']}`;
  const title = row['title'] ?? '';
  return title.endsWith(end) ? title.slice(0, -end.length) : title;
}

function sizesOf(feeds: Feeds, row: Row): string[] {
  const same = feeds.products.filter(
    (one) => one['item group id'] === row['item group id'] && one['color'] === row['color'],
  );
  return [...new Set(same.map((one) => one['size'] ?? ''))];
}

function othersOf(feeds: Feeds, row: Row, storeCode: string): string[] {
  const codes = feeds.local
    .filter(
      (one) => one['id'] === row['id'] && one['store code'] !== storeCode && Number(one['quantity']) > 0,
    )
    .map((one) => one['store code']);
  return feeds.stores.filter(({ store_code }) => codes.includes(store_code)).map(({ name }) => name);
}

class NothingFits extends Error {
  constructor() {
    super('no variant of the feeds is in stock here and elsewhere, in three sizes, with reviews');
    this.name = 'NothingFits';
  }
}

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { feeds } from '../../../broker/hub/demo/generate/feeds.ts';
import { checkDigit, VARIANTS } from '../../../broker/hub/demo/generate/variants.ts';
import { PRODUCTS } from '../../../broker/hub/demo/products/index.ts';
import { suite } from '../../harness/suite.ts';

const folder = new URL('../../../broker/hub/demo/feeds/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

const table = (name: string): Record<string, string>[] => {
  const [head = '', ...lines] = read(name).trimEnd().split('\n');
  const headers = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [headers[i] ?? '', cell])));
};

const products = table('products.tsv');
const skus = new Set(products.map((p) => p['id']));

const test = suite('Demo feeds');

test('are what the generator writes from the product definitions', () => {
  for (const [name, text] of Object.entries(feeds()))
    assert.ok(read(name) === text, `${name} is stale: run make-feeds.ts`);
});

test('list forty products in four categories, one row per variant', () => {
  assert.is(PRODUCTS.length, 40);
  assert.is(products.length, VARIANTS.length);
  assert.is(skus.size, products.length);
  assert.is(new Set(products.map((p) => p['item group id'])).size, 40);
  for (const [category, least] of Object.entries({ Footwear: 12, Outerwear: 10, Knitwear: 10, Bags: 8 })) {
    assert.ok(PRODUCTS.filter((p) => p.category === category).length >= least, category);
  }
  assert.ok(PRODUCTS.filter((p) => p.sale !== undefined).length >= 6);
});

test('use SKUs and GTINs that a scanner accepts', () => {
  const gtins = new Set<string>();
  for (const { id = '', gtin = '' } of products) {
    assert.match(id, /^[A-Z0-9-]{5,50}$/);
    assert.match(gtin, /^9521\d{9}$/);
    assert.is(Number(gtin[12]), checkDigit(gtin.slice(0, 12)), gtin);
    gtins.add(gtin);
  }
  assert.is(gtins.size, products.length);
});

test('name only pictures that exist, and every picture is named', () => {
  const named = new Set(products.flatMap((p) => [p['image link'] ?? '', p['additional image link'] ?? '']));
  for (const link of named) assert.ok(existsSync(new URL(link, folder)), link);
  const files = readdirSync(new URL('images/', folder));
  assert.equal(
    files.filter((f) => !named.has(`images/${f}`)),
    [],
  );
  const bytes = files.reduce((sum, f) => sum + statSync(new URL(`images/${f}`, folder)).size, 0);
  assert.ok(bytes < 6 * 1024 * 1024, `${bytes} bytes of pictures`);
});

test('give every offer a known store and SKU, with the availability its quantity means', () => {
  const stores = new Set(
    (JSON.parse(read('stores.json')) as { store_code: string }[]).map((s) => s.store_code),
  );
  assert.is(stores.size, 6);
  const seen = new Set<string>();
  for (const offer of table('local_inventory.tsv')) {
    const key = `${offer['store code']} ${offer['id']}`;
    assert.not.ok(seen.has(key), key);
    seen.add(key);
    assert.ok(stores.has(offer['store code'] ?? ''), key);
    assert.ok(skus.has(offer['id']), key);
    const n = Number(offer['quantity']);
    assert.is(
      offer['availability'],
      n === 0 ? 'out of stock' : n < 3 ? 'limited availability' : 'in stock',
      key,
    );
    assert.match(offer['instore product location'] ?? '', /^Floor \d · Wall \d · Bay [A-D]$/);
  }
});

test('keep a colour that only the web shop sells out of every store', () => {
  const online = VARIANTS.filter((v) => v.colour.online).map((v) => v.sku);
  assert.ok(online.length > 0);
  const offered = new Set(table('local_inventory.tsv').map((o) => o['id']));
  assert.equal(
    online.filter((sku) => offered.has(sku)),
    [],
  );
});

test('relate and guide products that exist, in every language', () => {
  const ids = new Set(PRODUCTS.map((p) => p.id));
  for (const { productId, relatedIds } of JSON.parse(read('related.json')) as {
    productId: string;
    relatedIds: string[];
  }[]) {
    assert.ok(ids.has(productId), productId);
    assert.ok(relatedIds.length > 0 && relatedIds.every((id) => ids.has(id) && id !== productId), productId);
  }
  const guides = JSON.parse(read('guides.json')) as {
    productId: string;
    title: Record<string, string>;
    steps: Record<string, string>[];
  }[];
  assert.ok(guides.length >= 10);
  for (const guide of guides) {
    assert.ok(ids.has(guide.productId), guide.productId);
    for (const said of [guide.title, ...guide.steps])
      assert.equal(Object.keys(said).sort(), ['en', 'fr', 'it', 'pl', 'ro']);
  }
});

test('give three shoppers a card and wishes that exist, some not here', () => {
  const customers = JSON.parse(read('customers.json')) as {
    cardUid: string;
    locale: string;
    wishlist: { sku: string }[];
  }[];
  assert.equal(customers.map((c) => c.locale).sort(), ['en', 'it', 'pl']);
  const here = new Map(
    table('local_inventory.tsv')
      .filter((o) => o['store code'] === 'MIL-01')
      .map((o) => [o['id'], Number(o['quantity'])]),
  );
  for (const { cardUid, wishlist } of customers) {
    assert.match(cardUid, /^04[0-9A-F]{12}$/);
    assert.ok(wishlist.length >= 4 && wishlist.length <= 7);
    assert.ok(wishlist.every((w) => skus.has(w.sku)));
    assert.ok(wishlist.some((w) => (here.get(w.sku) ?? 0) === 0));
  }
});

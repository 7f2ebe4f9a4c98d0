/** The catalogue of a Shopify shop as rows. */
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../../../broker/errors.ts';
import { checkUrl } from '../../../../../broker/hub/fetch/host-rules.ts';
import { Rejections } from '../../../../../broker/hub/import/rejections.ts';
import type { CatalogueInput } from '../../../../../broker/hub/sources/catalogue-input.ts';
import type { VariantRow } from '../../../../../broker/hub/sources/rows.ts';
import { suite } from '../../../../harness/suite.ts';
import { failing } from './fake-shop.ts';
import { all, BERLIN, connected, HAMBURG, product, turning, variant, type Connected } from './kit.ts';

const test = suite('Shopify catalogue');

const open = ({ source }: Connected): Promise<CatalogueInput> =>
  source.catalogue.open(new AbortController().signal);
const rowsOf = async (it: Connected, rejections = new Rejections()): Promise<VariantRow[]> =>
  all((await open(it)).variants?.(rejections));

test('takes the locations that have a store code for stores', async (t) => {
  const it = await connected(t);
  const rows = await all((await open(it)).stores?.(new Rejections()));
  assert.equal(
    rows.map(({ store }) => [store.storeCode, store.name, store.address, store.currency]),
    [
      ['BER-01', 'Berlin Mitte', 'Weg 1, 10117 Berlin', 'EUR'],
      ['HAM-01', 'Hamburg', 'Weg 1, 10117 Berlin', 'EUR'],
    ],
  );
  assert.equal(rows[0]?.store.locales, ['de', 'en', 'pt-BR']);
});

test('leaves the second store with one code out, and says so', async (t) => {
  const it = await connected(t, { stores: { 'Berlin Mitte': 'A', Hamburg: 'A' } });
  const rejections = new Rejections();
  assert.is((await all((await open(it)).stores?.(rejections))).length, 1);
  assert.equal(
    rejections.list.map(({ code }) => code),
    ['TW_ROW_DUPLICATE'],
  );
});

test('makes a row of each variant, in the words of the catalogue', async (t) => {
  const it = await connected(t);
  const shirt = variant('SHIRT-RED', { [BERLIN]: 2 });
  Object.assign(shirt, {
    barcode: '4006381333931',
    price: { amount: '79.9', currencyCode: 'EUR' },
    compareAtPrice: { amount: '99.90', currencyCode: 'EUR' },
    selectedOptions: [
      { name: 'Schnitt', value: 'Slim' },
      { name: 'Farbe', value: 'Rot' },
      { name: 'Größe', value: 'M' },
    ],
    image: { url: 'https://cdn.shopify.com/red.jpg' },
  });
  it.shop.products = [
    product('Hemd', [shirt], {
      id: 'gid://shopify/Product/42',
      productType: 'Mode > Hemden',
      images: ['https://cdn.shopify.com/red.jpg', 'https://cdn.shopify.com/back.jpg'],
      rating: '{"value":"4.5","scale_min":"0","scale_max":"5.0"}',
      ratingCount: '12',
      translations: { EN: { title: 'Shirt', descriptionHtml: '<p>About</p><script>x()</script>' } },
    }),
  ];
  const [row] = await rowsOf(it);
  assert.equal(row, {
    place: { file: 'shop', line: 1, id: 'SHIRT-RED' },
    sku: 'SHIRT-RED',
    productId: '42',
    title: { de: 'Hemd', en: 'Shirt' },
    description: { de: 'Über Hemd', en: 'About' },
    brand: 'Nordlys',
    gtins: ['04006381333931'],
    mpn: '',
    colour: 'Rot',
    size: 'M · Slim',
    sizeSystem: '',
    price: { amountMinor: 9_990, currency: 'EUR' },
    salePrice: { amountMinor: 7_990, currency: 'EUR' },
    lowestPrice30d: null,
    availability: 'limited_availability',
    categoryPath: ['Mode', 'Hemden'],
    highlights: [],
    attributes: [],
    pictures: ['https://cdn.shopify.com/red.jpg', 'https://cdn.shopify.com/back.jpg'],
    rating: { average: 4.6, count: 12 },
  });
});

test('keeps what the shop has of its own kinds: barcodes that are no GTINs, SKUs that no tag could carry', async (t) => {
  const it = await connected(t);
  const odd = [variant(''), variant('GRÖẞE'), variant('x'.repeat(65)), variant('shopify-7')];
  for (const one of odd) one.barcode = 'INTERNAL-7';
  it.shop.products = [product('Odd', odd)];
  const rows = await rowsOf(it);
  assert.equal(
    rows.map(({ sku, gtins }) => [sku, gtins.length]),
    odd.map(({ id }) => [`shopify-${id.split('/').at(-1)}`, 0]),
  );
});

test('rejects single rows that are none: other ids, amounts that are none, no name', async (t) => {
  const it = await connected(t);
  const [one, two, three] = [variant('A'), variant('B'), variant('C')];
  one.id = 'gid://elsewhere/ProductVariant/1';
  two.price = { amount: '-1e9', currencyCode: 'EUR' };
  three.price = { amount: '1.00', currencyCode: 'ZZZ' };
  it.shop.products = [product('P', [one, two, three, variant('D')]), product('  ', [variant('E')])];
  const rejections = new Rejections();
  assert.equal(
    (await rowsOf(it, rejections)).map(({ sku }) => sku),
    ['D'],
  );
  assert.equal(
    rejections.list.map(({ code }) => code),
    ['TW_ROW_INVALID', 'TW_ROW_PRICE', 'TW_ROW_PRICE', 'TW_ROW_INVALID'],
  );
});

test('shows the prices of the market in the settings, and none that was in another currency', async (t) => {
  const it = await connected(t, { country: 'US' });
  const one = variant('A');
  one.price = { amount: '1200.0', currencyCode: 'JPY' };
  one.compareAtPrice = { amount: '99.00', currencyCode: 'EUR' };
  it.shop.products = [product('P', [one])];
  const [row] = await rowsOf(it);
  assert.equal([row?.price, row?.salePrice], [{ amountMinor: 1_200, currency: 'JPY' }, null]);
  const asked = it.shop.asked.filter(({ name }) => name === 'Products');
  assert.equal(
    asked.map(({ variables }) => [variables['country'], variables['language']]),
    [['US', 'DE']],
  );
});

test('reads only the languages of the settings beside the shop’s own', async (t) => {
  const it = await connected(t, { languages: ['pt-BR'] });
  it.shop.products = [product('P', [variant('A')])];
  await rowsOf(it);
  assert.equal(
    it.shop.asked.filter(({ name }) => name === 'Texts').map(({ variables }) => variables['language']),
    ['PT_BR'],
  );
});

test('leaves vouchers out', async (t) => {
  const it = await connected(t);
  it.shop.products = [product('Voucher', [variant('V', { [BERLIN]: 1 })], { isGiftCard: true })];
  assert.equal(await rowsOf(it), []);
  assert.equal(await all((await open(it)).offers?.(new Rejections())), []);
});

test('has no rating when nobody gave one, or what stands there is something else', async (t) => {
  const it = await connected(t);
  const odd = [
    ['{"value":"9","scale_min":"1","scale_max":"5"}', '3'],
    ['{"value":"4","scale_min":"5","scale_max":"5"}', '3'],
    ['{"value":4}', '3'],
    ['4.5', '3'],
    ['{"value":"4","scale_min":"1","scale_max":"5"}', '0'],
    ['{"value":"4","scale_min":"1","scale_max":"5"}', 'many'],
  ] as const;
  it.shop.products = odd.map(([rating, ratingCount], index) =>
    product(`P${index}`, [variant(`R-${index}`)], { rating, ratingCount }),
  );
  assert.ok((await rowsOf(it)).every((row) => row.rating === undefined));
});

test('reads every page of products, and every variant of a large one', async (t) => {
  const it = await connected(t);
  const many = Array.from({ length: 450 }, (_, index) => variant(`BIG-${index}`, { [BERLIN]: 1 }));
  const others = Array.from({ length: 60 }, (_, index) =>
    product(`P${index}`, [variant(`S-${index}`, { [HAMBURG]: 4 })]),
  );
  it.shop.products = [product('Big', many), ...others];
  const skus = (await rowsOf(it)).map(({ sku }) => sku);
  assert.is(new Set(skus).size, 510);
  const offers = await all((await open(it)).offers?.(new Rejections()));
  assert.is(offers.length, 1_020);
  assert.is(offers.filter(({ quantity }) => quantity === 0).length, 510);
});

test('reads the stores of a variant that has more of them than come at once', async (t) => {
  const it = await connected(t, { stores: { '250': 'LAST' } });
  it.shop.locations = Array.from({ length: 260 }, (_, index) => ({
    id: `gid://shopify/Location/${index}`,
    name: `L${index}`,
  }));
  const levels = Object.fromEntries(it.shop.locations.map(({ id }, index) => [id, index]));
  it.shop.products = [product('P', [variant('A', levels)])];
  const offers = await all((await open(it)).offers?.(new Rejections()));
  assert.equal(
    offers.map(({ storeCode, quantity }) => [storeCode, quantity]),
    [['LAST', 250]],
  );
});

test('asks for less when a page is too much, and ends with what one product is too much', async (t) => {
  const it = await connected(t);
  it.shop.products = Array.from({ length: 30 }, (_, index) => product(`P${index}`, [variant(`S-${index}`)]));
  for (let times = 0; times < 3; times += 1)
    it.shop.instead.push({ name: 'Products', response: () => failing('MAX_COST_EXCEEDED') });
  assert.is((await rowsOf(it)).length, 30);
  assert.equal(
    it.shop.asked
      .filter(({ name }) => name === 'Products')
      .map(({ variables }) => variables['first'])
      .slice(0, 5),
    [20, 10, 5, 2, 2],
  );
  it.shop.before = (name) => {
    if (name === 'Products')
      it.shop.instead.push({ name, response: () => new Response('x'.repeat(17 << 20)) });
  };
  await fails(rowsOf(it), 'TW_SOURCE_TOO_MUCH');
});

test('ends a list that goes round in circles', async (t) => {
  for (const endCursor of ['c1', null]) {
    const it = await connected(t);
    it.shop.products = [product('P', [variant('A')])];
    const answer = it.shop.answers['Products'] ?? (() => ({}));
    it.shop.answers['Products'] = (page) => {
      const { products } = answer({ ...page, after: null }) as { products: object };
      return { products: { ...products, pageInfo: { hasNextPage: true, endCursor } } };
    };
    await fails(rowsOf(it), 'TW_SOURCE_ANSWER');
  }
});

test('ends a list that goes on for ever and brings nothing more', async (t) => {
  for (const [name, isEmpty] of [
    ['Products', true],
    ['Products', false],
    ['Levels', false],
  ] as const) {
    const it = await connected(t);
    it.shop.products = [product('P', [variant('A')])];
    const answer = it.shop.answers[name] ?? (() => ({}));
    let pages = 0;
    it.shop.answers[name] = (page) => {
      const { products } = answer({ ...page, after: null }) as { products: { nodes: object[] } };
      pages += 1;
      // What must not be is said once, so that the test ends.
      const pageInfo = { hasNextPage: pages < 500, endCursor: `c${pages}` };
      return { products: { nodes: isEmpty ? [] : products.nodes, pageInfo } };
    };
    const reading = name === 'Products' ? rowsOf(it) : all((await open(it)).offers?.(new Rejections()));
    await fails(reading, 'TW_SOURCE_ANSWER');
  }
});

test('ends a variant that says it is in more stores than there can be', async (t) => {
  const it = await connected(t);
  it.shop.products = [product('P', [variant('A', { [BERLIN]: 1 })])];
  let pages = 0;
  const pageInfo = () => ({ hasNextPage: pages < 500, endCursor: `c${pages}` });
  const levels = () =>
    Array.from({ length: 100 }, (_, index) => ({
      available: true,
      quantityAvailable: 1,
      location: { id: `gid://shopify/Location/${pages * 100 + index}` },
    }));
  it.shop.answers['MoreStores'] = () => {
    pages += 1;
    return { node: { storeAvailability: { pageInfo: pageInfo(), nodes: levels() } } };
  };
  const answer = it.shop.answers['Levels'] ?? (() => ({}));
  it.shop.answers['Levels'] = (page) => {
    const { products } = answer(page) as {
      products: { nodes: { variants: { nodes: { storeAvailability: { pageInfo: object } }[] } }[] };
    };
    for (const node of products.nodes)
      for (const one of node.variants.nodes) one.storeAvailability.pageInfo = pageInfo();
    return { products };
  };
  pages = 0;
  await fails(all((await open(it)).offers?.(new Rejections())), 'TW_SOURCE_ANSWER');
});

test('waits as long as the shop asks for, by the cost that the answer itself tells', async (t) => {
  const it = await connected(t);
  it.shop.products = [product('P', [variant('A')])];
  const throttleStatus = { currentlyAvailable: 10, restoreRate: 50 };
  const cost = { requestedQueryCost: 510, throttleStatus };
  it.shop.instead.push({ name: 'Products', response: () => failing('THROTTLED', { cost }) });
  const asked: number[] = [];
  it.shop.before = (name) => void (name === 'Products' && asked.push(it.clock.now()));
  const rows = await turning(it.clock, rowsOf(it));
  assert.is(rows.length, 1);
  const [first = 0, again = 0] = asked;
  assert.ok(again - first >= 10_000, String(again - first));
});

test('gives products without stores when the token may not read them, and says why', async (t) => {
  const it = await connected(t);
  it.shop.scopes.clear();
  it.shop.products = [product('P', [variant('A', { [BERLIN]: 1 })])];
  const input = await open(it);
  assert.equal([input.stores, input.offers], [undefined, undefined]);
  assert.equal(
    (await all(input.variants?.(new Rejections()))).map(({ availability }) => availability),
    ['in_stock'],
  );
  assert.match(JSON.stringify(it.logger.lines), /unauthenticated_read_product_pickup_locations/);
});

test('says of a store only what its shelf has', async (t) => {
  const it = await connected(t, { stores: { '1': 'B' } });
  const elsewhere = variant('ELSEWHERE', { [BERLIN]: 0, [HAMBURG]: 5 });
  const uncounted = variant('UNCOUNTED', { [BERLIN]: 0 });
  const oversold = variant('OVERSOLD', { [BERLIN]: -2 });
  oversold.currentlyNotInStock = true;
  for (const one of [elsewhere, uncounted, oversold])
    one.levels.set(BERLIN, {
      available: true,
      quantityAvailable: one.levels.get(BERLIN)?.quantityAvailable ?? 0,
    });
  const gone = variant('GONE', {});
  it.shop.products = [product('P', [elsewhere, uncounted, oversold, gone, variant('HERE', { [BERLIN]: 9 })])];
  const offers = await all((await open(it)).offers?.(new Rejections()));
  assert.equal(
    offers.map(({ sku, availability, quantity }) => [sku, availability, quantity]),
    [
      ['ELSEWHERE', 'backorder', 0],
      ['UNCOUNTED', 'in_stock', null],
      ['OVERSOLD', 'backorder', 0],
      ['GONE', 'out_of_stock', 0],
      ['HERE', 'in_stock', 9],
    ],
  );
});

test('fetches pictures from the shop and its picture host alone', async (t) => {
  const { source } = await connected(t, { pictureHosts: ['img.nordlys.example'] });
  const { rules } = source.catalogue.pictures ?? { rules: { hosts: [], internalHosts: [] } };
  const allowed = (url: string): boolean => {
    try {
      checkUrl(new URL(url), rules);
      return true;
    } catch (error) {
      if (isBrokerError(error, 'TW_FETCH_REFUSED')) return false;
      throw error;
    }
  };
  assert.ok(allowed('https://cdn.shopify.com/s/files/1/a.jpg'));
  assert.ok(allowed('https://img.nordlys.example/a.jpg'));
  assert.not.ok(allowed('https://cdn.shopify.com.evil.example/a.jpg'));
  assert.not.ok(allowed('http://169.254.169.254/latest'));
});

test('is the same by its stamp until a product changes', async (t) => {
  const it = await connected(t);
  it.shop.products = [product('P', [variant('A', { [BERLIN]: 1 })])];
  const stamp = (): Promise<string> | undefined => it.source.catalogue.stamp?.(new AbortController().signal);
  const before = await stamp();
  assert.is(await stamp(), before);
  it.shop.setStock('A', BERLIN, 4);
  assert.is.not(await stamp(), before);
});

test('sends its token to the shop’s API, in the header of its kind, and shows it nowhere', async (t) => {
  const it = await connected(t);
  it.shop.products = [product('P', [variant('A')])];
  await rowsOf(it);
  assert.ok(
    it.shop.asked.every(({ url }) => url === 'https://nordlys.myshopify.example/api/2026-04/graphql.json'),
  );
  const open_ = await connected(t, { tokenKind: 'public' });
  await fails(rowsOf(open_), 'TW_SOURCE_REFUSED');
  const [first] = open_.shop.asked;
  assert.is(first?.headers['x-shopify-storefront-access-token'], it.shop.token);
  assert.not.ok(JSON.stringify([it.logger.lines, open_.logger.lines]).includes(it.shop.token));
});

async function fails(doing: Promise<unknown>, code: string): Promise<void> {
  try {
    await doing;
  } catch (error) {
    if (isBrokerError(error) && error.code === code) return;
    throw error;
  }
  assert.unreachable(`did not fail with ${code}`);
}

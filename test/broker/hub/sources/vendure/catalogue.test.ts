/** The catalogue of a Vendure shop as rows. */
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../../../broker/errors.ts';
import { Rejections } from '../../../../../broker/hub/import/rejections.ts';
import type { CatalogueInput } from '../../../../../broker/hub/sources/catalogue-input.ts';
import { suite } from '../../../../harness/suite.ts';
import { all, connected, product, variant, VARIABLE, type Connected } from './kit.ts';

const test = suite('Vendure catalogue');

const open = ({ source }: Connected): Promise<CatalogueInput> =>
  source.catalogue.open(new AbortController().signal);
const skusOf = async (input: CatalogueInput, rejections = new Rejections()): Promise<string[]> =>
  (await all(input.variants?.(rejections))).map(({ sku }) => sku);

test('takes the stock locations with a store code for stores', async (t) => {
  const it = connected(t);
  const rows = await all((await open(it)).stores?.(new Rejections()));
  assert.equal(
    rows.map(({ store }) => [store.storeCode, store.name, store.address, store.currency]),
    [
      ['BER-01', 'Berlin Mitte', 'Unter den Linden 1', 'EUR'],
      ['HAM-01', 'Hamburg', '', 'EUR'],
    ],
  );
  assert.equal(rows[0]?.store.locales, ['de', 'en', 'pt-BR']);
});

test('takes store codes from the settings when the shop has no field for them', async (t) => {
  const it = connected(t, { stores: { Hamburg: 'H' } });
  it.shop.fields.delete('StockLocation');
  const rows = await all((await open(it)).stores?.(new Rejections()));
  assert.equal(
    rows.map(({ store }) => store.storeCode),
    ['H'],
  );
});

test('leaves the second store with one code out, and says so', async (t) => {
  const it = connected(t);
  for (const location of it.shop.locations) location.storeCode = 'A';
  const rejections = new Rejections();
  assert.is((await all((await open(it)).stores?.(rejections))).length, 1);
  assert.equal(
    rejections.list.map(({ code }) => code),
    ['TW_ROW_DUPLICATE', 'TW_ROW_DUPLICATE'],
  );
});

test('makes a row of each variant, in the words of the catalogue', async (t) => {
  const it = connected(t);
  const chair = variant('CHAIR-RED', { '1': 5 });
  chair.gtin = '4006381333931';
  chair.options = [
    { name: '8 GB', group: { code: 'memory', name: 'Memory' } },
    { name: 'red', group: { code: 'colour', name: 'Colour' } },
    { name: '13 inch', group: { code: 'screen', name: 'Screen size' } },
  ];
  it.shop.products = [
    {
      ...product('Chair', [chair]),
      id: '42',
      facetValues: [
        { name: 'Oak', facet: { code: 'material', name: 'Material' } },
        { name: 'Ash', facet: { code: 'material', name: 'Material' } },
        { name: 'Nordlys', facet: { code: 'brand', name: 'Brand' } },
      ],
      collections: [
        { isPrivate: false, breadcrumbs: [{ name: '__root_collection__' }, { name: 'Home' }] },
        {
          isPrivate: false,
          breadcrumbs: [{ name: '__root_collection__' }, { name: 'Home' }, { name: 'Chairs' }],
        },
        { isPrivate: true, breadcrumbs: [{ name: 'a' }, { name: 'b' }, { name: 'Secret' }] },
      ],
    },
  ];
  const [row] = await all((await open(it)).variants?.(new Rejections()));
  assert.equal(row, {
    place: { file: 'shop', line: 1, id: 'CHAIR-RED' },
    sku: 'CHAIR-RED',
    productId: '42',
    title: { de: 'Chair', 'pt-BR': 'Chair (pt)' },
    description: { de: 'Über Chair' },
    brand: 'Nordlys',
    gtins: ['04006381333931'],
    mpn: '',
    colour: 'red',
    size: '13 inch · 8 GB',
    sizeSystem: 'EU',
    price: { amountMinor: 1_200, currency: 'EUR' },
    salePrice: null,
    lowestPrice30d: null,
    availability: 'in_stock',
    categoryPath: ['Home', 'Chairs'],
    highlights: [],
    attributes: [{ name: 'Material', value: 'Oak, Ash' }],
    pictures: ['https://shop.example/assets/42.jpg'],
  });
});

test('shows prices without tax where the settings say so, and money as the currency has it', async (t) => {
  const it = connected(t, { prices: 'without-tax' });
  it.shop.precision = 4;
  it.shop.products = [product('Chair', [{ ...variant('A'), price: 123_456 }])];
  const [row] = await all((await open(it)).variants?.(new Rejections()));
  assert.equal(row?.price, { amountMinor: 1_235, currency: 'EUR' });
});

test('reads every page of products, and every variant of a large one', async (t) => {
  const it = connected(t);
  const many = Array.from({ length: 450 }, (_, index) => variant(`BIG-${index}`));
  const others = Array.from({ length: 60 }, (_, index) => product(`P${index}`, [variant(`S-${index}`)]));
  it.shop.products = [product('Big', many), ...others];
  const skus = await skusOf(await open(it));
  assert.is(skus.length, 510);
  assert.is(new Set(skus).size, 510);
});

test('leaves nothing out when products are deleted while it reads', async (t) => {
  const it = connected(t);
  it.shop.products = Array.from({ length: 80 }, (_, index) => product(`P${index}`, [variant(`S-${index}`)]));
  let pages = 0;
  it.shop.before = (name) => {
    if (name === 'Products' && (pages += 1) === 2) it.shop.products.splice(3, 10);
  };
  const skus = await skusOf(await open(it));
  for (let index = 25; index < 80; index += 1) assert.ok(skus.includes(`S-${index}`), `S-${index}`);
  assert.is(new Set(skus).size, skus.length);
});

test('leaves out what is not for sale', async (t) => {
  const it = connected(t);
  it.shop.products = [
    { ...product('Off', [variant('A')]), enabled: false },
    product('On', [{ ...variant('B'), enabled: false }, variant('C')]),
  ];
  assert.equal(await skusOf(await open(it)), ['C']);
});

test('leaves out a row that cannot be read, with its reason', async (t) => {
  const it = connected(t);
  it.shop.products = [product('P', [{ ...variant('A'), gtin: '4006381333932' }, variant(''), variant('B')])];
  const rejections = new Rejections();
  assert.equal(await skusOf(await open(it), rejections), ['B']);
  assert.equal(
    rejections.list.map(({ id, code }) => [id, code]),
    [
      ['A', 'TW_ROW_GTIN'],
      ['', 'TW_ROW_INVALID'],
    ],
  );
});

test('counts what a store has, less what is promised and what the shop holds back', async (t) => {
  const it = connected(t);
  const one = variant('ONE', { '1': 90, '2': 7 });
  one.levels.set('2', { stockOnHand: 7, stockAllocated: 5 });
  const held = { ...variant('HELD', { '2': 4 }), threshold: 4 };
  const late = { ...variant('LATE', { '2': 0 }), threshold: -10 };
  const free = { ...variant('FREE'), trackInventory: 'FALSE' as const };
  it.shop.products = [product('P', [one, held, late, free])];
  const offers = await all((await open(it)).offers?.(new Rejections()));
  assert.equal(
    offers.map((offer) => [offer.sku, offer.storeCode, offer.availability, offer.quantity]),
    [
      ['ONE', 'BER-01', 'limited_availability', 2],
      ['ONE', 'HAM-01', 'out_of_stock', 0],
      ['HELD', 'BER-01', 'out_of_stock', 0],
      ['HELD', 'HAM-01', 'out_of_stock', 0],
      ['LATE', 'BER-01', 'backorder', 0],
      ['LATE', 'HAM-01', 'backorder', 0],
      ['FREE', 'BER-01', 'in_stock', null],
      ['FREE', 'HAM-01', 'in_stock', null],
    ],
  );
});

test('says at once that a key is not taken, and asks for nothing more', async (t) => {
  const it = connected(t);
  process.env[VARIABLE] = 'another-key';
  let code: unknown;
  await open(it).catch((error: unknown) => (code = isBrokerError(error) && error.code));
  assert.is(code, 'TW_SOURCE_REFUSED');
  assert.is(it.shop.asked.length, 1);
});

test('gives neither reviews nor what it cannot know', async (t) => {
  const it = connected(t);
  const input = await open(it);
  assert.is(input.reviews, undefined);
  assert.is(input.related, undefined);
  assert.not.ok(it.source.card.capabilities.includes('reviews'));
  assert.is(input.pictureBase, 'https://shop.example');
});

test('lets pictures be fetched from the shop, and from hosts that are named, without the key', async (t) => {
  const it = connected(t, { pictureHosts: ['*.cdn.example'] });
  const { pictures } = it.source.catalogue;
  assert.equal(pictures?.rules, { hosts: ['shop.example', '*.cdn.example'], internalHosts: [] });
  assert.equal((await pictures?.secrets())?.(new URL('https://shop.example/a.jpg')), {});
});

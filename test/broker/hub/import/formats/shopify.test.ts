import * as assert from 'uvu/assert';
import { suite } from '../../../../harness/suite.ts';
import { STORES } from '../../support/feed-folder.ts';
import { readTexts } from './support/read-feeds.ts';

const test = suite('Formats: exports of Shopify');

const ONE_STORE = JSON.stringify([{ store_code: 'MIL-01', name: 'Milano', currency: 'EUR' }]);

const OLD = [
  'Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,' +
    'Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,' +
    'Variant Barcode,Image Src,Image Position,Gift Card,Variant Image,Status',
  'chaz,Chaz Hoodie,"<p>Warm, soft',
  'and ""good"".</p>",Luma,Apparel > Tops,Hoodie,,TRUE,Color,Black,Size,S,CH-B-S,shopify,5,deny,40.00,52.00,' +
    "'9506000000008,https://cdn.example/1.jpg,1,FALSE,https://cdn.example/black.jpg,active",
  'chaz,,,,,,,,,Red,,S,CH-R-S,shopify,-2,continue,52.00,,,https://cdn.example/2.jpg,2,,https://cdn.example/red.jpg,',
  'chaz,,,,,,,,,,,,,,,,,,,https://cdn.example/black.jpg,3,,,',
  'card,Gift Card,,Luma,,,,TRUE,Title,10,,,GC-10,,,deny,10.00,,,,,TRUE,,active',
  'soon,Coat,,Luma,,,,TRUE,Title,Default Title,,,C-1,shopify,3,deny,90.00,,,,,FALSE,,draft',
  'belt,Belt,,Luma,,,,TRUE,Title,Default Title,,,B-1,shopify,7,deny,20.00,,,,,FALSE,,active',
].join('\r\n');

test('reads products of the old headers with their variants, pictures and prices', async (t) => {
  const { variants, offers, faults } = await readTexts(t, { stores: ONE_STORE, products: OLD });
  assert.equal(
    variants.map(({ sku, productId, colour, size, availability }) => [
      sku,
      productId,
      colour,
      size,
      availability,
    ]),
    [
      ['CH-B-S', 'chaz', 'Black', 'S', 'in_stock'],
      ['CH-R-S', 'chaz', 'Red', 'S', 'backorder'],
      ['B-1', 'belt', '', '', 'in_stock'],
    ],
  );
  const [black, red] = variants;
  assert.equal(black?.description, { en: 'Warm, soft and "good".' });
  assert.equal([black?.price.amountMinor, black?.salePrice?.amountMinor], [5_200, 4_000]);
  assert.equal([red?.price.amountMinor, red?.salePrice], [5_200, null]);
  assert.equal(
    [black?.gtins, black?.categoryPath, black?.brand],
    [['09506000000008'], ['Apparel', 'Tops'], 'Luma'],
  );
  const link = (name: string): string => `https://cdn.example/${name}.jpg`;
  assert.equal(black?.pictures, [link('black'), link('1'), link('2')]);
  assert.equal(red?.pictures, [link('red'), link('1'), link('2')]);
  assert.equal(
    offers.map(({ storeCode, sku, quantity }) => [storeCode, sku, quantity]),
    [
      ['MIL-01', 'CH-B-S', 5],
      ['MIL-01', 'CH-R-S', 0],
      ['MIL-01', 'B-1', 7],
    ],
  );
  assert.equal(faults, ['products:6 TW_ROW_NOT_GOODS', 'products:7 TW_ROW_NOT_GOODS']);
});

test('reads the new headers alike', async (t) => {
  const text = [
    'Title,URL handle,Description,Vendor,Product category,Type,Status,SKU,Barcode,Option1 name,Option1 value,Price,Compare-at price,' +
      'Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,Variant image URL,Gift card',
    'Chaz Hoodie,chaz,Warm.,Luma,,Hoodie,active,CH-S,036000291452,Taille,S,52.00,,shopify,0,deny,https://cdn.example/1.jpg,,false',
    ',chaz,,,,,,CH-M,,,M,52.00,,shopify,2,deny,,,',
  ].join('\n');
  const { variants, offers, faults } = await readTexts(t, { products: text, stores: STORES });
  assert.equal(
    variants.map(({ sku, size, availability, title }) => [sku, size, availability, title['en']]),
    [
      ['CH-S', 'S', 'out_of_stock', 'Chaz Hoodie'],
      ['CH-M', 'M', 'in_stock', 'Chaz Hoodie'],
    ],
  );
  assert.equal(faults, []);
  assert.equal(offers, [], 'a number without a store is of no use where there are two');
});

test('takes bare prices to be in the currency of the stores, and refuses them without one', async (t) => {
  const text = 'Handle,Title,Variant SKU,Variant Price\na,Hat,A,"12,50"\n';
  const { variants } = await readTexts(t, { products: text, stores: STORES });
  assert.equal(variants[0]?.price, { amountMinor: 1_250, currency: 'EUR' });
  assert.equal((await readTexts(t, { products: text })).faults, ['products:2 TW_ROW_PRICE']);
});

test('reads inventory with a row for each location, by the name of the store', async (t) => {
  const text = [
    'Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Location,Incoming (not editable),Unavailable (not editable),' +
      'Committed (not editable),Available (not editable),On hand (current),On hand (new)',
    'chaz,Chaz,Size,S,CH-S,,,milano,0,0,1,4,5,',
    'chaz,Chaz,Size,S,CH-S,,,PAR-02,0,0,0,not stocked,,',
    'chaz,Chaz,Size,M,CH-M,,,Paris,0,0,0,-1,,',
    'chaz,Chaz,Size,M,CH-M,,,Atlantis,0,0,0,3,,',
    'chaz,Chaz,Size,L,,,,Paris,0,0,0,3,,',
  ].join('\n');
  const { offers, faults } = await readTexts(t, { stores: STORES, local: text });
  assert.equal(
    offers.map(({ storeCode, sku, quantity, availability }) => [storeCode, sku, quantity, availability]),
    [
      ['MIL-01', 'CH-S', 4, 'in_stock'],
      ['PAR-02', 'CH-M', 0, 'out_of_stock'],
      ['Atlantis', 'CH-M', 3, 'in_stock'],
    ],
  );
  assert.equal(faults, ['local:6 TW_ROW_INVALID']);
});

test('reads inventory with a column for each location', async (t) => {
  const text =
    'Handle,Title,SKU,HS Code,COO,Milano,Paris\nchaz,Chaz,CH-S,,,4,not stocked\nchaz,Chaz,CH-M,,,0,2\n';
  const { offers } = await readTexts(t, { stores: STORES, local: text });
  assert.equal(
    offers.map(({ storeCode, sku, quantity }) => [storeCode, sku, quantity]),
    [
      ['MIL-01', 'CH-S', 4],
      ['MIL-01', 'CH-M', 0],
      ['PAR-02', 'CH-M', 2],
    ],
  );
});

test('rejects rows whose product did not come before them', async (t) => {
  const text = 'Handle,Title,Variant SKU,Variant Price\na,,A,12 EUR\nb,Hat,B,5 EUR\na,,A2,12 EUR\n';
  const { variants, faults } = await readTexts(t, { products: text });
  assert.equal(
    variants.map(({ sku }) => sku),
    ['B'],
  );
  assert.equal(faults, ['products:2 TW_ROW_INVALID', 'products:4 TW_ROW_INVALID']);
});

test('reads what an app for reviews says of a product, from its metafields', async (t) => {
  const head =
    'Handle,Title,Variant SKU,Variant Price,Rating (product.metafields.reviews.rating),Count (product.metafields.reviews.rating_count)';
  const rows = [
    `mug,Mug,M-1,12.50,"{""value"":""9.0"",""scale_min"":""0.0"",""scale_max"":""10.0""}",7`,
    'mug,,M-2,13.50,,',
    'hat,Hat,H-1,20.00,4.5,3',
    'cap,Cap,C-1,20.00,,',
  ];
  const { variants } = await readTexts(t, { products: [head, ...rows].join('\n') }, { currency: 'EUR' });
  assert.equal(
    variants.map(({ rating }) => rating),
    [{ average: 4.6, count: 7 }, { average: 4.6, count: 7 }, { average: 4.5, count: 3 }, undefined],
  );
});

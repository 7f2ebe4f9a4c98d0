import * as assert from 'uvu/assert';
import { suite } from '../../../../harness/suite.ts';
import { STORES, local, products, review, reviews, row } from '../../support/feed-folder.ts';
import { readTexts } from './support/read-feeds.ts';

const test = suite('Formats: Google feeds as tables and XML');

test('gives every part of the files a shop has always given, and its place', async (t) => {
  const read = await readTexts(t, {
    stores: STORES,
    products: products(row('A', { gtin: '9506000000008' }), row('B', { price: '1.234,50 EUR' })),
    local: local('MIL-01\tA\t5\tin stock\tsame day', 'PAR-02\tZ\t0\tin stock\t'),
    reviews: reviews(review('r1'), review('r2')),
    related: JSON.stringify([{ productId: 'CHAZ', relatedIds: ['B', 'CHAZ', 'B'] }]),
    guides: JSON.stringify([{ productId: 'CHAZ', title: { it: 'Cura' }, steps: [{ it: 'Lava.' }] }]),
  });
  assert.equal(read.faults, []);
  assert.equal(
    read.stores.map(({ store }) => store.storeCode),
    ['MIL-01', 'PAR-02'],
  );
  const [first, second] = read.variants;
  assert.equal([first?.gtins, first?.title], [['09506000000008'], { en: 'Chaz Hoodie Black S' }]);
  assert.equal([second?.place.line, second?.place.id, second?.price.amountMinor], [3, 'B', 123_450]);
  assert.equal(
    read.offers.map(({ storeCode, sku, quantity, availability, asOf }) => [
      storeCode,
      sku,
      quantity,
      availability,
      asOf,
    ]),
    [
      ['MIL-01', 'A', 5, 'in_stock', ''],
      ['PAR-02', 'Z', 0, 'out_of_stock', ''],
    ],
  );
  assert.equal(
    read.reviews.map(({ id, skus, rating, authorDisplay }) => [id, skus, rating, authorDisplay]),
    [
      ['r1', ['A'], 4, 'Karina S.'],
      ['r2', ['A'], 4, 'Karina S.'],
    ],
  );
  assert.equal(read.related[0]?.relatedIds, ['B']);
  assert.equal(read.guides[0]?.guide, { title: { it: 'Cura' }, steps: [{ it: 'Lava.' }] });
});

test('leaves out the parts that no file gives', async (t) => {
  const { input } = await readTexts(t, { products: products(row('A')) });
  assert.equal([input.stores, input.offers, input.reviews], [undefined, undefined, undefined]);
});

test('says when a sale price is asked, and has none that reduces nothing or that nobody could date', async (t) => {
  const header = 'id\ttitle\tprice\tsale price\tsale price effective date';
  const rows = [
    'A\tHat\t20 EUR\t15 EUR\t2026-11-01T00:00+0100/2026-12-01T00:00+0100',
    'B\tHat\t20 EUR\t15 EUR\t',
    'C\tHat\t20 EUR\t20 EUR\t',
    'D\tHat\t20 EUR\t15 EUR\tsoon',
  ];
  const { variants } = await readTexts(t, { products: [header, ...rows].join('\n') });
  assert.equal(
    variants.map(({ salePrice, saleWindow }) => [salePrice?.amountMinor, saleWindow]),
    [
      [1_500, { from: '2026-10-31T23:00:00.000Z', until: '2026-11-30T23:00:00.000Z' }],
      [1_500, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ],
  );
});

test('reads what members pay, of tables and of XML alike, and leaves out what is not less or cannot be told', async (t) => {
  const header = 'id\ttitle\tprice\tloyalty program';
  const rows = [
    'A\tHat\t20 EUR\tClub:Gold:15 EUR::120:2026-11-01T00:00:00+01:00/2026-12-01T00:00:00+01:00',
    'B\tHat\t20 EUR\tClub::18.50 EUR,Club:Gold:17 EUR',
    'C\tHat\t20 EUR\tClub:Gold:20 EUR',
    'D\tHat\t20 EUR\tClub:Gold:cheap',
    'E\tHat\t20 EUR\tClub:Gold:15 PLN',
    'F\tHat\t20 EUR\t',
  ];
  const gold = (amountMinor: number, tier = 'Gold') => ({
    program: 'Club',
    tier,
    price: { amountMinor, currency: 'EUR' },
  });
  const window = { from: '2026-10-31T23:00:00.000Z', until: '2026-11-30T23:00:00.000Z' };
  const table = await readTexts(t, { products: [header, ...rows].join('\n') });
  assert.equal(table.faults, []);
  assert.equal(
    table.variants.map(({ memberPrices }) => memberPrices),
    [[{ ...gold(1_500), window }], [gold(1_850, ''), gold(1_700)], [], [], [], []],
  );
  const own =
    'id\ttitle\tprice\tmember price\tmember tier\nA\tHat\t20 EUR\t15 EUR\tGold\nB\tHat\t20 EUR\t\tGold';
  assert.equal(
    (await readTexts(t, { products: own })).variants.map(({ memberPrices }) => memberPrices),
    [[{ ...gold(1_500), program: '' }], []],
  );
  const program = (parts: string): string => `<g:loyalty_program>${parts}</g:loyalty_program>`;
  const both =
    program(
      '<g:program_label>Club</g:program_label><g:tier_label>Gold</g:tier_label><g:price>15 EUR</g:price>',
    ) +
    program(
      '<g:program_label>Club</g:program_label><g:tier_label>Blue</g:tier_label><g:price>19 EUR</g:price>',
    );
  const torn =
    program('<g:tier_label>Gold</g:tier_label><g:price>15 EUR</g:price>') +
    program('<g:price>9 EUR</g:price>');
  const item = (id: string, more: string): string =>
    `<item><g:id>${id}</g:id><g:title>Hat</g:title><g:price>20 EUR</g:price>${more}</item>`;
  const xml = await readTexts(t, {
    products: `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>${item('A', both)}${item('B', torn)}</channel></rss>`,
  });
  assert.equal(
    xml.variants.map(({ memberPrices }) => memberPrices),
    [[gold(1_500), gold(1_900, 'Blue')], []],
  );
});

test('names the products of a review by every means it gives', async (t) => {
  const ids =
    '<gtins><gtin>9506000000008</gtin><gtin>1</gtin></gtins><skus><sku>A</sku></skus>' +
    '<brands><brand>Luma</brand></brands><mpns><mpn>M1</mpn><mpn>M2</mpn></mpns>';
  const { reviews: rows, faults } = await readTexts(t, {
    reviews: reviews(review('r1', { ids }), review('r2', { ids: '<asins><asin>B0</asin></asins>' })),
  });
  const [first] = rows;
  assert.equal([first?.gtins, first?.skus], [['09506000000008'], ['A']]);
  assert.equal(first?.parts, [
    { brand: 'Luma', mpn: 'M1' },
    { brand: 'Luma', mpn: 'M2' },
  ]);
  assert.equal(faults, ['reviews:5 TW_ROW_PRODUCT_UNKNOWN']);
});

test('takes a rating that the shop says, where it makes sense', async (t) => {
  const header = 'id\ttitle\tprice\taverage rating\treview count';
  const rows = ['A\tHat\t20 EUR\t4,25\t12', 'B\tHat\t20 EUR\t7\t12', 'C\tHat\t20 EUR\t4\t'];
  const { variants } = await readTexts(t, { products: [header, ...rows].join('\n') });
  assert.equal(
    variants.map(({ rating }) => rating),
    [{ average: 4.25, count: 12 }, undefined, undefined],
  );
});

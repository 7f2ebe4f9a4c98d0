import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../../broker/errors.ts';
import { HeldImports } from '../../../../broker/hub/import/pipeline/held.ts';
import { lockImports, sweepImports } from '../../../../broker/hub/import/pipeline/import-lock.ts';
import { suite } from '../../../harness/suite.ts';
import { offer, review, SHOP, SmallCatalogue, variant } from './support/small-catalogue.ts';

const test = suite('Hub: import of any source');
const GTIN = '09506000134352';

test('leaves what a source does not have as other sources gave it', async (t) => {
  const catalogue = new SmallCatalogue(t);
  await catalogue.import({ ...SHOP, related: { P: ['Q'] }, guides: { P: { en: 'Care' } } });
  await catalogue.import({
    variants: [variant('A', { title: { en: 'Jumper' } }), variant('C', { productId: 'Q' })],
  });
  const product = catalogue.read('product', 'P');
  assert.equal(product?.title, { en: 'Jumper' });
  assert.equal(
    [product?.rating.count, product?.relatedIds, product?.guide?.title],
    [1, ['Q'], { en: 'Care' }],
  );
  assert.ok(catalogue.read('review', 'r1'));
  assert.ok(catalogue.read('offer', 'A\nPAR-02'));
  assert.is(catalogue.read('offer', 'B\nMIL-01'), undefined, 'nothing sells it any more');
  await catalogue.import({ reviews: [review('r9', { productIds: ['P'], rating: 1 })], related: {} });
  const after = catalogue.read('product', 'P');
  assert.equal([after?.rating.average, after?.relatedIds, after?.title], [1, [], { en: 'Jumper' }]);
});

test('matches a review by GTIN, then SKU, then brand and part number, then product', async (t) => {
  const catalogue = new SmallCatalogue(t);
  await catalogue.import({
    stores: [],
    variants: [
      variant('A', { productId: 'P1', gtins: [GTIN] }),
      variant('B', { productId: 'P2' }),
      variant('C', { productId: 'P3', brand: 'Fen', mpn: 'X-1' }),
      variant('D', { productId: 'P4' }),
    ],
    reviews: [
      review('1', { gtins: [GTIN], skus: ['B'] }),
      review('2', { skus: ['B'], parts: [{ brand: 'Fen', mpn: 'X-1' }] }),
      review('3', { gtins: ['00000000000000'], parts: [{ brand: 'FEN', mpn: 'x-1' }], productIds: ['P4'] }),
      review('4', { productIds: ['P4', 'P1'] }),
      review('5', { skus: ['Z'] }),
      review('1', { skus: ['B'] }),
    ],
  });
  const products = ['1', '2', '3', '4', '5'].map((id) => catalogue.read('review', id)?.productIds);
  assert.equal(products, [['P1'], ['P2'], ['P3'], ['P4', 'P1'], undefined]);
  const later = await catalogue.import({ reviews: [review('3', { parts: [{ brand: 'Fen', mpn: 'X-1' }] })] });
  assert.equal([later.rejected, later.reviews], [0, 1]);
});

test('says whether all stock was said anew, which changes and older times do not', async (t) => {
  const catalogue = new SmallCatalogue(t);
  const all = [offer('A'), offer('B')];
  const said = async (input: Parameters<typeof catalogue.import>[0]) =>
    (await catalogue.import(input)).saysAllStock;
  assert.is(await said({ ...SHOP, offers: all }), true);
  assert.is(await said({ offers: all }), true, 'also when it is as it was');
  assert.is(await said({ offers: [offer('A', { asOf: '2020-01-01T00:00:00Z' }), offer('B')] }), false);
  assert.is(await said({ offers: all, offersAreChanges: true }), false);
  assert.is(await said({ variants: [variant('A')] }), false);
});

test('takes offers as changes when they are said to be: the latest of each, and no other goes', async (t) => {
  const catalogue = new SmallCatalogue(t);
  await catalogue.import({
    ...SHOP,
    variants: [variant('A', { gtins: [GTIN] }), variant('B'), variant('C')],
  });
  const at = (time: string, quantity: number) => ({ asOf: `2026-11-22T${time}:00Z`, quantity });
  await catalogue.import({
    offers: [
      offer('', { gtin: GTIN, ...at('10:00', 3) }),
      offer('A', at('09:00', 9)),
      offer('Z'),
      offer('C'),
    ],
    offersAreChanges: true,
  });
  assert.is(catalogue.read('offer', 'A\nMIL-01')?.quantity, 3);
  assert.is(catalogue.store.info()?.offers, 4);
});

test('holds an import that would remove more than a fifth, until it is said to be meant', async (t) => {
  const catalogue = new SmallCatalogue(t);
  const many = Array.from({ length: 10 }, (_, index) => variant(`V${index}`));
  await catalogue.import({ variants: many });
  const before = catalogue.store.current();
  const few = { variants: many.slice(0, 7) };
  const report = await catalogue.import(few, { acceptShrink: false });
  assert.equal(report.held?.variants, { removed: 3, of: 10 });
  assert.equal(catalogue.store.current(), before);
  const held = new HeldImports(catalogue.database);
  assert.equal(
    held.list().map(({ source, removals, approvedAt }) => [source, removals.variants.removed, approvedAt]),
    [['shop', 3, null]],
  );
  held.approve('shop', catalogue.clock.now());
  assert.is(
    (await catalogue.import(few, { acceptShrink: false, source: 'other' })).held?.variants.removed,
    3,
  );
  assert.is((await catalogue.import(few, { acceptShrink: false })).held, null);
  assert.equal([catalogue.store.info()?.variants, held.list().map(({ source }) => source)], [7, ['other']]);
  assert.is(
    (await catalogue.import({ variants: many.slice(0, 6) }, { acceptShrink: false })).held,
    null,
    '14 %',
  );
});

test('says what would change, and changes nothing, when it is only tried', async (t) => {
  const catalogue = new SmallCatalogue(t);
  await catalogue.import(SHOP);
  const before = [catalogue.store.current(), catalogue.store.page('variant', '', 9)];
  const report = await catalogue.import(
    { ...SHOP, variants: [variant('A'), variant('N')] },
    { dryRun: true },
  );
  assert.equal([report.added.variant, report.removed.variant, report.variants], [1, 2, 2]);
  assert.equal([catalogue.store.current(), catalogue.store.page('variant', '', 9)], before);
});

test('gives the lowest price of the 30 days before a reduction, once it knows them', async (t) => {
  const catalogue = new SmallCatalogue(t);
  const days = (count: number): Promise<void> => catalogue.clock.advance(count * 86_400_000);
  const at = async (amount: number, sale: number | null) => {
    const money = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
    await catalogue.import({
      variants: [variant('A', { price: money(amount), salePrice: sale === null ? null : money(sale) })],
    });
    return catalogue.read('variant', 'A')?.lowestPrice30d?.amountMinor ?? null;
  };
  assert.is(await at(5_000, null), null);
  await days(10);
  assert.is(await at(5_000, 4_500), null, 'ten days are known');
  await days(30);
  assert.is(await at(6_000, null), null);
  await days(5);
  assert.is(await at(6_000, 5_500), 4_500, 'it cost less than the reduced price within 30 days');
  await days(1);
  assert.is(await at(6_000, 5_500), 4_500, 'the same reduction a day later');
  await days(31);
  assert.is(await at(6_000, 5_000), 4_500, 'a reduction that grows is measured from its first step');
});

test('keeps a sale price that begins later, and lets one go that has ended, as they were asked', async (t) => {
  const catalogue = new SmallCatalogue(t);
  const iso = (days: number): string => new Date(catalogue.clock.now() + days * 86_400_000).toISOString();
  const saleWindow = { from: iso(40), until: iso(50) };
  const [price, salePrice] = [5_000, 4_000].map((amountMinor) => ({ amountMinor, currency: 'EUR' }));
  const read = async () => {
    await catalogue.import({
      variants: [variant('A', { ...(price && { price }), salePrice: salePrice ?? null, saleWindow })],
    });
    const { salePrice: sale, saleWindow: window, lowestPrice30d } = catalogue.read('variant', 'A') ?? {};
    return [sale?.amountMinor, window, lowestPrice30d?.amountMinor];
  };
  assert.equal(await read(), [4_000, saleWindow, 5_000], 'what is asked until then is known');
  const { version } = catalogue.store.current();
  await catalogue.clock.advance(45 * 86_400_000);
  assert.equal(await read(), [4_000, saleWindow, 5_000]);
  assert.is(catalogue.store.current().version, version, 'nothing has changed for kiosks');
  await catalogue.clock.advance(10 * 86_400_000);
  assert.equal(await read(), [undefined, undefined, undefined]);
});

test('shows what the shop says of its reviews until there are reviews, and again when they have gone', async (t) => {
  const catalogue = new SmallCatalogue(t);
  const said = { average: 4.2, count: 9 };
  const rating = () => {
    const { average, count, histogram } = catalogue.read('product', 'P')?.rating ?? {};
    return [average, count, histogram?.[3]];
  };
  await catalogue.import({ variants: [variant('A', { rating: said })] });
  assert.equal(rating(), [4.2, 9, 0]);
  await catalogue.import({ reviews: [review('r1', { skus: ['A'] })] });
  const [average, count] = rating();
  assert.equal([count, average === said.average], [1, false]);
  await catalogue.import({ variants: [variant('A', { rating: said })] });
  assert.equal(rating()[1], 1, 'reviews win');
  await catalogue.import({ variants: [variant('A', { rating: said })], reviews: [] });
  assert.equal(rating(), [4.2, 9, 0]);
});

test('runs once at a time, and leaves no file behind', async (t) => {
  const catalogue = new SmallCatalogue(t);
  const unlock = lockImports(catalogue.dataDir);
  const refused = await catalogue.import(SHOP).catch((error: unknown) => error);
  assert.ok(isBrokerError(refused, 'TW_IMPORT_RUNNING'));
  unlock();
  await catalogue.import(SHOP);
  const staging = join(catalogue.dataDir, 'import.staging');
  assert.not.ok(existsSync(staging));
  writeFileSync(staging, 'what a kill left');
  const other = lockImports(catalogue.dataDir);
  sweepImports(catalogue.dataDir);
  assert.ok(existsSync(staging), 'another import uses it');
  other();
  sweepImports(catalogue.dataDir);
  assert.not.ok(existsSync(staging));
});

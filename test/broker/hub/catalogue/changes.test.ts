import * as assert from 'uvu/assert';
import { DOCUMENT_KINDS } from '../../../../broker/hub/store/catalogue-store.ts';
import { suite } from '../../../harness/suite.ts';
import { offer, SHOP, SmallCatalogue, variant, type Rows } from './support/small-catalogue.ts';

const test = suite('Hub: what has changed in the catalogue');
const DAY_MS = 86_400_000;
const CHEAPER: Rows = {
  ...SHOP,
  variants: [variant('A', { price: { amountMinor: 4_000, currency: 'EUR' } }), variant('B')],
};

/** In one transaction, and on the other side. */
const WAYS = [
  { way: 'in place', mostInPlace: 1_000 },
  { way: 'aside', mostInPlace: 0 },
] as const;

for (const { way, mostInPlace } of WAYS) {
  test(`names what was written and removed since a revision, written ${way}`, async (t) => {
    const catalogue = new SmallCatalogue(t);
    const { version } = await catalogue.import(SHOP, { mostInPlace });
    const before = catalogue.store.current();
    assert.equal(before.version, version);
    assert.is(catalogue.store.revisionOf(version), before.revision);
    const report = await catalogue.import(CHEAPER, { mostInPlace });
    assert.equal(
      DOCUMENT_KINDS.map((kind) => catalogue.changed(before.revision, kind)),
      [[], ['-Q'], ['A', '-C'], [], ['-r2']],
    );
    const { products, variants, offers, reviews } = catalogue.store.info() ?? {};
    assert.equal([products, variants, offers, reviews], [1, 2, 3, 1]);
    assert.equal([report.removed.variant, report.altered.variant], [1, 1]);
    const page = { kind: 'variant', after: 'A', limit: 1 } as const;
    assert.equal(
      catalogue.store.changesAfter(0, page).map(({ id }) => id),
      ['B'],
    );
  });

  test(`has the old version again when the content is the old one, written ${way}`, async (t) => {
    const catalogue = new SmallCatalogue(t);
    const first = await catalogue.import(SHOP, { mostInPlace });
    const second = await catalogue.import(CHEAPER, { mostInPlace });
    await catalogue.clock.advance(1);
    const third = await catalogue.import(SHOP, { mostInPlace });
    assert.is.not(second.version, first.version);
    assert.is(third.version, first.version);
    assert.is(catalogue.store.revisionOf(first.version), catalogue.store.current().revision);
    assert.ok((catalogue.store.revisionOf(second.version) ?? 0) < catalogue.store.current().revision);
  });
}

test('comes to the same version whichever way it was written', async (t) => {
  const versions = [];
  for (const { mostInPlace } of WAYS) {
    const catalogue = new SmallCatalogue(t);
    await catalogue.import(SHOP, { mostInPlace });
    await catalogue.import(CHEAPER, { mostInPlace });
    versions.push((await catalogue.import(CHEAPER, { mostInPlace })).version);
    const bodies = DOCUMENT_KINDS.map((kind) => catalogue.store.page(kind, '', 100));
    versions.push(JSON.stringify(bodies));
  }
  assert.equal(versions.slice(2), versions.slice(0, 2));
});

test('writes nothing when nothing is other than it was, however old the stock', async (t) => {
  const catalogue = new SmallCatalogue(t);
  await catalogue.import(SHOP);
  const before = [catalogue.store.current(), catalogue.store.info()];
  await catalogue.clock.advance(DAY_MS);
  assert.ok((await catalogue.import(SHOP)).unchanged);
  assert.equal([catalogue.store.current(), catalogue.store.info()], before);
});

test('forgets versions and removals that nobody was seen with for 35 days, and no other', async (t) => {
  const catalogue = new SmallCatalogue(t);
  const { version: first } = await catalogue.import(SHOP);
  const { version: second } = await catalogue.import(CHEAPER);
  await catalogue.clock.advance(40 * DAY_MS);
  await catalogue.import({ offers: [offer('A', { quantity: 1 })], offersAreChanges: true });
  assert.is(catalogue.store.revisionOf(first), undefined);
  assert.ok(catalogue.store.revisionOf(second) !== undefined, 'it was in force until now');
  await catalogue.clock.advance(40 * DAY_MS);
  await catalogue.import({ offers: [offer('A', { quantity: 2 })], offersAreChanges: true });
  assert.is(catalogue.store.revisionOf(second), undefined);
  assert.equal(catalogue.changed(0, 'variant'), ['A', 'B']);
});

test('says of a document since when it is there, also when it comes back or moves', async (t) => {
  const catalogue = new SmallCatalogue(t);
  const created = (id: string): unknown =>
    catalogue.database.prepare('SELECT created FROM documents WHERE id = ?').pluck().get(id);
  await catalogue.import(SHOP);
  const first = created('C');
  await catalogue.import(CHEAPER);
  assert.is(created('A'), first);
  await catalogue.import(SHOP);
  assert.is.not(created('C'), first);
  await catalogue.import({ ...SHOP, variants: [variant('A', { productId: 'Q' }), variant('B')] });
  assert.is.not(created('A'), first);
});

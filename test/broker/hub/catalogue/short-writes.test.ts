/** How an import is written, so that nobody who wants to write waits for it. */
import * as assert from 'uvu/assert';
import { MOST_IN_PLACE, MOST_IN_SLICES } from '../../../../broker/hub/import/pipeline/apply.ts';
import { readState } from '../../../../broker/hub/store/catalogue-write.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { offer, SmallCatalogue, variant, type Rows } from './support/small-catalogue.ts';

const test = suite('Hub: imports that write little at a time');
const LIVE = "UPDATE documents_a SET notes = 'live' WHERE kind = 'store'";

interface Stocked {
  catalogue: SmallCatalogue;
  skus: string[];
}

/** A product with as many variants, and one offer of each. */
async function stocked(t: TestContext, count: number): Promise<Stocked> {
  const catalogue = new SmallCatalogue(t);
  const skus = Array.from({ length: count }, (_, index) => `S${index}`);
  await catalogue.import({
    stores: ['MIL-01'],
    variants: skus.map((sku) => variant(sku)),
    offers: skus.map((sku) => offer(sku)),
  });
  return { catalogue, skus };
}

const stock = (skus: readonly string[], quantity: number): Rows => ({
  offers: skus.map((sku) => offer(sku, { quantity })),
  offersAreChanges: true,
});

/** Revisions that were written, oldest first, with how many offers each of them wrote. */
function offersByRevision({ database }: SmallCatalogue, after: number): number[] {
  return database
    .prepare(
      "SELECT count(*) FROM document_rows WHERE kind = 'offer' AND revision > ? GROUP BY revision ORDER BY revision",
    )
    .pluck()
    .all(after) as number[];
}

test('writes much stock a thousand offers at a time, on the side where it is', async (t) => {
  const { catalogue, skus } = await stocked(t, 2_500);
  const before = readState(catalogue.database);
  const { version, altered } = await catalogue.import(stock(skus, 7));
  assert.is(altered.offer, 2_500);
  assert.is(readState(catalogue.database).side, before.side);
  assert.equal(offersByRevision(catalogue, before.revision), [1_000, 1_000, 500]);
  assert.is(catalogue.store.current().version, version);
  assert.is(catalogue.read('offer', 'S2499\nMIL-01')?.quantity, 7);
});

test('lets others write between two slices', async (t) => {
  const { catalogue, skus } = await stocked(t, 2_500);
  const { database } = catalogue;
  database.pragma('busy_timeout = 0');
  const seen = new Set<number>();
  const over = new AbortController();
  const other = (async () => {
    while (!over.signal.aborted) {
      await new Promise((resolve) => void setImmediate(resolve));
      seen.add(readState(database).revision);
      database.prepare(LIVE.replace('documents_a', `documents_${readState(database).side}`)).run();
    }
  })();
  await catalogue.import(stock(skus, 7));
  over.abort();
  await other;
  assert.ok(seen.size >= 3, `saw ${seen.size} revisions`);
});

test('takes stock away a thousand offers at a time, too, and comes to the version of one write', async (t) => {
  const [sliced, whole] = [await stocked(t, 2_500), await stocked(t, 2_500)];
  const before = sliced.catalogue.store.current();
  const fewer: Rows = { offers: sliced.skus.slice(0, 400).map((sku) => offer(sku)) };
  const { version, removed } = await sliced.catalogue.import(fewer);
  assert.is(removed.offer, 2_100);
  assert.equal(offersByRevision(sliced.catalogue, before.revision), [1_000, 1_000, 100]);
  assert.is((await whole.catalogue.import(fewer, { mostInPlace: 1e9 })).version, version);
  assert.equal(sliced.catalogue.store.info(), whole.catalogue.store.info());
});

test('writes a few differences at once, and many of other kinds on the other side', async (t) => {
  const { catalogue, skus } = await stocked(t, MOST_IN_PLACE + 1);
  const before = readState(catalogue.database);
  await catalogue.import(stock(skus.slice(0, MOST_IN_PLACE), 8));
  const after = readState(catalogue.database);
  assert.equal([after.side, after.revision], [before.side, before.revision + 1]);
  await catalogue.import({ variants: skus.map((sku) => variant(sku, { colour: 'Red' })) });
  assert.is.not(readState(catalogue.database).side, after.side);
  assert.ok(MOST_IN_SLICES > MOST_IN_PLACE);
});

test('empties the side that was left bit by bit, also after one that was killed at it', async (t) => {
  const { catalogue, skus } = await stocked(t, 2_500);
  const { database } = catalogue;
  const aside = { mostInPlace: 0 };
  const red = skus.map((sku) => variant(sku, { colour: 'Red' }));
  await catalogue.import({ variants: red }, aside);
  const { side } = readState(database);
  const other = side === 'a' ? 'b' : 'a';
  const rows = (): unknown => database.prepare(`SELECT count(*) FROM documents_${other}`).pluck().get();
  assert.is(rows(), 0);
  const indexes = (of: string): unknown =>
    database
      .prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?")
      .pluck()
      .get(`documents_${of}`);
  assert.is(indexes(other), 4);
  database.exec(`DROP INDEX documents_${other}_id; DROP INDEX documents_${other}_parent`);
  await catalogue.import({ variants: skus.map((sku) => variant(sku, { colour: 'Blue' })) }, aside);
  assert.is(readState(database).side, other);
  assert.equal([indexes('a'), indexes('b')], [4, 4]);
  assert.is(catalogue.read('variant', 'S2499')?.colour, 'Blue');
});

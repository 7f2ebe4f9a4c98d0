/** How an import is written, so that nobody who wants to write waits for it. */
import * as assert from 'uvu/assert';
import { MOST_IN_PLACE } from '../../../../broker/hub/import/pipeline/apply.ts';
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

test('lets others write meanwhile, and shows them the old catalogue or the new one, never a half', async (t) => {
  const { catalogue, skus } = await stocked(t, 2_500);
  const { database } = catalogue;
  database.pragma('busy_timeout = 0');
  const before = catalogue.store.current().version;
  const seen = new Set<string>();
  let writes = 0;
  const over = new AbortController();
  const other = (async () => {
    while (!over.signal.aborted) {
      await new Promise((resolve) => void setImmediate(resolve));
      seen.add(readState(database).version);
      writes += database
        .prepare(LIVE.replace('documents_a', `documents_${readState(database).side}`))
        .run().changes;
    }
  })();
  const { version, altered } = await catalogue.import(stock(skus, 7));
  over.abort();
  await other;
  assert.is(altered.offer, 2_500);
  assert.ok(writes >= 3, `wrote ${writes} times`);
  assert.equal(
    [...seen].filter((one) => one !== before && one !== version),
    [],
  );
  assert.is(catalogue.read('offer', 'S2499\nMIL-01')?.quantity, 7);
});

test('takes much stock away on the other side, too, and comes to the version of one write', async (t) => {
  const [aside, whole] = [await stocked(t, 2_500), await stocked(t, 2_500)];
  const fewer: Rows = { offers: aside.skus.slice(0, 400).map((sku) => offer(sku)) };
  const { side } = readState(aside.catalogue.database);
  const { version, removed } = await aside.catalogue.import(fewer);
  assert.is(removed.offer, 2_100);
  assert.is.not(readState(aside.catalogue.database).side, side);
  assert.is((await whole.catalogue.import(fewer, { mostInPlace: 1e9 })).version, version);
  assert.equal(aside.catalogue.store.info(), whole.catalogue.store.info());
});

test('writes a few differences at once, and many on the other side', async (t) => {
  const { catalogue, skus } = await stocked(t, MOST_IN_PLACE + 1);
  const before = readState(catalogue.database);
  await catalogue.import(stock(skus.slice(0, MOST_IN_PLACE), 8));
  const after = readState(catalogue.database);
  assert.equal([after.side, after.revision], [before.side, before.revision + 1]);
  await catalogue.import({ variants: skus.map((sku) => variant(sku, { colour: 'Red' })) });
  assert.is.not(readState(catalogue.database).side, after.side);
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

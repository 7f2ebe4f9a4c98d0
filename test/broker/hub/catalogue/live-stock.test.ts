import { setTimeout } from 'node:timers/promises';
import * as assert from 'uvu/assert';
import { importCatalogue } from '../../../../broker/hub/import/pipeline/import-catalogue.ts';
import { Rejections } from '../../../../broker/hub/import/rejections.ts';
import { LiveStock } from '../../../../broker/hub/store/live-stock.ts';
import { writeOffers } from '../../../../broker/hub/store/write-offers.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { inputOf, offer, SHOP, SmallCatalogue, variant, type Rows } from './support/small-catalogue.ts';

const test = suite('Hub: live stock');

async function started(t: TestContext) {
  const catalogue = new SmallCatalogue(t);
  await catalogue.import({
    ...SHOP,
    variants: [variant('A', { gtins: ['09506000134352'] }), variant('B'), variant('C')],
  });
  const { dataDir, clock } = catalogue;
  const logger = new QuietLogger();
  const live = new LiveStock({ dataDir, clock, logger });
  const told: string[] = [];
  live.onChanged((version) => told.push(version));
  live.start();
  t.after(() => live.stop());
  const quantity = (id = 'A\nMIL-01'): number | null | undefined => catalogue.read('offer', id)?.quantity;
  return { catalogue, live, told, quantity, logger };
}

test('is in the catalogue at once, under the version that an import would have given it', async (t) => {
  const { catalogue, live, told, quantity } = await started(t);
  const before = catalogue.store.current();
  live.applyOffers([
    offer('A', { quantity: 9 }),
    offer('', { gtin: '09506000134352', quantity: 2 }),
    offer('C', { quantity: 1 }),
    offer('Z'),
    offer('A', { storeCode: 'ROM-03' }),
  ]);
  await catalogue.clock.advance(0);
  assert.equal([quantity(), quantity('C\nMIL-01'), catalogue.store.info()?.offers], [2, 1, 4]);
  assert.equal(catalogue.changed(before.revision, 'offer'), ['A MIL-01', 'C MIL-01']);
  assert.equal(told, [catalogue.store.version()]);
  const same = new SmallCatalogue(t);
  const offers = [offer('A', { quantity: 2 }), ...(SHOP.offers ?? []).slice(1), offer('C', { quantity: 1 })];
  await same.import({
    ...SHOP,
    variants: [variant('A', { gtins: ['09506000134352'] }), variant('B'), variant('C')],
    offers,
  });
  assert.is(same.store.version(), catalogue.store.version());
});

test('tells nobody when nothing is other than it was, and gathers what comes close together', async (t) => {
  const { catalogue, live, told, quantity } = await started(t);
  live.applyOffers([offer('A', { asOf: '2026-11-22T10:00:00Z' })]);
  await catalogue.clock.advance(0);
  assert.equal(told, []);
  for (const number of [4, 3, 2]) live.applyOffers([offer('A', { quantity: number })]);
  assert.is(quantity(), 5);
  await catalogue.clock.advance(250);
  assert.equal([quantity(), told.length, catalogue.clock.pending], [2, 1, 1]);
});

test('waits for whoever writes, without standing still, and loses nothing', async (t) => {
  const { catalogue, live, told, quantity, logger } = await started(t);
  catalogue.database.exec('BEGIN IMMEDIATE');
  live.applyOffers([offer('A', { quantity: 1 })]);
  const began = performance.now();
  await catalogue.clock.advance(1_000);
  assert.ok(performance.now() - began < 2_000, 'it stood still');
  assert.equal([told.length, live.waiting], [0, 1]);
  catalogue.database.exec('COMMIT');
  await catalogue.clock.advance(20);
  assert.equal([quantity(), told.length, live.waiting], [1, 1, 0]);
  assert.equal(logger.lines, []);
});

for (const mostInPlace of [0, 1_000])
  test(`outlives an import that read before it, written ${mostInPlace === 0 ? 'aside' : 'in place'}`, async (t) => {
    const { catalogue, quantity } = await started(t);
    const { dataDir, clock, database } = catalogue;
    const rows: Rows = {
      ...SHOP,
      variants: [variant('A', { price: { amountMinor: 1, currency: 'EUR' } }), variant('B'), variant('C')],
      offers: [offer('A', { quantity: 7 }), offer('A', { storeCode: 'PAR-02', quantity: 7 })],
    };
    const input = inputOf(rows);
    const importing = importCatalogue(
      {
        ...input,
        reviews: async function* () {
          // The offers have been read and compared by now.
          writeOffers(
            database,
            [offer('A', { quantity: 3 }), offer('B', { quantity: 3 }), offer('C')],
            clock.now(),
          );
          await setTimeout(1);
          if (input.reviews) yield* input.reviews(new Rejections());
        },
      },
      { dataDir, source: 'shop', clock, logger: new QuietLogger(), acceptShrink: true, mostInPlace },
    );
    await importing;
    assert.equal(['A\nMIL-01', 'A\nPAR-02', 'B\nMIL-01', 'C\nMIL-01'].map(quantity), [3, 7, 3, 5]);
    assert.is(catalogue.store.info()?.offers, 4);
    const offers = [
      offer('A', { quantity: 3 }),
      offer('A', { storeCode: 'PAR-02', quantity: 7 }),
      offer('B', { quantity: 3 }),
      offer('C'),
    ];
    const again = await catalogue.import({ ...rows, offers });
    assert.ok(again.unchanged, 'the sum says something else than the documents');
    const same = new SmallCatalogue(t);
    await same.import({ ...rows, offers });
    assert.is(same.store.version(), catalogue.store.version());
  });

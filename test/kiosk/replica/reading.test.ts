import * as assert from 'uvu/assert';
import { Replica } from '../../../kiosk/replica/replica.ts';
import { attractSkus } from '../../../kiosk/replica/attract.ts';
import { Statements } from '../../../kiosk/replica/statements.ts';
import { openDatabase } from '../../../broker/sqlite/open.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { sampleLines, stream } from '../../support/sample-catalogue.ts';
import { emptyReplica, sampleReplica, temporaryFolder } from '../../support/sample-replica.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Replica lists');
const DAY = 86_400_000;

test('gives reviews in the language of the screen first, then the newest', async (context) => {
  const replica = await sampleReplica(context);
  const page = replica.reviews({ productId: 'JOSIE', lang: 'it', offset: 0, limit: 10 });
  assert.is(page.total, 5);
  assert.equal(
    page.reviews.map(({ id }) => id),
    ['r2', 'r4', 'r3', 'r1', 'r5'],
  );
});

test('pages through reviews', async (context) => {
  const replica = await sampleReplica(context);
  const page = replica.reviews({ productId: 'JOSIE', lang: 'en', offset: 3, limit: 2 });
  assert.equal(
    page.reviews.map(({ id }) => id),
    ['r3', 'r2'],
  );
});

test('knows a product without reviews', async (context) => {
  const replica = await sampleReplica(context);
  assert.equal(replica.reviews({ productId: 'TOTE', lang: 'en', offset: 0, limit: 5 }), {
    productId: 'TOTE',
    total: 0,
    reviews: [],
  });
});

test('invites with products that are here and have a picture, of different categories', async (context) => {
  const replica = await sampleReplica(context);
  const skus = replica.attract(4);
  assert.is(skus.length, 4);
  assert.not.ok(skus.some((sku) => sku.startsWith('MARKUP')));
  for (const sku of skus)
    assert.ok(
      replica.offers(sku).some(({ storeCode, quantity }) => storeCode === 'MIL-01' && (quantity ?? 0) > 0),
    );
});

test('invites with any that has a picture where nothing is known of stock, and with none where all is sold', async (context) => {
  const without = emptyReplica(context);
  const body = sampleLines().filter(({ kind }) => kind !== 'offer' && kind !== 'end');
  await without.load(stream([...body, { kind: 'end' as const, lines: body.length + 1 }]));
  assert.is(without.attract(4).length, 4);
  assert.ok(without.attract(9).every((sku) => !sku.startsWith('MARKUP')));
  const sold = emptyReplica(context);
  const lines = sampleLines().map((line) =>
    line.kind === 'offer'
      ? { ...line, offer: { ...line.offer, quantity: 0, availability: 'out_of_stock' as const } }
      : line,
  );
  await sold.load(stream(lines));
  assert.equal(sold.attract(4), []);
});

test('invites with the same products all day and with others on other days', async (context) => {
  const folder = temporaryFolder(context);
  const clock = new VirtualClock(Date.UTC(2026, 10, 22, 0, 1));
  const replica = new Replica({ path: `${folder}/c.db`, clock, logger: new QuietLogger() });
  replica.start();
  context.after(() => replica.stop());
  await replica.load(stream(sampleLines()));
  const morning = replica.attract(3);
  await clock.advance(DAY / 2);
  assert.equal(replica.attract(3), morning);
  const database = openDatabase(`${folder}/c.db`);
  context.after(() => database.close());
  const days = Array.from({ length: 14 }, (_, day) =>
    attractSkus(new Statements(database), { now: day * DAY, limit: 3 }).join(),
  );
  assert.ok(new Set(days).size > 3);
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { NewEvent } from '../../broker/contract/events.ts';
import { Outbox } from '../../broker/outbox/outbox.ts';
import { openDatabase, type SqliteDatabase } from '../../broker/sqlite/open.ts';
import { Incidents } from '../../kiosk/displays/incidents.ts';
import { EventLog } from '../../kiosk/host/event-log.ts';
import { BrokerError } from '../../broker/errors.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { DisplayKit } from '../kiosk/displays/kit.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { temporaryFolder } from '../support/sample-replica.ts';
import { SeededRandom } from '../support/seeded-random.ts';

const test = suite('A kiosk on a full disk');

function kit(t: TestContext) {
  const logger = new QuietLogger();
  const folder = join(temporaryFolder(t), 'kiosk');
  mkdirSync(folder);
  let database: SqliteDatabase | undefined;
  const display: DisplayKit = new DisplayKit('wall', { append: (events) => log.append(events) });
  const { clock } = display;
  const outbox = new Outbox({
    path: join(folder, 'outbox.sqlite'),
    source: '/demo/mil-01/kiosk-1',
    clock,
    random: new SeededRandom(),
    logger,
    open: (path) => (database = openDatabase(path)),
  });
  const log = new EventLog({ outbox, logger });
  const append = (event: NewEvent): void => void log.append([event]);
  const incidents = new Incidents({ clock, logger, newId: () => 'incident', append });
  outbox.onTrouble((trouble) => {
    if (trouble) incidents.open('outbox', trouble.code, trouble.message);
    else incidents.close('outbox', 'Events are kept on disk again.');
  });
  outbox.start();
  t.after(() => outbox.stop());
  const pages = (count: number): unknown => database?.pragma(`max_page_count = ${count}`);
  return { display, outbox, incidents, logger, clock, fill: () => pages(1), makeRoom: () => pages(100_000) };
}

/** Product after product, until the disk is full and beyond. */
function shop({ display }: ReturnType<typeof kit>, taps: number): void {
  for (let tap = 0; tap < taps; tap += 1) display.tap({ kind: 'product', sku: `SKU-${tap}` });
}

test('goes on showing products, opens one incident and loses nothing', async (t) => {
  const store = kit(t);
  store.fill();
  shop(store, 100);
  assert.is(store.display.runner.screenName, 'product');
  assert.is(store.incidents.current()['outbox']?.code, 'TW_DATABASE_FULL');
  store.makeRoom();
  await store.clock.advance(2_000);
  assert.equal(store.incidents.current(), {});
  const events = store.outbox.read(0, 10_000_000, 1_000);
  assert.equal(
    events.map(({ sequence }) => sequence),
    Array.from({ length: events.length }, (_, index) => index + 1),
  );
  const count = (name: string): number => events.filter(({ type }) => type === `tapwall.${name}.v1`).length;
  assert.equal(
    ['tag_tapped', 'view_item', 'incident_opened', 'incident_closed'].map(count),
    [100, 100, 1, 1],
  );
});

// Twelve thousand events that do not fit take five seconds of a processor that has nothing else to do.
test(
  'ends the session by itself although not even memory takes more events',
  async (t) => {
    const store = kit(t);
    store.fill();
    shop(store, 6_000);
    assert.is(store.display.runner.screenName, 'product');
    const lost = store.logger.at('error').filter(({ message }) => message === 'events could not be kept');
    assert.is(lost.length, 1, 'said once');
    await store.clock.advance(65_000);
    assert.is(store.display.runner.screenName, 'attract');
  },
  { timeout: 40_000 },
);

test('says again when events cannot be kept after they could', () => {
  const logger = new QuietLogger();
  let isBroken = true;
  const appendAll = (): [] => {
    if (isBroken) throw new BrokerError('TW_DATABASE_FULL');
    return [];
  };
  const log = new EventLog({ outbox: { appendAll }, logger });
  const event: NewEvent = { name: 'associate_called', data: { display: 'wall' } };
  for (const next of [true, true, false, true]) {
    isBroken = next;
    assert.equal(log.append([event]), []);
  }
  assert.is(logger.at('error').length, 2);
  assert.is(logger.at('debug').length, 1);
});

/** What both engines must answer about stored events. */
import * as assert from 'uvu/assert';
import { OBSERVING_TYPES } from '../../../../broker/hub/export/epcis/object-event.ts';
import { StoredEvents } from '../../../../broker/hub/export/epcis/stored-events.ts';
import type { PageRequest } from '../../../../broker/hub/export/epcis/committed-events.ts';
import { migrateFleet } from '../../../../broker/hub/fleet-db/migrate.ts';
import { fleetMigrations } from '../../../../broker/hub/fleet-db/migrations.ts';
import { openFleet, type FleetAddress, type FleetDatabase } from '../../../../broker/hub/fleet-db/open.ts';
import type { FleetTables } from '../../../../broker/hub/fleet-db/tables.ts';
import { EventWriter } from '../../../../broker/hub/store/event-writer.ts';
import type { TestContext } from '../../../harness/suite.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { event, eventId } from '../support/events.ts';

export const RECEIVED = '2026-07-02T00:00:00.000Z';
const DATA = { display: 'wall', device: 'reader-1', tag: 'product', sku: 'A' };

export interface Stored {
  database: FleetDatabase<FleetTables>;
  clock: VirtualClock;
  stored: StoredEvents;
  /** Numbers of the events in the order given, and whether there is more. */
  ask: (changes?: Partial<PageRequest>) => Promise<string>;
}

/** Ten taps, an hour apart, by turns of three kiosks; and one event that observes nothing. */
export async function storedEvents(t: TestContext, address: FleetAddress): Promise<Stored> {
  const database = openFleet<FleetTables>(address);
  t.after(() => database.close());
  await migrateFleet(database, fleetMigrations(database.engine));
  const kiosks = ['mil-01.k1', 'mil_01.k1', 'mil-01.k2'];
  const rows = Array.from({ length: 10 }, (_, index) => ({
    kioskId: kiosks[index % kiosks.length] ?? '',
    streamId: 1,
    event: event(index + 1, {
      id: eventId(index + 1),
      type: 'tapwall.tag_tapped.v1',
      time: new Date(Date.parse('2026-07-01T10:00:00Z') + index * 3_600_000).toISOString(),
      data: DATA,
    }),
  }));
  const shown = { kioskId: 'mil-01.k1', streamId: 1, event: event(11, { type: 'tapwall.view_item.v1' }) };
  await database.db.transaction().execute((trx) => new EventWriter().append(trx, [...rows, shown], RECEIVED));
  const clock = new VirtualClock(Date.parse(RECEIVED) + 120_000);
  const stored = new StoredEvents({ fleet: database, clock });
  const ask = async (changes: Partial<PageRequest> = {}): Promise<string> => {
    const page = await stored.page({ after: 0, limit: 100, types: OBSERVING_TYPES, ...changes });
    const numbers = page.events.map(({ sequence }) => sequence).join(' ');
    return page.more ? `${numbers} …` : numbers;
  };
  return { database, clock, stored, ask };
}

export async function assertAnswers({ stored, ask }: Stored): Promise<void> {
  assert.is(await ask(), '1 2 3 4 5 6 7 8 9 10');
  assert.is(await ask({ limit: 4 }), '1 2 3 4 …');
  const { events, last } = await stored.page({ after: 0, limit: 4, types: OBSERVING_TYPES });
  assert.is(await ask({ limit: 4, after: last }), '5 6 7 8 …');
  assert.equal(events[1], {
    row: events[1]?.row,
    id: eventId(2),
    store: 'mil_01',
    kiosk: 'k1',
    sequence: 2,
    type: 'tapwall.tag_tapped.v1',
    time: '2026-07-01T11:00:00.000Z',
    receivedAt: RECEIVED,
    data: DATA,
  });
  assert.is(await ask({ store: 'mil-01' }), '1 3 4 6 7 9 10');
  assert.is(await ask({ store: 'mil_01' }), '2 5 8');
  assert.is(await ask({ kiosk: 'k2' }), '3 6 9');
  assert.is(await ask({ store: 'mil-01', kiosk: 'k1' }), '1 4 7 10');
  const at = (text: string): number => Date.parse(text);
  assert.is(await ask({ from: at('2026-07-01T12:00:00Z'), to: at('2026-07-01T16:00:00+01:00') }), '3 4 5');
  assert.is(await ask({ from: at('2027-01-01T00:00:00Z') }), '');
}

/** A page looks at so many rows and no more, and says where it stopped. */
export async function assertBounded({ database, stored, ask }: Stored): Promise<void> {
  await database.db
    .insertInto('events')
    .values({
      row: 120_000,
      kiosk_id: 'mil-01.k1',
      id: eventId(99),
      stream_id: 1,
      sequence: 99,
      type: 'tapwall.tag_tapped.v1',
      time: '2026-07-01T10:00:00.000Z',
      received_at: RECEIVED,
      data: JSON.stringify(DATA),
    })
    .execute();
  assert.is(await ask(), '1 2 3 4 5 6 7 8 9 10 …');
  const page = await stored.page({ after: 50_000, limit: 100, types: OBSERVING_TYPES });
  assert.equal(page, { events: [], last: 100_000, more: true });
  assert.is(await ask({ after: 100_000 }), '99');
}

import * as assert from 'uvu/assert';
import { FleetHealth } from '../../../broker/hub/fleet-db/health.ts';
import { Purge } from '../../../broker/hub/fleet-db/purge.ts';
import { GroupCommitter } from '../../../broker/hub/ingest/commit-group.ts';
import type { CloudEvent } from '../../../broker/contract/events.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { event } from './support/events.ts';
import { newFleet } from './support/hub-bench.ts';

const test = suite('Hub: what is old');
const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

async function kit(t: TestContext, days: { events: number; incidents: number }) {
  const fleet = await newFleet(t);
  const clock = new VirtualClock();
  const logger = new QuietLogger();
  const purge = new Purge({ fleet, days, clock, logger, health: new FleetHealth(logger) });
  purge.start();
  t.after(() => purge.stop());
  const committer = new GroupCommitter(fleet);
  return {
    logger,
    commit: (events: CloudEvent[]) =>
      committer.commit(
        [{ kind: 'batch', kioskId: 'mil-01.k1', batch: { events, refusals: [] } }],
        new Date(clock.now()).toISOString(),
      ),
    /** Turns the hands and lets each step that comes due end. */
    pass: async (ms: number) => {
      for (let left = ms; left > 0; left -= HOUR_MS) {
        await clock.advance(Math.min(left, HOUR_MS));
        await purge.drained();
      }
    },
    events: () => fleet.db.selectFrom('events').select('sequence').orderBy('row').execute(),
    incidents: () => fleet.db.selectFrom('incidents').select('id').orderBy('id').execute(),
  };
}

function incident(sequence: number, kind: 'opened' | 'closed', more: object): CloudEvent {
  const data = { code: 'TW_X', message: 'Unplugged.', ...more };
  return event(sequence, { type: `tapwall.incident_${kind}.v1`, time: '2026-11-22T10:00:00.000Z', data });
}

test('goes in small steps once its days are over, and not before', async (t) => {
  const { commit, pass, events, logger } = await kit(t, { events: 2, incidents: 0 });
  await commit(Array.from({ length: 1_200 }, (_, index) => event(index + 1)));
  await pass(2 * DAY_MS - HOUR_MS);
  await commit([event(2_000)]);
  assert.is((await events()).length, 1_201);
  await pass(2 * HOUR_MS);
  assert.is((await events()).length, 701, 'a step takes five hundred');
  for (let step = 0; step < 3; step += 1) await pass(200);
  assert.equal(await events(), [{ sequence: 2_000 }]);
  assert.equal(
    logger.at('info').map(({ fields }) => fields),
    [{ rows: 1_200 }],
  );
});

test('of incidents is what has been over for as long; an open one stays', async (t) => {
  const { commit, pass, incidents } = await kit(t, { events: 0, incidents: 1 });
  await commit([
    incident(1, 'opened', { incident: 'open' }),
    incident(2, 'closed', { incident: 'over', seconds: 3 }),
  ]);
  await pass(DAY_MS - HOUR_MS);
  assert.equal(await incidents(), [{ id: 'open' }, { id: 'over' }]);
  await pass(2 * HOUR_MS);
  assert.equal(await incidents(), [{ id: 'open' }]);
});

test('stays for ever when it is told to', async (t) => {
  const { commit, pass, events, incidents } = await kit(t, { events: 0, incidents: 0 });
  await commit([event(1), incident(2, 'closed', { incident: 'over', seconds: 3 })]);
  await pass(3 * DAY_MS);
  assert.is((await events()).length, 2);
  assert.is((await incidents()).length, 1);
});

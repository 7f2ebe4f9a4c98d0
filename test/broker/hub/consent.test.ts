import * as assert from 'uvu/assert';
import type { CloudEvent } from '../../../broker/contract/events.ts';
import type { ActivityLine, KioskSummary } from '../../../broker/contract/http.ts';
import { suite } from '../../harness/suite.ts';
import { EPOCH, event, eventId } from './support/events.ts';
import { openFleetOf, startHub, type HubBench } from './support/hub-bench.ts';

const test = suite('Hub: a consent that is taken back');

type Ranges = [number, number][];

function withdrawn(sequence: number, ranges: Ranges): CloudEvent {
  const data = { display: 'wall', dropped: 1, epoch: EPOCH, ranges };
  return event(sequence, { type: 'tapwall.consent_withdrawn.v1', data });
}

function dropped(sequence: number, ranges: Ranges): CloudEvent {
  const data = { epoch: EPOCH, ranges, count: 1, reason: 'consent' };
  return event(sequence, { type: 'tapwall.events_evicted.v1', data });
}

async function counts(bench: HubBench): Promise<KioskSummary['events']> {
  const [kiosk] = await bench.get<KioskSummary[]>('/api/console/kiosks');
  if (!kiosk) throw new TypeError('no kiosk');
  return kiosk.events;
}

async function ids(bench: HubBench): Promise<string[]> {
  return (await bench.get<ActivityLine[]>('/api/console/activity')).map(({ id }) => id).sort();
}

test('takes the events of the visit out of the database, and says how many', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(1), event(2), event(3), event(4)]);
  await bench.say('evt/batch', [withdrawn(6, [[2, 3]])]);
  assert.equal(await ids(bench), [eventId(1), eventId(4), eventId(6)]);
  const rows = await openFleetOf(t, bench)
    .db.selectFrom('events')
    .select('sequence')
    .orderBy('sequence')
    .execute();
  assert.equal(
    rows.map(({ sequence }) => sequence),
    [1, 4, 6],
  );
  assert.is((await counts(bench)).withdrawn, 2);
});

test('accounts for what was dropped at the kiosk, so that nothing looks lost', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(1), event(2)]);
  await bench.say('evt/batch', [withdrawn(5, [[2, 4]]), dropped(6, [[3, 4]])]);
  assert.equal(bench.heard('ack/events').at(-1), { epoch: EPOCH, sequence: 6 });
  const { withdrawn: count, gaps, evicted } = await counts(bench);
  assert.equal([count, gaps, evicted], [3, 0, 0]);
});

test('stores nothing of it that arrives later, or with it', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(2), withdrawn(4, [[1, 3]]), event(3)]);
  await bench.say('evt/batch', [event(1)]);
  assert.equal(await ids(bench), [eventId(4)]);
  assert.equal(bench.heard('ack/events').at(-1), { epoch: EPOCH, sequence: 4 });
});

test('touches neither another epoch, another kiosk, nor numbers to come', async (t) => {
  const bench = await startHub(t);
  const other = 'tapwall/demo/mil-01/k2';
  await bench.say('evt/batch', [event(1, { source: '/demo/mil-01/k2' })], other);
  await bench.say('evt/batch', [event(1), event(1, { epoch: 'epoch-of-another' })]);
  const data = { display: 'wall', dropped: 1, epoch: 'epoch-of-another', ranges: [[1, 1]] };
  await bench.say('evt/batch', [event(2, { type: 'tapwall.consent_withdrawn.v1', data })]);
  await bench.say('evt/batch', [withdrawn(3, [[1, 9]])]);
  assert.is((await ids(bench)).length, 5);
  assert.is((await counts(bench)).withdrawn, 0);
});

test('leaves what accounts for numbers where it is', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [dropped(3, [[1, 3]])]);
  await bench.say('evt/batch', [dropped(5, [[1, 5]]), dropped(5, [[1, 5]])]);
  assert.equal(await ids(bench), [eventId(3), eventId(5)]);
  assert.is((await counts(bench)).gaps, 0);
});

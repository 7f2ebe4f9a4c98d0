import * as assert from 'uvu/assert';
import type { CloudEvent } from '../../../broker/contract/events.ts';
import type { ActivityLine, KioskSummary } from '../../../broker/contract/http.ts';
import { suite } from '../../harness/suite.ts';
import { EPOCH, event, eventId } from './support/events.ts';
import { openFleetOf, startHub, type HubBench } from './support/hub-bench.ts';

const test = suite('Hub: ingest');

function evicted(sequence: number, ranges: [number, number][], reason = 'bytes'): CloudEvent {
  const data = { epoch: EPOCH, ranges, count: 1, reason };
  return event(sequence, { type: 'tapwall.events_evicted.v1', data });
}

const acks = (bench: HubBench): unknown[] => bench.heard('ack/events').map(({ sequence }) => sequence);

async function summary(bench: HubBench): Promise<KioskSummary> {
  const [kiosk] = await bench.get<KioskSummary[]>('/api/console/kiosks');
  if (!kiosk) throw new TypeError('no kiosk');
  return kiosk;
}

test('acknowledges what it has committed', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(1), event(2)]);
  assert.equal(bench.heard('ack/events'), [{ epoch: EPOCH, sequence: 2 }]);
  const { events } = await summary(bench);
  const nothing = { gaps: 0, duplicates: 0, missing: 0, evicted: 0, withdrawn: 0 };
  assert.equal(events, { received: 2, epoch: EPOCH, sequence: 2, ...nothing });
});

test('proves a gap, and acknowledges past it once it is filled', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(1), event(2), event(5)]);
  assert.equal(acks(bench), [2]);
  assert.is((await summary(bench)).events.gaps, 2);
  await bench.say('evt/batch', [event(4), event(3)]);
  assert.equal(acks(bench), [2, 5]);
  assert.is((await summary(bench)).events.gaps, 0);
});

test('counts duplicates and stores none', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(1), event(2)]);
  await bench.say('evt/batch', [event(1), event(2), event(3)]);
  assert.equal(acks(bench), [2, 3]);
  const { events } = await summary(bench);
  assert.is(events.received, 3);
  assert.is(events.duplicates, 2);
  assert.is((await bench.get<ActivityLine[]>('/api/console/activity')).length, 3);
});

test('refuses a bad event alone and acknowledges past it', async (t) => {
  const bench = await startHub(t);
  const bad = event(2, { data: { display: 'wall', product: 'P1', customer: 'c-1' } });
  await bench.say('evt/batch', [event(1), bad, event(3)]);
  assert.equal(acks(bench), [3]);
  const lines = await bench.get<ActivityLine[]>('/api/console/activity');
  assert.equal(
    lines.map(({ id }) => id),
    [eventId(3), eventId(1)],
  );
  assert.is(bench.logger.at('warn').length, 1);
});

test('refuses an event that names another kiosk', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(1, { source: '/demo/mil-01/k2' }), event(2)]);
  assert.equal(acks(bench), [2]);
  const lines = await bench.get<ActivityLine[]>('/api/console/activity');
  assert.equal(
    lines.map(({ id, kiosk }) => [id, kiosk]),
    [[eventId(2), 'k1']],
  );
});

test('keeps an event of a type that it does not know yet', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(1, { type: 'tapwall.mirror_danced.v3', data: { any: [1] } })]);
  const [line] = await bench.get<ActivityLine[]>('/api/console/activity');
  assert.is(line?.name, 'mirror_danced');
});

test('drops what is no batch with one line a minute, and goes on', async (t) => {
  const bench = await startHub(t);
  const hostile = ['', '{', 'null', '{}', '[]', '"x"', `[${'1,'.repeat(600)}1]`, `["${'x'.repeat(70_000)}"]`];
  for (const payload of hostile) await bench.say('evt/batch', payload);
  assert.is(bench.logger.at('warn').length, 1);
  await bench.advance(60_000);
  await bench.say('evt/batch', '');
  assert.is(bench.logger.at('warn').length, 1, 'an empty payload only clears a retained message');
  await bench.say('evt/batch', '{');
  assert.is(bench.logger.at('warn').length, 2);
  assert.ok(
    bench.logger.at('warn').every(({ fields }) => !('err' in fields)),
    'no stack',
  );
  assert.equal(acks(bench), []);
  await bench.say('evt/batch', [null, 7, [], { epoch: 4 }, { epoch: EPOCH, sequence: -1 }, event(1)]);
  assert.equal(acks(bench), [1]);
});

test('goes over what the kiosk says that it evicted', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [evicted(40, [[1, 40]]), event(41)]);
  assert.equal(acks(bench), [41]);
  const { events } = await summary(bench);
  assert.equal([events.evicted, events.gaps, events.received], [40, 0, 2]);
});

test('goes over several runs that were evicted, also when the report comes twice', async (t) => {
  const bench = await startHub(t);
  const report = evicted(9, [
    [1, 3],
    [5, 6],
  ]);
  await bench.say('evt/batch', [report]);
  await bench.say('evt/batch', [event(4), report]);
  assert.equal(acks(bench), [3, 6]);
  await bench.say('evt/batch', [event(7), event(8)]);
  const { events } = await summary(bench);
  assert.equal([events.evicted, events.gaps, events.sequence], [5, 0, 9]);
});

test('does not let a tombstone speak of numbers to come', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [evicted(1, [[1, 9_000_000]])]);
  assert.equal(acks(bench), [1]);
});

test('names what came early, so that a backlog behind it is not sent twice', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(501), event(502), event(504)]);
  assert.equal(bench.heard('ack/events').at(-1), {
    epoch: EPOCH,
    sequence: 0,
    ahead: [
      [501, 502],
      [504, 504],
    ],
  });
});

test('gives up what a kiosk can no longer send, and counts it as missing', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(501), event(502)]);
  await bench.say('state/presence', { online: true, boot: 'b', outbox: { epoch: EPOCH, floor: 501 } });
  assert.equal(acks(bench), [0, 502]);
  const { events } = await summary(bench);
  assert.equal([events.missing, events.gaps], [500, 500]);
  await bench.say('evt/batch', [event(7)]);
  assert.is((await summary(bench)).events.missing, 499, 'a broker may deliver very late');
});

test('takes nothing back for a presence of long ago, and begins no stream for one', async (t) => {
  const bench = await startHub(t);
  const floor = (epoch: string, from: number) =>
    bench.say('state/presence', { online: true, boot: 'b', outbox: { epoch, floor: from } });
  await floor(EPOCH, 400);
  await bench.say('evt/batch', [event(1), event(2), event(4)]);
  assert.equal(acks(bench), [2]);
  await floor(EPOCH, 1);
  await floor('another-epoch', 9);
  assert.equal(acks(bench), [2]);
  assert.is((await summary(bench)).events.epoch, EPOCH);
  assert.is((await summary(bench)).events.missing, 0);
});

test('turns what was missing into what was evicted when the kiosk explains it later', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(1)]);
  await bench.say('state/presence', { online: true, boot: 'b', outbox: { epoch: EPOCH, floor: 40 } });
  assert.is((await summary(bench)).events.missing, 38);
  await bench.say('evt/batch', [evicted(40, [[2, 40]])]);
  const { events } = await summary(bench);
  assert.equal([events.missing, events.evicted, events.gaps, events.sequence], [0, 39, 0, 40]);
});

test('gives an event that was salvaged into a new epoch its place', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(1)]);
  await bench.say('evt/batch', [
    event(1, { epoch: 'epoch-two', id: eventId(1) }),
    event(2, { epoch: 'epoch-two' }),
  ]);
  assert.equal(bench.heard('ack/events').at(-1), { epoch: 'epoch-two', sequence: 2 });
  assert.is((await bench.get<ActivityLine[]>('/api/console/activity')).length, 2);
});

test('keeps the watermark over a restart', async (t) => {
  const first = await startHub(t);
  await first.say('evt/batch', [event(1), event(2)]);
  await first.hub.stop();
  const second = await startHub(t, { dataDir: first.dataDir, broker: first.broker });
  await second.say('evt/batch', [event(2), event(3)]);
  assert.equal(acks(second), [3]);
});

test('opens and closes incidents in whichever order they come', async (t) => {
  const bench = await startHub(t);
  const about = { incident: 'i-1', code: 'TW_X', message: 'Unplugged.' };
  const closed = event(2, {
    type: 'tapwall.incident_closed.v1',
    time: '2026-11-22T10:00:30Z',
    data: { ...about, seconds: 30 },
  });
  await bench.say('evt/batch', [closed]);
  await bench.say('evt/batch', [event(1, { type: 'tapwall.incident_opened.v1', data: about })]);
  const [incident] = (await summary(bench)).incidents;
  assert.is(incident?.closedAt, '2026-11-22T10:00:30Z');
  assert.is(incident?.openedAt, '2026-11-22T10:00:00.000Z');
});

test('keeps the accounts of the latest epochs of a kiosk that begins one after the other, and all its events', async (t) => {
  const bench = await startHub(t);
  const first = (number: number): CloudEvent =>
    event(1, { epoch: `epoch-number-${number}`, id: eventId(number, 'all') });
  for (const start of [0, 120, 240])
    await bench.say(
      'evt/batch',
      Array.from({ length: 120 }, (_, index) => first(start + index)),
    );
  await bench.say('evt/batch', [first(360)]);
  const { events } = await summary(bench);
  assert.is(events.received, 200);
  assert.is(events.epoch, 'epoch-number-360');
  assert.equal(acks(bench).length, 361);
});

test('keeps the latest incidents of a kiosk that opens one after the other', async (t) => {
  const bench = await startHub(t);
  const opened = (number: number): CloudEvent =>
    event(number, {
      type: 'tapwall.incident_opened.v1',
      time: new Date(Date.UTC(2026, 10, 22) + number * 1000).toISOString(),
      data: { incident: `incident-${number}`, code: 'TW_X', message: 'open' },
    });
  for (const start of [1, 151, 301, 451])
    await bench.say(
      'evt/batch',
      Array.from({ length: 150 }, (_, index) => opened(start + index)),
    );
  const { incidents, events } = await summary(bench);
  assert.is(incidents[0]?.id, 'incident-600');
  assert.is(events.received, 600);
  const kept = await openFleetOf(t, bench).db.selectFrom('incidents').select('id').execute();
  assert.is(kept.length, 500);
});

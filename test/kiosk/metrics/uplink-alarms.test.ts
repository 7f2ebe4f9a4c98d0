/** Alarms of the outbox: raised once, taken back once, and not by a figure on the edge. */
import * as assert from 'uvu/assert';
import { UplinkAlarms } from '../../../kiosk/metrics/uplink-alarms.ts';
import { Incidents } from '../../../kiosk/displays/incidents.ts';
import type { NewEvent } from '../../../broker/contract/events.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { figures } from './kit.ts';

const test = suite('Alarms of the outbox');
const LOOK = 5_000;

function bench() {
  const clock = new VirtualClock();
  const events: NewEvent[] = [];
  const incidents = new Incidents({
    clock,
    logger: new QuietLogger(),
    newId: () => `incident-${events.length}`,
    append: (event) => void events.push(event),
  });
  const state = { now: figures() };
  const alarms = new UplinkAlarms({ incidents, clock, figures: () => state.now });
  alarms.start();
  /** What was said since the last time, as `opened CODE` or `closed CODE`. */
  const said = (): string[] =>
    events
      .splice(0)
      .map(({ name, data }) => `${name.slice('incident_'.length)} ${'code' in data ? data.code : ''}`);
  const see = async (now: ReturnType<typeof figures>, looks = 1): Promise<string[]> => {
    state.now = now;
    await clock.advance(LOOK * looks);
    return said();
  };
  return { clock, alarms, see, events };
}

test('say once that the space is nearly used up, and once that there is room again', async () => {
  const { see } = bench();
  assert.equal(await see(figures({ bytes: 790_000 }), 5), []);
  assert.equal(await see(figures({ bytes: 800_000, rows: 312 })), ['opened TW_OUTBOX_NEARLY_FULL']);
  for (const bytes of [790_000, 810_000, 700_000, 990_000, 660_000])
    assert.equal(await see(figures({ bytes }), 3), [], `${bytes} is on the edge`);
  assert.equal(await see(figures({ bytes: 640_000 }), 4), ['closed TW_OUTBOX_NEARLY_FULL']);
});

test('say once that events are given up, however many times, and that it is over after ten calm minutes', async () => {
  const { see, events } = bench();
  assert.equal(await see(figures({ evicted: 40 })), ['opened TW_EVENTS_EVICTED']);
  assert.equal(await see(figures({ evicted: 90 })), []);
  assert.equal(await see(figures({ evicted: 90 }), 119), []);
  await see(figures({ evicted: 91 }));
  assert.equal(await see(figures({ evicted: 91 }), 119), [], 'it began anew');
  const { length } = events;
  assert.is(length, 0);
  assert.equal(await see(figures({ evicted: 91 }), 2), ['closed TW_EVENTS_EVICTED']);
});

test('call a disk slow when three looks agree, not for one slow commit or a handful of commits', async () => {
  const { see } = bench();
  const slow = figures({ commit: { p50: 9, p99: 80, count: 400 } });
  const quick = figures({ commit: { p50: 1, p99: 4, count: 500 } });
  const between = figures({ commit: { p50: 9, p99: 40, count: 500 } });
  assert.equal(await see(figures({ commit: { p50: 90, p99: 900, count: 20 } }), 10), []);
  assert.equal(await see(slow, 2), []);
  assert.equal(await see(quick, 1), []);
  assert.equal(await see(slow, 3), ['opened TW_DISK_SLOW']);
  assert.equal(await see(between, 10), []);
  assert.equal(await see(quick, 2), []);
  assert.equal(await see(between, 1), []);
  assert.equal(await see(quick, 3), ['closed TW_DISK_SLOW']);
});

test('look no more once they are stopped', async () => {
  const { see, alarms, clock } = bench();
  alarms.stop();
  assert.equal(await see(figures({ bytes: 1_000_000 }), 5), []);
  assert.is(clock.pending, 0);
});

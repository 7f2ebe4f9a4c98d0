import * as assert from 'uvu/assert';
import { KioskMetrics } from '../../../kiosk/metrics/kiosk-metrics.ts';
import { uplinkState } from '../../../kiosk/metrics/uplink-figures.ts';
import { MESSAGES } from '../../../broker/contract/messages.ts';
import { ProcessFigures } from '../../../broker/metrics/process-figures.ts';
import { Check } from 'typebox/value';
import { suite } from '../../harness/suite.ts';
import { parseExposition } from '../../support/exposition.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { figures } from './kit.ts';

const test = suite('Metrics of a kiosk');

function bench(now: ReturnType<typeof figures>) {
  const clock = new VirtualClock();
  const state = { now };
  const totals = { appended: 0, acknowledged: 0 };
  const metrics = new KioskMetrics({
    version: '1.2.3',
    clock,
    process: new ProcessFigures(),
    uplink: () => state.now,
    totals: () => totals,
    incidents: () => ['TW_LINK_DOWN', 'TW_DISK_SLOW', 'TW_LINK_DOWN'],
    devices: () => [{ status: 'connected' }, { status: 'failed' }, { status: 'connected' }],
    displays: () => [{ id: 'wall', browsers: 2 }],
  });
  const read = async () => parseExposition(await metrics.registry.metrics());
  return { metrics, state, totals, clock, read };
}

test('follow the format and its conventions, and say what the outbox says', async () => {
  const { metrics, read, clock, totals } = bench(
    figures(
      { rows: 312, bytes: 180_000, evicted: 7, oldestAt: '2026-11-22T09:59:00.000Z' },
      { reconnects: 3 },
    ),
  );
  Object.assign(totals, { appended: 400, acknowledged: 88 });
  for (const ms of [0.4, 3, 70]) metrics.committed(ms);
  const families = await read();
  const value = (name: string): number | undefined => families.get(name)?.samples[0]?.value;
  assert.is(value('tapwall_outbox_events'), 312);
  assert.is(value('tapwall_outbox_bytes'), 180_000);
  assert.is(value('tapwall_outbox_limit_bytes'), 1_000_000);
  assert.is(value('tapwall_outbox_oldest_age_seconds'), 60);
  assert.is(value('tapwall_outbox_appended_events_total'), 400);
  assert.is(value('tapwall_outbox_evicted_events_total'), 7);
  assert.is(value('tapwall_uplink_reconnects_total'), 3);
  assert.is(value('tapwall_uplink_connected'), 1);
  assert.is(value('tapwall_clock_timestamp_seconds'), clock.now() / 1000);
  assert.is(families.get('tapwall_outbox_commit_seconds')?.samples.at(-1)?.value, 3);
  assert.equal(
    families.get('tapwall_incidents_open')?.samples.map(({ labels, value: open }) => [labels['code'], open]),
    [
      ['TW_LINK_DOWN', 2],
      ['TW_DISK_SLOW', 1],
    ],
  );
});

test('leave out what is not known, and take it back when it is not known any more', async () => {
  const { state, read } = bench(figures());
  const name = 'tapwall_uplink_last_acknowledgement_timestamp_seconds';
  assert.equal((await read()).get(name)?.samples, []);
  state.now = figures({}, { lastAckAt: '2026-11-22T09:59:00.500Z' });
  assert.is((await read()).get(name)?.samples[0]?.value, Date.UTC(2026, 10, 22, 9, 59) / 1000 + 0.5);
  state.now = figures();
  assert.equal((await read()).get(name)?.samples, []);
});

test('are apart for two kiosks in one process', async () => {
  const one = bench(figures({ rows: 1 }));
  const other = bench(figures({ rows: 2 }));
  assert.is((await one.read()).get('tapwall_outbox_events')?.samples[0]?.value, 1);
  assert.is((await other.read()).get('tapwall_outbox_events')?.samples[0]?.value, 2);
});

test('agree with what the console is told', () => {
  const clock = new VirtualClock();
  const state = uplinkState(
    figures({ rows: 5, commit: { p50: 1.23456, p99: 60, count: 9 } }, { perSecond: 40.006 }),
    clock,
  );
  assert.ok(Check(MESSAGES['state/uplink'], state), JSON.stringify(state));
  assert.is(state.depth, 5);
  assert.equal(state.commit, { p50: 1.23, p99: 60 });
});

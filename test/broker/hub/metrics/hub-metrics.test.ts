import * as assert from 'uvu/assert';
import { HubMetrics, type MeasuredKiosk } from '../../../../broker/hub/metrics/hub-metrics.ts';
import { IngestMeter } from '../../../../broker/hub/metrics/ingest-meter.ts';
import { MOST_KIOSKS } from '../../../../broker/hub/metrics/kiosk-samples.ts';
import { DatabaseCount } from '../../../../broker/hub/metrics/database-count.ts';
import type { GroupItem } from '../../../../broker/hub/ingest/group.ts';
import { ProcessFigures } from '../../../../broker/metrics/process-figures.ts';
import { suite } from '../../../harness/suite.ts';
import { parseExposition } from '../../../support/exposition.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const test = suite('Metrics of a hub');

function kiosk(index: number, depth: number): MeasuredKiosk {
  const name = `k${String(index).padStart(4, '0')}`;
  return {
    id: `mil.${name}`,
    store: 'mil',
    kiosk: name,
    online: index % 2 === 0,
    outboxDepth: depth,
    uplink: {
      at: '2026-11-22T10:00:00.000Z',
      depth,
      bytes: depth * 100,
      maxBytes: 1_000_000,
      oldestAt: '2026-11-22T09:58:00.000Z',
      perSecond: 0,
      commit: { p50: 1, p99: 2 },
      reconnects: 0,
      evicted: 0,
      lastAckAt: null,
    },
  };
}

const NO_COUNTS = { commits: 0, batches: 0, committed: 0, repeated: 0, refused: 0, failed: 0 };

function metricsOf(kiosks: readonly MeasuredKiosk[], change: object = {}): HubMetrics {
  return new HubMetrics({
    version: '1.2.3',
    clock: new VirtualClock(),
    process: new ProcessFigures(),
    kiosks: () => kiosks,
    ingest: () => NO_COUNTS,
    waiting: () => 4,
    proofs: () => ({ missing: 0, evicted: 3, withdrawn: 2 }),
    snags: () => 2,
    hubs: () => 1,
    owned: () => kiosks.length,
    sources: () => [],
    sourceIncidents: () => [],
    ...change,
  });
}

test('follow the format and its conventions', async () => {
  const metrics = metricsOf([kiosk(1, 5), kiosk(2, 7)]);
  metrics.committed(3);
  const families = parseExposition(await metrics.registry.metrics());
  assert.is(families.get('tapwall_hub_ingest_waiting_messages')?.samples[0]?.value, 4);
  assert.equal(
    families
      .get('tapwall_hub_kiosk_outbox_events')
      ?.samples.map(({ labels, value }) => [labels['kiosk'], value]),
    [
      ['k0001', 5],
      ['k0002', 7],
    ],
  );
  assert.is(families.get('tapwall_hub_kiosk_outbox_oldest_age_seconds')?.samples[0]?.value, 120);
  assert.is(families.get('tapwall_hub_commit_seconds')?.samples.at(-1)?.value, 1);
});

test('name so many kiosks one by one and say the rest in one', async () => {
  const kiosks = Array.from({ length: MOST_KIOSKS + 50 }, (_, index) => kiosk(index, 10));
  const text = await metricsOf(kiosks).registry.metrics();
  const samples = parseExposition(text).get('tapwall_hub_kiosk_outbox_events')?.samples ?? [];
  assert.is(samples.length, MOST_KIOSKS + 1);
  assert.equal(samples.at(-1)?.labels, { store: '_others', kiosk: '_others' });
  assert.is(samples.at(-1)?.value, 500);
});

test('leave out what nobody could count', async () => {
  const metrics = metricsOf([], { proofs: () => null, snags: () => null });
  const families = parseExposition(await metrics.registry.metrics());
  assert.equal(families.get('tapwall_hub_events_missing')?.samples, []);
  assert.equal(families.get('tapwall_hub_orders_uncancelled')?.samples, []);
});

test('count what a commit brought, what came again and what was refused', async () => {
  const times: number[] = [];
  let now = 0;
  let fails = false;
  const meter = new IngestMeter({
    committer: {
      commit: async () => {
        now += 7;
        if (fails) throw new TypeError('no database');
        return { marks: [], fresh: 2, lines: [] };
      },
    },
    timed: (ms) => void times.push(ms),
    elapsed: () => now,
  });
  const items = [
    { kind: 'batch', kioskId: 'a', batch: { events: [{}, {}, {}], refusals: [{}] } },
    { kind: 'floor', kioskId: 'a', epoch: 'e', floor: 1 },
  ] as unknown as GroupItem[];
  await meter.commit(items, '');
  assert.equal(meter.counts, { commits: 1, batches: 1, committed: 2, repeated: 1, refused: 1, failed: 0 });
  assert.equal(times, [7]);
  fails = true;
  let message = '';
  await meter.commit(items, '').catch((error: unknown) => (message = String(error)));
  assert.match(message, 'no database');
  assert.is(meter.counts.failed, 1);
});

test('count the proofs at most every ten seconds, and none while the database is away', async () => {
  const clock = new VirtualClock();
  let counts = 0;
  let away = false;
  const proofs = new DatabaseCount({
    clock,
    logger: new QuietLogger(),
    count: async () => {
      counts += 1;
      if (away) throw new TypeError('away');
      return { missing: counts, evicted: 0, withdrawn: 0 };
    },
  });
  await Promise.all([proofs.refresh(), proofs.refresh()]);
  await proofs.refresh();
  assert.is(counts, 1);
  assert.is(proofs.last?.missing, 1);
  await clock.advance(10_000);
  away = true;
  await proofs.refresh();
  assert.is(proofs.last, null);
});

test('tell how fresh each source is, and which needs a look', async () => {
  const clock = new VirtualClock();
  const run = {
    startedAt: new Date(clock.now() - 95_000).toISOString(),
    endedAt: new Date(clock.now() - 90_000).toISOString(),
    cause: 'schedule' as const,
    outcome: 'imported' as const,
    counts: { products: 2, variants: 5, offers: 9, reviews: 1, added: 1, altered: 0, removed: 0 },
    rejected: 4,
    error: null,
  };
  const sources = [
    { name: 'erp', state: 'held', lastGood: run, rejections: 4, live: null },
    { name: 'web', state: 'failing', lastGood: null, rejections: 0, live: null },
  ];
  const families = parseExposition(await metricsOf([], { sources: () => sources, clock }).registry.metrics());
  const of = (name: string): [string | undefined, number][] =>
    (families.get(`tapwall_hub_source_${name}`)?.samples ?? []).map(({ labels, value }) => [
      labels['source'],
      value,
    ]);
  assert.equal(of('last_success_age_seconds'), [['erp', 90]]);
  assert.equal(of('failing'), [
    ['erp', 0],
    ['web', 1],
  ]);
  assert.equal(of('held'), [
    ['erp', 1],
    ['web', 0],
  ]);
  assert.equal(of('rejected_rows'), [
    ['erp', 4],
    ['web', 0],
  ]);
  assert.is(families.get('tapwall_hub_source_documents')?.samples.length, 4);
});

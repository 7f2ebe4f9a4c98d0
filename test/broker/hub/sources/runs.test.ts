import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { BrokerError } from '../../../../broker/errors.ts';
import type { JobResult } from '../../../../broker/hub/sources/run/import-job.ts';
import { suite } from '../../../harness/suite.ts';
import { until } from '../../../support/until.ts';
import { REPORT, SourcesBench } from './support/sources-bench.ts';

const test = suite('Sources: runs');
const MINUTE_MS = 60_000;

const fails = async (): Promise<JobResult> => {
  throw new BrokerError('TW_FETCH_FAILED', 'the server answered 503.');
};
const good = async (): Promise<JobResult> => ({ stamp: 'one', report: REPORT });

async function started(bench: SourcesBench, every = 600): Promise<void> {
  bench.write('shop.json', { kind: 'small', every, options: { gives: ['stock'] } });
  await bench.sources.start();
  await bench.advance(2_000);
}

test('reads a new source soon, then on its schedule, and says what became of it', async (t) => {
  const bench = new SourcesBench(t);
  await started(bench);
  assert.is(bench.jobs.length, 1);
  const run = bench.of('shop')?.lastRun;
  assert.equal([run?.outcome, run?.cause, run?.rejected, run?.error], ['imported', 'schedule', 0, null]);
  assert.equal(run?.counts, {
    products: 2,
    variants: 5,
    offers: 9,
    reviews: 1,
    added: 7,
    altered: 1,
    removed: 0,
  });
  assert.is(bench.of('shop')?.nextAt, new Date(bench.clock.now() + 600_000).toISOString());
  await bench.advance(599_000);
  assert.is(bench.jobs.length, 1);
  await bench.advance(1_000);
  assert.is(bench.jobs.length, 2);
});

test('knows after a restart what it read, and reads no sooner for it', async (t) => {
  const bench = new SourcesBench(t);
  await started(bench);
  await bench.advance(5 * MINUTE_MS);
  await bench.again();
  await bench.advance(4 * MINUTE_MS);
  assert.equal([bench.jobs.length, bench.of('shop')?.lastGood?.outcome], [1, 'imported']);
  await bench.advance(MINUTE_MS);
  assert.equal([bench.jobs.length, bench.jobs[1]?.known], [2, 'one']);
});

test('says when all stock was last said, also by content that need not be read again', async (t) => {
  const bench = new SourcesBench(t);
  const kept = async () => ({ stamp: 'one', report: null });
  const timed = async () => ({ stamp: 'two', report: { ...REPORT, saysAllStock: false } });
  bench.ends = [good, kept, fails, timed];
  const said: (string | null)[] = [];
  await started(bench);
  said.push(bench.sources.stockAsOf());
  for (const minutes of [10, 10, 1]) {
    await bench.advance(minutes * MINUTE_MS);
    said.push(bench.sources.stockAsOf());
  }
  assert.is(bench.jobs.length, 4);
  const [first, second, third, last] = said;
  assert.ok(first !== null && first !== undefined);
  assert.ok(Date.parse(second ?? '') > Date.parse(first));
  assert.is(third, second, 'a reading that fails says nothing');
  assert.is(last, null, 'its times count');
});

test('does not read again what is known, but for an hour at the most: sale prices begin without a feed changing', async (t) => {
  const bench = new SourcesBench(t);
  bench.ends = [good, async ({ known }) => ({ stamp: 'one', report: known === 'one' ? null : REPORT })];
  await started(bench);
  await bench.advance(50 * MINUTE_MS);
  assert.equal(
    bench.jobs.map(({ known }) => known),
    [null, 'one', 'one', 'one', 'one', 'one'],
  );
  assert.equal(
    [bench.of('shop')?.lastRun?.outcome, bench.of('shop')?.lastRun?.counts?.added],
    ['unchanged', 0],
  );
  await bench.advance(10 * MINUTE_MS);
  assert.is(bench.jobs.at(-1)?.known, null);
});

test('tries a source that fails again and less often, keeps what was good, and says so in one error', async (t) => {
  const bench = new SourcesBench(t);
  await started(bench, 1_800);
  bench.ends = [fails, fails, fails, good];
  await bench.advance(30 * MINUTE_MS);
  const failing = bench.of('shop');
  assert.equal([failing?.state, failing?.lastGood?.outcome], ['failing', 'imported']);
  assert.equal(failing?.lastRun?.error, { code: 'TW_FETCH_FAILED', message: 'the server answered 503.' });
  const tries: number[] = [];
  for (let minute = 1; minute <= 8; minute += 1) {
    await bench.advance(MINUTE_MS);
    tries.push(bench.jobs.length);
  }
  assert.equal(tries, [3, 3, 4, 4, 4, 4, 5, 5]);
  assert.is(bench.of('shop')?.state, 'good');
  assert.is(bench.logger.at('error').length, 1);
});

test('reads at once when somebody asks, whatever is known', async (t) => {
  const bench = new SourcesBench(t);
  await started(bench, 0);
  assert.is(bench.of('shop')?.nextAt, null);
  bench.sources.run('shop');
  await bench.advance(0);
  assert.equal(
    bench.jobs.map(({ known }) => known),
    [null, null],
  );
  assert.is(bench.of('shop')?.lastRun?.cause, 'person');
  assert.throws(
    () => bench.sources.run('none'),
    (error: BrokerError) => error.code === 'TW_SOURCE_UNKNOWN',
  );
});

test('reads one source at a time, and what somebody asked for first', async (t) => {
  const bench = new SourcesBench(t);
  let open = 0;
  const ends: (() => void)[] = [];
  bench.ends = [
    async () => {
      open += 1;
      assert.is(open, 1);
      await new Promise<void>((resolve) => void ends.push(resolve));
      open -= 1;
      return { stamp: null, report: REPORT };
    },
  ];
  bench.write('a.json', { kind: 'small', options: { gives: ['stores'] } });
  bench.write('b.json', { kind: 'small', options: { gives: ['stock'] } });
  bench.write('c.json', { kind: 'small', options: { gives: ['reviews'] } });
  await bench.sources.start();
  await bench.clock.advance(2_000);
  assert.is(bench.of('a')?.state, 'running');
  bench.sources.run('c');
  for (let index = 0; index < 3; index += 1) {
    (await until(() => ends[index], 5_000))();
  }
  await bench.sources.drained();
  assert.equal(
    bench.jobs.map(({ name }) => name),
    ['a', 'c', 'b'],
  );
});

test('shows how far it is while it runs', async (t) => {
  const bench = new SourcesBench(t);
  let told = 0;
  bench.sources.onChanged(() => (told += 1));
  let end = (): void => undefined;
  bench.ends = [
    async (_, { onProgress }) => {
      onProgress({ stage: 'products', done: 500, total: 2_000 });
      await new Promise<void>((resolve) => (end = resolve));
      return { stamp: null, report: REPORT };
    },
  ];
  bench.write('shop.json', { kind: 'small', options: { gives: ['stock'] } });
  await bench.sources.start();
  await bench.clock.advance(2_000);
  assert.equal(bench.of('shop')?.progress, { stage: 'products', done: 500, total: 2_000 });
  assert.ok(told >= 3);
  end();
  await bench.advance(0);
  assert.is(bench.of('shop')?.progress, null);
});

test('holds what would remove too much until somebody says that it is meant, and then reads it again', async (t) => {
  const bench = new SourcesBench(t);
  const none = { removed: 0, of: 0 };
  const removals = { variants: { removed: 900, of: 1_000 }, offers: none, reviews: none };
  const hold = async (): Promise<JobResult> => ({ stamp: 'two', report: { ...REPORT, held: removals } });
  bench.ends = [good, hold, async ({ known }) => ({ stamp: 'two', report: known === 'two' ? null : REPORT })];
  await started(bench);
  bench.held.push({
    source: 'shop',
    heldAt: new Date(bench.clock.now()).toISOString(),
    removals,
    approvedAt: null,
  });
  await bench.advance(10 * MINUTE_MS);
  assert.equal([bench.of('shop')?.state, bench.of('shop')?.held?.removals], ['held', removals]);
  await bench.advance(10 * MINUTE_MS);
  assert.equal(
    [bench.of('shop')?.lastRun?.outcome, bench.of('shop')?.lastGood?.outcome],
    ['held', 'imported'],
  );
  bench.sources.approve('shop');
  await bench.advance(0);
  assert.equal([bench.jobs.at(-1)?.known, bench.of('shop')?.lastRun?.outcome], [null, 'imported']);
});

test('waits for another program that imports, without calling it a failure', async (t) => {
  const bench = new SourcesBench(t);
  const busy = async (): Promise<JobResult> => {
    throw new BrokerError('TW_IMPORT_RUNNING');
  };
  bench.ends = [busy, good];
  await started(bench);
  assert.equal([bench.of('shop')?.lastRun, bench.logger.at('error').length], [null, 0]);
  await bench.advance(15_000);
  assert.is(bench.of('shop')?.lastRun?.outcome, 'imported');
});

test('ends a reading that is under way when the source goes, and remembers nothing of it', async (t) => {
  const bench = new SourcesBench(t);
  bench.ends = [
    (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new BrokerError('TW_FETCH_STOPPED')));
      }),
  ];
  bench.write('shop.json', { kind: 'small', options: { gives: ['stock'] } });
  await bench.sources.start();
  await bench.clock.advance(2_000);
  assert.is(bench.of('shop')?.state, 'running');
  await bench.sources.stop();
  assert.is(bench.clock.pending, 0);
  await bench.again();
  assert.is(bench.of('shop')?.lastRun, null);
});

test('reads when a file changed', async (t) => {
  const bench = new SourcesBench(t);
  const file = join(bench.dir, 'stock.tsv');
  writeFileSync(file, 'a');
  bench.write('shop.json', { kind: 'small', every: 0, options: { gives: ['stock'], file: 'stock.tsv' } });
  await bench.sources.start();
  await bench.advance(60_000);
  assert.is(bench.jobs.length, 1);
  writeFileSync(file, 'ab');
  await bench.advance(60_000);
  assert.equal([bench.jobs.length, bench.of('shop')?.lastRun?.cause], [2, 'change']);
  await bench.advance(60_000);
  assert.is(bench.jobs.length, 2);
});

test('keeps the rejected rows of the last reading, over restarts too', async (t) => {
  const bench = new SourcesBench(t);
  const rejections = [
    { file: 'a.tsv', line: 3, id: 'A', code: 'TW_ROW_PRICE' as const, reason: 'price has no currency' },
  ];
  bench.ends = [async () => ({ stamp: null, report: { ...REPORT, rejected: 1, rejections } })];
  await started(bench);
  await bench.again();
  assert.equal(await bench.sources.records.rejections('shop'), rejections);
  assert.is(bench.of('shop')?.rejections, 1);
});

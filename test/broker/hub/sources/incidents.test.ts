import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { BrokerError } from '../../../../broker/errors.ts';
import { SourceIncidents } from '../../../../broker/hub/sources/incidents/source-incidents.ts';
import type { WatchedSource } from '../../../../broker/hub/sources/incidents/troubles.ts';
import type { ImportJob, JobResult } from '../../../../broker/hub/sources/run/import-job.ts';
import type { ImportHooks } from '../../../../broker/hub/sources/run/import-thread.ts';
import { suite } from '../../../harness/suite.ts';
import { REPORT, SourcesBench } from './support/sources-bench.ts';

const test = suite('Sources: incidents');
const MINUTE_MS = 60_000;

const fails = async (): Promise<JobResult> => {
  throw new BrokerError('TW_FETCH_FAILED', 'the server answered 503.');
};
const good = async (): Promise<JobResult> => ({ stamp: 'one', report: REPORT });
const never = (_job: ImportJob, { signal }: Pick<ImportHooks, 'signal'>): Promise<JobResult> =>
  new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new BrokerError('TW_IMPORT_RUNNING'))),
  );

async function started(bench: SourcesBench, options: object = {}, every = 600): Promise<void> {
  bench.write('shop.json', { kind: 'small', every, options: { gives: ['stock'], ...options } });
  await bench.sources.start();
  await bench.advance(2_000);
}

/** Code, and whether it is over. */
const told = (bench: SourcesBench): [string, boolean][] =>
  bench.sources.answer().incidents.map(({ code, closedAt }) => [code, closedAt !== null]);

test('opens when readings have failed three times in a row, once, and closes with the next good one', async (t) => {
  const bench = new SourcesBench(t);
  const heard: number[] = [];
  bench.sources.onChanged(() => heard.push(bench.sources.incidents.open().length));
  bench.ends = [good, fails, fails, fails, fails, good];
  await started(bench);
  await bench.advance(10 * MINUTE_MS);
  assert.is(bench.jobs.length, 2);
  assert.equal(told(bench), [], 'one failure mends itself');
  await bench.advance(MINUTE_MS);
  assert.equal(told(bench), []);
  await bench.advance(2 * MINUTE_MS);
  assert.is(bench.jobs.length, 4);
  const [incident] = bench.sources.answer().incidents;
  assert.equal([incident?.source, incident?.code, incident?.closedAt], ['shop', 'TW_SOURCE_FAILING', null]);
  assert.match(incident?.message ?? '', /3 times in a row: the server answered 503/);
  assert.ok(heard.includes(1), 'whoever shows it is told');
  await bench.advance(4 * MINUTE_MS);
  assert.equal(told(bench).length, 1, 'a fourth failure opens no other');
  await bench.advance(10 * MINUTE_MS);
  assert.equal(told(bench), [['TW_SOURCE_FAILING', true]]);
});

test('opens when what it gives is twice as old as it stays fresh, though nothing failed', async (t) => {
  const bench = new SourcesBench(t);
  bench.ends = [good, never];
  await started(bench, { fresh: 600 });
  // Without waiting for the reading that never ends.
  const turn = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= MINUTE_MS) await bench.clock.advance(MINUTE_MS);
  };
  await turn(19 * MINUTE_MS);
  assert.equal(told(bench), []);
  await turn(2 * MINUTE_MS);
  assert.equal(told(bench), [['TW_SOURCE_STALE', false]]);
  assert.match(bench.sources.incidents.list()[0]?.message ?? '', /stays fresh for 10 minutes\.$/u);
});

test('says nothing of age where a source declares none', async (t) => {
  const bench = new SourcesBench(t);
  await started(bench, {}, 0);
  await bench.advance(2 * 60 * MINUTE_MS);
  assert.equal(told(bench), []);
});

test('opens when an import is held, and closes when somebody lets it in', async (t) => {
  const bench = new SourcesBench(t);
  await started(bench);
  const removals = { variants: { removed: 6, of: 10 } };
  bench.held.push({ source: 'shop', heldAt: new Date(0).toISOString(), removals, approvedAt: null });
  await bench.advance(MINUTE_MS);
  assert.equal(told(bench), [['TW_IMPORT_HELD', false]]);
  bench.sources.approve('shop');
  bench.held.length = 0;
  await bench.advance(0);
  assert.equal(told(bench), [['TW_IMPORT_HELD', true]]);
});

test('opens when changes of stock do not come, and closes when they do', async (t) => {
  const bench = new SourcesBench(t);
  await started(bench);
  bench.seen.stock?.onTrouble('The shop does not answer.');
  assert.equal(told(bench), [['TW_STOCK_SILENT', false]]);
  bench.seen.stock?.onTrouble(null);
  assert.equal(told(bench), [['TW_STOCK_SILENT', true]]);
});

test('opens for a file with a mistake, and closes when it is mended, paused or gone', async (t) => {
  const bench = new SourcesBench(t);
  await started(bench);
  bench.write('shop.json', { kind: 'small', every: -1, options: { gives: ['stock'] } });
  await bench.sources.look();
  assert.equal(told(bench), [['TW_SOURCE_INVALID', false]]);
  bench.write('shop.json', { kind: 'small', paused: true, options: { gives: ['stock'] } });
  await bench.sources.look();
  assert.equal(told(bench), [['TW_SOURCE_INVALID', true]]);
});

test('is neither hidden nor repeated by a restart of the hub', async (t) => {
  const bench = new SourcesBench(t);
  bench.ends = [fails];
  await started(bench);
  await bench.advance(5 * MINUTE_MS);
  const before = bench.sources.answer().incidents;
  assert.equal(before.length, 1);
  await bench.again();
  assert.equal(bench.sources.answer().incidents, before);
  writeFileSync(join(bench.dataDir, 'sources', 'incidents.json'), '[{"id":');
  await bench.again();
  assert.equal(told(bench), [['TW_SOURCE_FAILING', false]], 'a damaged file: it opens anew');
});

test('keeps the last two hundred, and everything that is open', async (t) => {
  const bench = new SourcesBench(t);
  const path = join(bench.dataDir, 'sources', 'incidents.json');
  let wrong = false;
  const names = Array.from({ length: 150 }, (_, index) => `shop-${index}`);
  const watched = (name: string): WatchedSource => ({
    name,
    state: wrong ? 'failing' : 'good',
    problem: null,
    lastRun: null,
    held: null,
    live: null,
    failures: wrong ? 3 : 0,
    freshSeconds: null,
    goodAt: null,
  });
  const { clock, logger } = bench;
  const incidents = new SourceIncidents({ path, sources: () => names.map(watched), clock, logger });
  for (const now of [true, false, true]) {
    wrong = now;
    await clock.advance(MINUTE_MS);
    incidents.look();
  }
  assert.equal([incidents.open().length, incidents.list().length], [150, 200]);
  assert.is((JSON.parse(readFileSync(path, 'utf8')) as unknown[]).length, 200);
});

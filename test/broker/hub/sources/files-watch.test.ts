import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { FilesWatch } from '../../../../broker/hub/sources/run/files-watch.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const test = suite('Sources: files that are watched');

interface Bench {
  file: string;
  clock: VirtualClock;
  changes: number;
  /** What the system would say. */
  notice: () => void;
  watch: FilesWatch;
}

function started(t: TestContext): Bench {
  const dir = mkdtempSync(join(tmpdir(), 'tapwall-files-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'stock.tsv');
  writeFileSync(file, 'a');
  const clock = new VirtualClock();
  const watch = new FilesWatch({
    files: [file],
    clock,
    logger: new QuietLogger(),
    changed: () => (bench.changes += 1),
    watch: (_, listener) => {
      bench.notice = listener;
      return Object.assign(new EventEmitter(), { close: () => undefined }) as never;
    },
  });
  const bench: Bench = { file, clock, changes: 0, notice: () => undefined, watch };
  watch.start();
  t.after(() => watch.stop());
  return bench;
}

test('tells of a file once it has stayed the same for two seconds', async (t) => {
  const bench = started(t);
  for (const text of ['ab', 'abc', 'abcd']) {
    writeFileSync(bench.file, text);
    bench.notice();
    await bench.clock.advance(1_900);
    assert.is(bench.changes, 0);
  }
  await bench.clock.advance(4_000);
  assert.is(bench.changes, 1);
  bench.notice();
  await bench.clock.advance(60_000);
  assert.is(bench.changes, 1);
});

test('finds a change that nobody told within half a minute', async (t) => {
  const bench = started(t);
  writeFileSync(bench.file, 'ab');
  await bench.clock.advance(32_000);
  assert.is(bench.changes, 1);
});

test('tells of a file that went away and came back, and sets no timer after it was stopped', async (t) => {
  const bench = started(t);
  unlinkSync(bench.file);
  bench.notice();
  await bench.clock.advance(2_500);
  writeFileSync(bench.file, 'a');
  bench.notice();
  await bench.clock.advance(2_500);
  assert.is(bench.changes, 2);
  bench.watch.stop();
  assert.is(bench.clock.pending, 0);
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { systemClock } from '../../../kiosk/system/clock.ts';
import { isKioskError } from '../../../kiosk/errors.ts';
import { Child } from '../../../kiosk/start/child.ts';
import { fileTimeout, suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { until } from '../../support/until.ts';
import { failure, READY_MS, run, serve, type Running } from '../cli/kit.ts';

const test = suite('Parts of tapwall start');
const SLOW = { timeout: 2 * READY_MS };
fileTimeout(400_000);

/** Filled by the first test, so that the others need no import. */
const DATA = mkdtempSync(join(tmpdir(), 'tapwall-start-'));
process.once('exit', () => rmSync(DATA, { recursive: true, force: true }));

function startArgs(data: string): string[] {
  return ['start', '--data', data, '--kiosk-port', '0', '--hub-port', '0', '--mqtt-port', '0'];
}

/** Processes whose parent this is. */
function childrenOf(pid: number | undefined): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    // A process that nobody has waited for yet is as good as gone.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function partsOf({ child }: Running): { hub: number; kiosk: number } {
  const parts = childrenOf(child.pid).map(
    (pid) => [pid, readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')] as const,
  );
  const find = (name: string): number => parts.find(([, words]) => words.includes(name))?.[0] ?? 0;
  return { hub: find('hub'), kiosk: find('kiosk') };
}

async function answers(url: string | undefined): Promise<boolean> {
  return fetch(`${url}/api/health`).then(
    (response) => response.ok,
    () => false,
  );
}

async function eventually(condition: () => Promise<boolean>): Promise<void> {
  let isTrue = false;
  const look = (): void =>
    void condition().then((value) => (value ? (isTrue = true) : setTimeout(look, 100)));
  look();
  await until(() => isTrue, READY_MS);
}

test(
  'start together, come back on the same ports when they die, and end with their parent',
  async (t) => {
    const start = await serve(t, startArgs(DATA));
    assert.equal(Object.keys(start.ready), ['event', 'kiosk', 'hub', 'mqtt']);
    const before = partsOf(start);
    assert.ok(before.hub > 0 && before.kiosk > 0);
    process.kill(before.kiosk, 'SIGKILL');
    await until(() => !isAlive(before.kiosk), READY_MS);
    await eventually(() => answers(start.ready['kiosk']));
    const after = partsOf(start);
    assert.ok(after.kiosk !== before.kiosk && after.hub === before.hub);
    assert.is(start.output.stderr.match(/the kiosk stopped; it is started again/g)?.length, 1);

    const pids = [start.child.pid ?? 0, ...Object.values(after)];
    assert.is(await start.end('SIGTERM'), 0);
    await until(() => !pids.some(isAlive), 10_000);
    assert.not.match(start.output.stderr, /the hub stopped|TW_(?!UI_MISSING)/);
    assert.is(start.output.stdout.trimEnd().split('\n').length, 1);
  },
  { timeout: 150_000 },
);

test(
  'leave a folder to those who work in it, and say so once',
  async (t) => {
    const first = await serve(t, startArgs(DATA));
    const second = await run(startArgs(DATA));
    assert.equal([second.code, failure(second).code, second.stdout], [2, 'TW_DATA_IN_USE', '']);
    const { message } = failure(second);
    assert.match(
      message,
      new RegExp(`already runs on this folder.*process ${partsOf(first).hub}\\b.*--data`),
    );
    assert.ok(await answers(first.ready['kiosk']));
  },
  SLOW,
);

test(
  'refuse a store that the catalogue does not know, with those it knows, and leave nothing running',
  async () => {
    const ended = await run([...startArgs(DATA), '--store', 'NOPE']);
    const { code, message } = failure(ended);
    assert.equal([ended.code, code, ended.stdout], [2, 'TW_STORE_UNKNOWN', '']);
    assert.match(message, /no store "NOPE"\. Known: \w[\w-]*, /);
  },
  SLOW,
);

test(
  'end by themselves when their parent is killed',
  async (t) => {
    const start = await serve(t, startArgs(DATA));
    const parts = Object.values(partsOf(start));
    await start.end('SIGKILL');
    await until(() => !parts.some(isAlive), 15_000);
  },
  SLOW,
);

test(
  'end when the whole group is interrupted, as Ctrl+C does, without a word of a crash',
  async (t) => {
    const start = await serve(t, startArgs(DATA));
    const parts = partsOf(start);
    for (const pid of Object.values(parts)) process.kill(pid, 'SIGINT');
    assert.is(await start.end('SIGINT'), 0);
    await until(() => !Object.values(parts).some(isAlive), 10_000);
    assert.not.match(start.output.stderr, /started again|TW_(?!UI_MISSING)/);
  },
  SLOW,
);

test(
  'end in the middle of a start, too',
  async (t) => {
    const args = startArgs(temporaryFolder(t));
    const starting = serve(t, args).catch(() => undefined);
    const own = (): number[] =>
      childrenOf(process.pid).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start'));
    const parent = await until(() => own()[0], READY_MS);
    const part = await until(() => childrenOf(parent).at(-1), READY_MS);
    process.kill(parent, 'SIGTERM');
    await starting;
    await until(() => !isAlive(part) && !isAlive(parent), 20_000);
  },
  SLOW,
);

test(
  'say why one of them did not become ready, with its exit code',
  async (t) => {
    const options = {
      command: 'kiosk',
      args: ['--store', ''],
      clock: systemClock,
      logger: new QuietLogger(),
    };
    const child = new Child(options);
    t.after(() => child.stop());
    try {
      await child.start();
      assert.unreachable('a kiosk without a store');
    } catch (error) {
      assert.ok(isKioskError(error, 'TW_CHILD_STOPPED'));
      assert.is((error as Error).cause, 2);
    }
    await child.stop();
  },
  SLOW,
);

import { closeSync, copyFileSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { CloudEvent } from '../../../broker/contract/events.ts';
import { lockFolder } from '../../../kiosk/system/folder-lock.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { numbered, outboxKit } from '../../broker/outbox/kit.ts';
import { failure, READY_MS, run } from './kit.ts';

const test = suite('tapwall outbox');
const SLOW = { timeout: READY_MS };
const NAME = 'outbox.tapwall.luma.mil-01.kiosk-1.sqlite';

/** A kiosk that runs, with four events behind the watermark, one of them acknowledged ahead. */
function running(t: TestContext) {
  const kit = outboxKit(t);
  const dir = join(kit.folder, 'kiosk');
  mkdirSync(dir);
  const lock = lockFolder(dir, 'the kiosk');
  t.after(() => lock.release());
  const path = join(dir, NAME);
  const outbox = kit.open({ path });
  outbox.appendAll([1, 2, 3, 4, 5].map(numbered));
  outbox.acknowledge(outbox.epoch, 1, [[3, 3]]);
  return { kit, dir, path, outbox, flags: ['--data', kit.folder] };
}

test(
  'says what waits while the kiosk works in the folder',
  async (t) => {
    const { outbox, flags, path } = running(t);
    const { code, stdout } = await run(['outbox', 'status', ...flags, '--json']);
    assert.is(code, 0);
    const { heldBy, outboxes } = JSON.parse(stdout) as {
      heldBy: string;
      outboxes: Record<string, unknown>[];
    };
    assert.is(heldBy, `process ${process.pid}`);
    const [one] = outboxes;
    assert.equal(
      { ...one, bytes: 0, fileBytes: 0 },
      {
        file: path,
        address: 'tapwall/luma/mil-01/kiosk-1',
        fileBytes: 0,
        version: 2,
        epoch: outbox.epoch,
        depth: 3,
        bytes: 0,
        oldestAt: '2026-11-22T10:00:00.000Z',
        watermark: 1,
        floor: 2,
        last: 5,
        holes: 1,
      },
    );
    const text = await run(['outbox', 'status', ...flags]);
    assert.match(text.stdout, /tapwall\/luma\/mil-01\/kiosk-1\n {2}3 events wait/);
  },
  SLOW,
);

test(
  'finds nothing wrong with a file that somebody writes to, and prints its events',
  async (t) => {
    const { flags } = running(t);
    const verified = await run(['outbox', 'verify', ...flags]);
    assert.equal([verified.code, verified.stderr], [0, '']);
    const exported = await run(['outbox', 'export', ...flags]);
    assert.is(exported.code, 0);
    const events = exported.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as CloudEvent);
    assert.equal(
      events.map(({ sequence }) => sequence),
      [2, 4, 5],
    );
    assert.match(exported.stderr, /: 3 events\n$/);
  },
  SLOW,
);

test(
  'prints what can be read of a damaged file, says what could not, and fails',
  async (t) => {
    const { dir, path, outbox, flags } = running(t);
    outbox.appendAll(Array.from({ length: 300 }, (_, n) => numbered(n)));
    outbox.stop();
    const damaged = join(dir, `${NAME}.damaged-20261126T090000Z`);
    copyFileSync(path, damaged);
    const file = openSync(damaged, 'r+');
    for (const page of [0, 12]) writeSync(file, Buffer.alloc(4_096, 0xa5), 0, 4_096, page * 4_096);
    closeSync(file);
    const exported = await run(['outbox', 'export', damaged]);
    assert.is(exported.code, 1);
    const { length } = exported.stdout.trimEnd().split('\n');
    assert.ok(length > 250 && length < 303, `${length} events`);
    assert.match(exported.stderr, /the file is damaged[^]*could not be read/);
    const verified = await run(['outbox', 'verify', damaged, '--json']);
    assert.is(verified.code, 1);
    assert.is((JSON.parse(verified.stdout) as { ok: boolean }[])[0]?.ok, false);
    const status = await run(['outbox', 'status', ...flags]);
    assert.match(status.stdout, /Set aside because it was damaged/);
  },
  SLOW,
);

test(
  'says in one line what cannot be understood',
  async () => {
    for (const [args, code] of [
      [['outbox'], 'TW_USAGE'],
      [['outbox', 'frobnicate'], 'TW_USAGE'],
      [['outbox', 'status', '--data', '/nonexistent'], 'TW_INPUT_NOT_FOUND'],
      [['outbox', 'export', '/nonexistent.sqlite'], 'TW_INPUT_NOT_FOUND'],
    ] as const) {
      const ended = await run(args);
      assert.equal([ended.code, failure(ended).code], [2, code], args.join(' '));
    }
  },
  { timeout: 2 * READY_MS },
);

import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { numbered, numberOf, outboxKit } from './kit.ts';

const test = suite('Outbox of 64 MiB that is damaged');

const PAGE = 4_096;
const ROWS = 190_000;
/** Of a processor's time: a machine that is busy with other things says nothing about ours. */
const LIMIT_MS = 10_000;

interface Damage {
  what: string;
  harm: (path: string, size: number) => void;
  /** Events that must be saved at the least, of all. */
  least: number;
}

function overwrite(path: string, position: number, bytes: Uint8Array): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, position);
  closeSync(file);
}

function truncate(path: string, size: number): void {
  const file = openSync(path, 'r+');
  ftruncateSync(file, size);
  closeSync(file);
}

const DAMAGES: Damage[] = [
  { what: 'a first page of zeros', harm: (path) => overwrite(path, 0, Buffer.alloc(PAGE)), least: ROWS },
  {
    what: 'a bad page in the middle',
    harm: (path, size) => overwrite(path, Math.floor(size / PAGE / 2) * PAGE, Buffer.alloc(PAGE, 0xa5)),
    least: ROWS - 2_000,
  },
  { what: 'its second half cut off', harm: (path, size) => truncate(path, size / 2), least: ROWS * 0.3 },
  {
    what: 'a log of garbage',
    harm: (path) => writeFileSync(`${path}-wal`, new SeededRandom(3).bytes(300_000)),
    least: ROWS,
  },
  { what: 'NUL from end to end', harm: (path, size) => overwrite(path, 0, Buffer.alloc(size)), least: 0 },
];

test(
  'opens within ten seconds, and with what can be read',
  async (t) => {
    const kit = outboxKit(t);
    const sound = kit.open({ maxBytes: 1e9 });
    for (let n = 0; n < ROWS; n += 10_000)
      sound.appendAll(Array.from({ length: 10_000 }, (_, index) => numbered(n + index + 1)));
    sound.stop();
    const { size } = statSync(kit.path);
    assert.ok(size > 64 * 1024 * 1024, `${size} bytes`);
    for (const [index, { what, harm, least }] of DAMAGES.entries()) {
      const path = join(kit.folder, `${index}.sqlite`);
      copyFileSync(kit.path, path);
      harm(path, size);
      const before = process.cpuUsage();
      const outbox = kit.open({ path, maxBytes: 1e9 });
      const { user, system } = process.cpuUsage(before);
      const took = Math.round((user + system) / 1_000);
      process.stderr.write(`${what}: ${outbox.depth()} of ${ROWS} events, ${took} ms\n`);
      assert.ok(took < LIMIT_MS, `${what}: ${took} ms`);
      assert.ok(outbox.depth() >= least, `${what}: ${outbox.depth()} events`);
      let last = 0;
      for (const event of outbox.read(0, 1e9, 1e6)) {
        assert.ok(numberOf(event) > last);
        last = numberOf(event);
      }
      assert.is(outbox.append(numbered(0)).sequence, outbox.lastSequence());
      outbox.stop();
    }
    const aside = readdirSync(kit.folder).filter((name) => /damaged-[0-9TZ]+$/.test(name));
    assert.is(aside.length, DAMAGES.length - 1, 'a log of garbage is no damage');
  },
  { timeout: 200_000 },
);

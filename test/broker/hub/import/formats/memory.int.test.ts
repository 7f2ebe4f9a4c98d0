import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as assert from 'uvu/assert';
import { suite } from '../../../../harness/suite.ts';
import { temporaryFolder } from '../../support/hub-bench.ts';

const test = suite('Formats: memory');
const ROWS = 24_000;
/** MiB. The modules alone take half of it; the feed has more. */
const HEAP = 64;
const COUNT_ROWS = fileURLToPath(new URL('support/count-rows.ts', import.meta.url));

/** A line of 64 MiB in the middle of 24 MB of sound rows. */
function* feed(): Generator<string> {
  yield 'id\ttitle\tprice\tdescription\n';
  for (let row = 0; row < ROWS; row += 1) {
    if (row === ROWS / 2) for (let piece = 0; piece < 64; piece += 1) yield 'x'.repeat(1_048_576);
    yield `${row === ROWS / 2 ? '\n' : ''}S-${row}\tHat ${row}\t5 EUR\t${'warm '.repeat(190)}${row}\n`;
  }
}

test(
  'reads a feed much larger than its memory, and past a line that is too',
  async (t) => {
    const folder = temporaryFolder(t);
    await mkdir(folder, { recursive: true });
    const path = join(folder, 'products');
    await pipeline(Readable.from(feed()), createWriteStream(path));
    const flags = ['--import', 'tsx', `--max-old-space-size=${HEAP}`];
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, COUNT_ROWS, path]);
    assert.equal(JSON.parse(stdout), { rows: ROWS, faults: 1, codes: ['TW_ROW_TOO_LONG'] });
  },
  { timeout: 120_000 },
);

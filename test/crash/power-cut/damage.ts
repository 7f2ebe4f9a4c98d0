/** Files that the outbox finds at its start: one of the first release, and one that the flash has spoilt. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { Outbox } from '../../../broker/outbox/outbox.ts';
import { numbered, SOURCE } from '../../broker/outbox/kit.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { FILE } from './record.ts';

const PAGE = 4_096;

/** The tables of version 0.1.0. */
const FIRST_SCHEMA = `
  CREATE TABLE events (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, bytes INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

export interface OldFile {
  files: Map<string, Buffer>;
  epoch: string;
  /** By sequence. */
  ids: string[];
}

/** An outbox as version 0.1.0 left it, with `count` events that wait behind a watermark. */
export function oldOutbox(count: number, { source = SOURCE, watermark = 10 } = {}): OldFile {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-old-'));
  const path = join(folder, FILE);
  const epoch = v7();
  const ids: string[] = [];
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.exec(FIRST_SCHEMA);
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?)');
  const meta = database.prepare('INSERT INTO meta VALUES (?, ?)');
  database.transaction(() => {
    meta.run('epoch', epoch);
    meta.run('watermark', String(watermark));
    for (let sequence = watermark + 1; sequence <= watermark + count; sequence += 1) {
      const id = v7();
      const data = { display: 'wall', search_term: `old ${sequence}`, results: sequence };
      const body = JSON.stringify({
        specversion: '1.0',
        id,
        source,
        type: 'tapwall.search.v1',
        time: new Date().toISOString(),
        datacontenttype: 'application/json',
        epoch,
        sequence,
        data,
      });
      insert.run(sequence, Date.now(), body.length, body);
      ids.push(id);
    }
  })();
  database.close();
  const files = new Map([[FILE, readFileSync(path)]]);
  rmSync(folder, { recursive: true, force: true });
  return { files, epoch, ids };
}

/**
 * An outbox that the flash has spoilt, as a kill left it: every second page of the file is noise but those that the log
 * holds newer.
 */
export function spoiltOutbox(seed: number): Map<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-spoilt-'));
  const path = join(folder, FILE);
  const outbox = new Outbox({
    path,
    source: SOURCE,
    clock: new VirtualClock(),
    random: new SeededRandom(seed),
    logger: new QuietLogger(),
  });
  const fill = (count: number): void => {
    outbox.start();
    outbox.appendAll(Array.from({ length: count }, (_, index) => numbered(index)));
  };
  try {
    fill(300);
    outbox.stop();
    fill(20);
    const whole = readFileSync(path);
    const log = readFileSync(`${path}-wal`);
    outbox.stop();
    spoil(whole, pagesOfLog(log));
    return new Map([
      [FILE, whole],
      [`${FILE}-wal`, log],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function spoil(whole: Buffer, newer: ReadonlySet<number>): void {
  for (let page = 3; page <= whole.length / PAGE; page += 2)
    if (!newer.has(page)) whole.fill(0xa5, (page - 1) * PAGE, (page - 1) * PAGE + 512);
}

/** SQLite's file format, 4.1: a header of 32 bytes, then frames of 24 bytes and a page. Another salt: an earlier round. */
function pagesOfLog(log: Buffer): Set<number> {
  const pages = new Set<number>();
  for (let frame = 32; frame + 24 + PAGE <= log.length; frame += 24 + PAGE)
    if (log.readUInt32BE(frame + 8) === log.readUInt32BE(16)) pages.add(log.readUInt32BE(frame));
  return pages;
}

import * as assert from 'uvu/assert';
import { verifyOutbox } from '../../../broker/outbox/inspect/verify.ts';
import { openDatabase } from '../../../broker/sqlite/open.ts';
import { suite } from '../../harness/suite.ts';
import { numbered, numberOf, outboxKit, SOURCE } from './kit.ts';

const test = suite('Outbox of version 1');

const EPOCH = '01a1e9b0-0000-7000-8000-000000000000';
const AT = Date.UTC(2026, 10, 20);

/** A file as version 1 wrote it: no classes, and one run in an event about what was evicted. */
function writeVersion1(path: string): void {
  const database = openDatabase(path);
  database.exec(`
    CREATE TABLE events (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, bytes INTEGER NOT NULL,
      body TEXT NOT NULL) STRICT;
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO meta VALUES ('epoch', '${EPOCH}'), ('watermark', '2');
  `);
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?)');
  const add = (
    sequence: number,
    name: string,
    { at = AT, ...more }: { at?: number; [key: string]: unknown },
  ): void => {
    const id = `01a1e9b0-0000-7000-8000-${String(sequence).padStart(12, '0')}`;
    const time = new Date(at).toISOString();
    const type = `tapwall.${name}.v1`;
    const fixed = { specversion: '1.0', id, source: SOURCE, type, time, datacontenttype: 'application/json' };
    const body = JSON.stringify({ ...fixed, epoch: EPOCH, sequence, ...more });
    insert.run(sequence, at, body.length, body);
  };
  const evicted = { epoch: EPOCH, fromSequence: 3, toSequence: 5, count: 3, reason: 'bytes' };
  add(5, 'events_evicted', { data: evicted });
  add(6, 'search', { at: 60_000, sessionid: 'session-1', data: numbered(6).data });
  add(7, 'search', { data: { display: 'wall', search_term: 'ñandú', results: 7 } });
  add(8, 'device_changed', { data: { device: 'reader-1', driver: 'pcsc', status: 'connected' } });
  database.close();
}

test('keeps its rows, epoch and watermark', (t) => {
  const kit = outboxKit(t);
  writeVersion1(kit.path);
  assert.equal(verifyOutbox(kit.path).findings, [], 'before');
  const outbox = kit.open();
  assert.equal([outbox.epoch, outbox.watermark(), outbox.lastSequence(), outbox.depth()], [EPOCH, 2, 8, 4]);
  const [tombstone, six, seven] = outbox.read(2, 60_000);
  assert.equal(tombstone?.data, { epoch: EPOCH, ranges: [[3, 5]], count: 3, reason: 'bytes' });
  assert.equal([numberOf(six ?? { data: {} }), numberOf(seven ?? { data: {} })], [6, 7]);
  assert.is(outbox.append(numbered(9)).sequence, 9);
  assert.equal(verifyOutbox(kit.path).findings, [], 'after');
});

test('knows classes and sessions of its rows', (t) => {
  const kit = outboxKit(t);
  writeVersion1(kit.path);
  const outbox = kit.open({ maxBytes: 1_400 });
  outbox.append(numbered(9));
  assert.not.ok(outbox.read(0, 60_000).some(({ type }) => type === 'tapwall.device_changed.v1'));
  assert.is(outbox.withdraw('session-1'), 1);
});

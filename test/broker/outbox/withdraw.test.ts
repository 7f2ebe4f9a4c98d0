import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import type { NewEvent } from '../../../broker/contract/events.ts';
import { OutboxReader } from '../../../broker/outbox/inspect/reader.ts';
import { verifyOutbox } from '../../../broker/outbox/inspect/verify.ts';
import { openDatabase, type SqliteDatabase } from '../../../broker/sqlite/open.ts';
import { suite } from '../../harness/suite.ts';
import { outboxKit } from './kit.ts';

const test = suite('Outbox when a consent is withdrawn');

const MINE = 'session-that-is-withdrawn';
const SECRET = 'a-term-nobody-may-find';

function searched(sessionId: string, term: string = SECRET): NewEvent {
  return { name: 'search', sessionId, data: { display: 'wall', search_term: term, results: 1 } };
}

/** Mine are 1, 2, 4 and 6. */
const BOTH = [MINE, MINE, 'other', MINE, 'other', MINE];

test('drops what waits of the session and names it once, at the end', (t) => {
  const outbox = outboxKit(t).open();
  outbox.appendAll(BOTH.map((session) => searched(session)));
  const told: number[] = [];
  outbox.onAppended((event) => told.push(event.sequence));
  assert.is(outbox.withdraw(MINE), 4);
  const events = outbox.read(0, 60_000);
  assert.equal(
    events.map(({ sequence }) => sequence),
    [3, 5, 7],
  );
  assert.equal(events.at(-1)?.data, {
    epoch: outbox.epoch,
    ranges: [
      [1, 2],
      [4, 4],
      [6, 6],
    ],
    count: 4,
    reason: 'consent',
  });
  assert.equal(told, [7]);
  assert.is(outbox.withdraw(MINE), 0, 'nothing is left, and nothing is said');
  assert.is(outbox.depth(), 3);
});

test('leaves what was acknowledged to the platform', (t) => {
  const outbox = outboxKit(t).open();
  outbox.appendAll(BOTH.map((session) => searched(session)));
  outbox.acknowledge(outbox.epoch, 2, [[4, 4]]);
  assert.is(outbox.withdraw(MINE), 1);
  assert.equal(outbox.read(0, 60_000).at(-1)?.data['ranges'], [[6, 6]]);
});

test('takes what is gathered but not committed along', async (t) => {
  const outbox = outboxKit(t).open();
  const kept = outbox.enqueue(searched(MINE));
  assert.is(outbox.withdraw(MINE), 1);
  await kept;
  assert.not.ok(outbox.read(0, 60_000).some(({ sessionid }) => sessionid === MINE));
});

test('leaves nothing of the session in file and log', (t) => {
  const kit = outboxKit(t);
  const outbox = kit.open();
  for (let n = 0; n < 200; n += 1) {
    outbox.append(searched(MINE, SECRET + 'x'.repeat(n % 60)));
    outbox.append(searched('other', 'another term'));
  }
  assert.is(outbox.withdraw(MINE), 200);
  outbox.append(searched('other', 'another term'));
  for (const part of ['', '-wal']) {
    const bytes = readFileSync(kit.path + part);
    assert.not.ok(bytes.includes(SECRET), `the term is in ${part || 'the file'}`);
    assert.not.ok(bytes.includes(MINE), `the session is in ${part || 'the file'}`);
  }
});

test('forgets those that a full disk keeps in memory at once, and the others when there is room', async (t) => {
  const kit = outboxKit(t);
  let database: SqliteDatabase | undefined;
  const outbox = kit.open({ open: (path) => (database = openDatabase(path)) });
  database?.pragma('max_page_count = 1');
  for (let n = 0; n < 60; n += 1) outbox.appendAll([searched(MINE), searched('other')]);
  const onDisk = outbox.lastSequence();
  assert.ok(onDisk > 2 && onDisk < 120, `${onDisk} on disk`);
  assert.is(outbox.withdraw(MINE), 60);
  assert.not.ok(outbox.read(0, 10_000_000).some(({ sessionid }) => sessionid === MINE));
  database?.pragma('max_page_count = 100000');
  await kit.clock.advance(2_000);
  const events = outbox.read(0, 10_000_000);
  assert.is(events.filter(({ sessionid }) => sessionid === 'other').length, 60);
  assert.not.ok(events.some(({ sessionid }) => sessionid === MINE));
  const named = events.filter(({ type }) => type === 'tapwall.events_evicted.v1');
  assert.is(named.length, 1);
  assert.is(named[0]?.data['count'], onDisk / 2);
  assert.is(kit.clock.pending, 0);
});

test('names what hundreds of shoppers took back in few events', (t) => {
  const outbox = outboxKit(t).open();
  for (let n = 0; n < 150; n += 1) {
    outbox.append(searched('other', 'x'));
    outbox.append(searched(`session-${n}`));
    outbox.withdraw(`session-${n}`);
  }
  const consents = outbox.read(0, 10_000_000, 1_000).filter(({ data }) => data['reason'] === 'consent');
  assert.ok(consents.length <= 70, `${consents.length} tombstones`);
  const count = consents.reduce((sum, { data }) => sum + Number(data['count']), 0);
  assert.is(count, 150);
});

test('empties the log later when somebody looks into the file at that moment', (t) => {
  const kit = outboxKit(t);
  const outbox = kit.open();
  outbox.appendAll([searched(MINE), searched('other', 'x')]);
  const reader = OutboxReader.open(kit.path);
  t.after(() => reader.close());
  reader.snapshot(() => {
    reader.facts();
    assert.is(outbox.withdraw(MINE), 1);
  });
  outbox.append(searched('other', 'x'));
  for (const part of ['', '-wal']) assert.not.ok(readFileSync(kit.path + part).includes(SECRET), part);
});

test('stays inside its bytes although everything was taken back, and still says that it was', (t) => {
  const kit = outboxKit(t);
  const outbox = kit.open({ maxBytes: 4_000 });
  for (let n = 0; n < 60; n += 1) {
    outbox.append(searched(`session-${n}`));
    outbox.withdraw(`session-${n}`);
    assert.ok(outbox.stats().bytes <= 4_000, `${outbox.stats().bytes} bytes`);
  }
  const events = outbox.read(0, 10_000_000, 1_000);
  assert.ok(events.every(({ data }) => data['reason'] === 'consent'));
  assert.equal(verifyOutbox(kit.path).findings, []);
  assert.is(outbox.acknowledge(outbox.epoch, outbox.lastSequence()), events.length);
});

test('reads what lies behind many that are still on a full disk', (t) => {
  const kit = outboxKit(t);
  let database: SqliteDatabase | undefined;
  const outbox = kit.open({ open: (path) => (database = openDatabase(path)) });
  outbox.appendAll([...Array.from({ length: 600 }, () => searched(MINE)), searched('other')]);
  database?.pragma('query_only = ON');
  assert.is(outbox.withdraw(MINE), 600);
  assert.equal(
    outbox.read(0, 60_000).map(({ sequence }) => sequence),
    [601],
  );
  assert.equal(outbox.readBatch(0, { upTo: 601, maxBytes: 60_000 })?.runs, [[601, 601]]);
  database?.pragma('query_only = OFF');
});

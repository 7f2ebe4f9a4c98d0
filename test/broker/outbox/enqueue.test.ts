import * as assert from 'uvu/assert';
import type { NewEvent } from '../../../broker/contract/events.ts';
import { isBrokerError } from '../../../broker/errors.ts';
import { openDatabase, type SqliteDatabase } from '../../../broker/sqlite/open.ts';
import { suite } from '../../harness/suite.ts';
import { numbered, numberOf, outboxKit } from './kit.ts';

const test = suite('Outbox group commit');

test('makes what comes within 20 ms durable in one commit, in order', async (t) => {
  const kit = outboxKit(t);
  const outbox = kit.open();
  const kept = [1, 2, 3].map((n) => outbox.enqueue(numbered(n)));
  await kit.clock.advance(19);
  assert.is(outbox.depth(), 0);
  await kit.clock.advance(1);
  const events = await Promise.all(kept);
  assert.equal(
    events.map(({ sequence }) => sequence),
    [1, 2, 3],
  );
  assert.is(outbox.stats().commit.count, 1);
  assert.equal(outbox.read(0, 60_000), events);
});

test('commits at once when 64 have gathered', async (t) => {
  const outbox = outboxKit(t).open();
  const kept = Array.from({ length: 64 }, (_, n) => outbox.enqueue(numbered(n)));
  assert.is((await Promise.all(kept)).at(-1)?.sequence, 64);
  assert.is(outbox.stats().commit.count, 1);
});

test('lets an append take the gathered ones along, before itself, and keeps when they happened', async (t) => {
  const kit = outboxKit(t);
  const outbox = kit.open();
  const early = outbox.enqueue(numbered(1));
  await kit.clock.advance(5);
  const late = outbox.append(numbered(2));
  const first = await early;
  assert.equal([first.sequence, late.sequence], [1, 2]);
  assert.is(Date.parse(late.time) - Date.parse(first.time), 5);
  assert.is(outbox.stats().commit.count, 1);
  assert.is(kit.clock.pending, 0);
});

test('keeps what is gathered when it stops', async (t) => {
  const kit = outboxKit(t);
  const outbox = kit.open();
  const kept = outbox.enqueue(numbered(1));
  outbox.stop();
  assert.is((await kept).sequence, 1);
  assert.equal(kit.open().read(0, 60_000).map(numberOf), [1]);
});

test('rejects what breaks the contract, and what comes to a closed outbox', async (t) => {
  const outbox = outboxKit(t).open();
  const refusal = (event: NewEvent): Promise<unknown> =>
    outbox.enqueue(event).then(
      () => undefined,
      (error: unknown) => error,
    );
  assert.ok(
    isBrokerError(await refusal({ name: 'nonsense', data: {} } as unknown as NewEvent), 'TW_EVENT_INVALID'),
  );
  outbox.stop();
  assert.ok(isBrokerError(await refusal(numbered(1)), 'TW_OUTBOX_CLOSED'));
});

test('waits in memory with the others when the disk is full', async (t) => {
  const kit = outboxKit(t);
  let database: SqliteDatabase | undefined;
  const outbox = kit.open({ open: (path) => (database = openDatabase(path)) });
  database?.pragma('max_page_count = 1');
  const kept = Array.from({ length: 200 }, (_, n) => outbox.enqueue(numbered(n)));
  await kit.clock.advance(20);
  assert.is((await Promise.all(kept)).length, 200);
  assert.is(outbox.depth(), 200);
  database?.pragma('max_page_count = 100000');
  await kit.clock.advance(2_000);
  assert.equal(
    outbox.read(0, 10_000_000).map(numberOf),
    Array.from({ length: 200 }, (_, n) => n),
  );
});

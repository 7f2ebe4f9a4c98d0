import * as assert from 'uvu/assert';
import type { OutboxTrouble } from '../../../broker/outbox/disk-trouble.ts';
import { isBrokerError } from '../../../broker/errors.ts';
import { openDatabase, type SqliteDatabase } from '../../../broker/sqlite/open.ts';
import { suite } from '../../harness/suite.ts';
import { numbered, numberOf, outboxKit } from './kit.ts';

const test = suite('Outbox on a disk that turns read-only');

test('loses nothing, holds a bounded number in memory, and says it once and once when it is over', async (t) => {
  const kit = outboxKit(t);
  let database: SqliteDatabase | undefined;
  const outbox = kit.open({ open: (path) => (database = openDatabase(path)) });
  const troubles: (OutboxTrouble | null)[] = [];
  outbox.onTrouble((trouble) => troubles.push(trouble));
  outbox.append(numbered(1));
  database?.pragma('query_only = ON');
  for (let n = 2; n <= 50; n += 1) outbox.append(numbered(n));
  assert.is(outbox.acknowledge(outbox.epoch, 1), 0, 'nothing can be trimmed either');
  await kit.clock.advance(60_000);
  assert.equal([outbox.depth(), outbox.lastSequence()], [50, 1]);
  assert.is(troubles.length, 1);
  assert.is(troubles[0]?.message, 'The disk cannot be written; events wait in memory.');
  assert.throws(
    () => outbox.appendAll(Array.from({ length: 10_000 }, (_, n) => numbered(n))),
    (error: unknown) => isBrokerError(error, 'TW_DATABASE_FULL'),
  );
  database?.pragma('query_only = OFF');
  await kit.clock.advance(2_000);
  assert.equal(
    outbox.read(0, 10_000_000).map(numberOf),
    Array.from({ length: 50 }, (_, index) => index + 1),
  );
  assert.equal(troubles.slice(1), [null]);
  assert.is(kit.logger.at('error').length, 1);
  assert.is(outbox.acknowledge(outbox.epoch, 1), 1);
});

// Every append tries the disk again, with twenty of these.
test(
  'takes no more than memory can bear when the events are large',
  (t) => {
    let database: SqliteDatabase | undefined;
    const outbox = outboxKit(t).open({ open: (path) => (database = openDatabase(path)) });
    database?.pragma('query_only = ON');
    const items = Array.from({ length: 200 }, (_, n) => ({
      item_id: `SKU-${n}`,
      item_name: 'x'.repeat(190),
    }));
    let kept = 0;
    const fill = (): void => {
      for (; kept < 1_000; kept += 1)
        outbox.append({ name: 'view_item_list', data: { display: 'wall', list: 'search', items } });
    };
    assert.throws(fill, (error: unknown) => isBrokerError(error, 'TW_DATABASE_FULL'));
    assert.ok(kept > 300 && kept < 500, `${kept} events`);
    database?.pragma('query_only = OFF');
    assert.is(outbox.append(numbered(1)).sequence, kept + 1);
  },
  { timeout: 40_000 },
);

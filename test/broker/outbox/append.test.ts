import * as assert from 'uvu/assert';
import { Compile } from 'typebox/compile';
import { CloudEvent, type NewEvent } from '../../../broker/contract/events.ts';
import { isBrokerError } from '../../../broker/errors.ts';
import { suite } from '../../harness/suite.ts';
import { numbered, outboxKit, SOURCE } from './kit.ts';

const test = suite('Outbox append');

test('returns a CloudEvent that follows the contract', (t) => {
  const outbox = outboxKit(t).open();
  const event = outbox.append({ ...numbered(7), subject: 'sku-1', sessionId: 'session-1' });
  assert.ok(Compile(CloudEvent).Check(event));
  assert.is(event.source, SOURCE);
  assert.is(event.type, 'tapwall.search.v1');
  assert.is(event.sequence, 1);
  assert.is(event.epoch, outbox.epoch);
  assert.is(event.sessionid, 'session-1');
  assert.match(event.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('gives gapless sequences and growing ids, also when the clock stands or goes back', async (t) => {
  const kit = outboxKit(t);
  const outbox = kit.open();
  const first = outbox.append(numbered(1));
  const together = outbox.appendAll([numbered(2), numbered(3)]);
  await kit.clock.advance(5);
  const last = outbox.append(numbered(4));
  const events = [first, ...together, last];
  assert.equal(
    events.map((event) => event.sequence),
    [1, 2, 3, 4],
  );
  const ids = events.map((event) => event.id);
  assert.equal([...ids].sort(), ids);
  assert.equal(outbox.read(0, 60_000), events);
});

test('refuses data that does not follow the schema and gives no sequence to it', (t) => {
  const outbox = outboxKit(t).open();
  const wrong = { name: 'search', data: { display: 'wall', search_term: 'x', results: -1 } } as NewEvent;
  for (const bad of [wrong, { name: 'nonsense', data: {} } as unknown as NewEvent]) {
    assert.throws(
      () => outbox.append(bad),
      (error: unknown) => isBrokerError(error, 'TW_EVENT_INVALID'),
    );
  }
  assert.throws(() => outbox.appendAll([numbered(1), wrong]));
  assert.is(outbox.depth(), 0);
  assert.is(outbox.append(numbered(1)).sequence, 1);
});

test('refuses an event that would not fit a message', (t) => {
  const outbox = outboxKit(t).open();
  const items = Array.from({ length: 200 }, (_, index) => ({
    item_id: `sku-${index}`,
    item_name: 'ж'.repeat(200),
  }));
  const event: NewEvent = { name: 'view_item', data: { display: 'wall', items } };
  assert.throws(
    () => outbox.append(event),
    (error: unknown) => isBrokerError(error, 'TW_EVENT_INVALID'),
  );
});

test('tells listeners after the event can be read, and survives one that throws', (t) => {
  const kit = outboxKit(t);
  const outbox = kit.open();
  const seen: number[] = [];
  outbox.onAppended(() => assert.unreachable('a broken listener'));
  outbox.onAppended((event) => seen.push(outbox.read(event.sequence - 1, 60_000).length));
  outbox.append(numbered(1));
  assert.equal(seen, [1]);
  assert.is(kit.logger.at('error').length, 1);
});

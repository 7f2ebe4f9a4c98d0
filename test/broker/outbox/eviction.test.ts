import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { numbered, outboxKit } from './kit.ts';

const test = suite('Outbox eviction');
const EVICTED = 'tapwall.events_evicted.v1';

test('stays inside its bytes and leaves one event that accounts for everything that went', (t) => {
  const kit = outboxKit(t);
  const outbox = kit.open({ maxBytes: 20_000 });
  for (let n = 1; n <= 500; n += 1) outbox.append(numbered(n));
  const events = outbox.read(0, 10_000_000, 1_000);
  const [tombstone, ...rest] = events;
  assert.ok(JSON.stringify(events).length < 22_000);
  assert.is(tombstone?.type, EVICTED);
  assert.is(events.filter((event) => event.type === EVICTED).length, 1);
  const last = Number(tombstone?.sequence);
  assert.equal(tombstone?.data, { epoch: outbox.epoch, ranges: [[1, last]], count: last, reason: 'bytes' });
  assert.equal(
    rest.map((event) => event.sequence),
    rest.map((_, index) => last + 1 + index),
  );
  assert.is(rest.at(-1)?.sequence, 500);
  assert.ok(kit.logger.at('warn').length > 0);
});

test('evicts by age', async (t) => {
  const kit = outboxKit(t);
  const outbox = kit.open({ maxAgeMs: 3_600_000 });
  outbox.appendAll([1, 2, 3].map(numbered));
  await kit.clock.advance(3_000_000);
  outbox.append(numbered(4));
  await kit.clock.advance(1_000_000);
  outbox.append(numbered(5));
  const [tombstone, ...rest] = outbox.read(0, 60_000);
  assert.equal(tombstone?.data, {
    epoch: outbox.epoch,
    ranges: [[1, 3]],
    count: 3,
    reason: 'age',
  });
  assert.equal(
    rest.map((event) => event.sequence),
    [4, 5],
  );
  await kit.clock.advance(10_000_000);
  outbox.append(numbered(6));
  const [merged] = outbox.read(0, 60_000);
  assert.equal(merged?.data, {
    epoch: outbox.epoch,
    ranges: [[1, 5]],
    count: 5,
    reason: 'age',
  });
});

test('starts a tombstone after the watermark', (t) => {
  const outbox = outboxKit(t).open({ maxBytes: 20_000 });
  outbox.appendAll([1, 2, 3].map(numbered));
  outbox.acknowledge(outbox.epoch, 3);
  for (let n = 4; n <= 200; n += 1) outbox.append(numbered(n));
  const [tombstone] = outbox.read(0, 60_000);
  assert.equal(tombstone?.data['ranges'], [[4, tombstone?.sequence]]);
});

test('does not take the years before the clock was set for age', async (t) => {
  const kit = outboxKit(t);
  const early = new VirtualClock(60_000);
  const before = kit.open({ clock: early });
  before.append(numbered(1));
  before.stop();
  const outbox = kit.open();
  outbox.append(numbered(2));
  assert.equal(
    outbox.read(0, 60_000).map((event) => event.sequence),
    [1, 2],
  );
  assert.not.ok(outbox.read(0, 60_000).some((event) => event.type === EVICTED));
});

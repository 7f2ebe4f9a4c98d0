import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { numbered, numberOf } from '../outbox/kit.ts';
import { SUBTREE, uplinkKit } from './kit.ts';

const test = suite('Uplink with a backlog');

function some(count: number, from = 1) {
  return Array.from({ length: count }, (_, index) => numbered(from + index));
}

test('sends a live event at once in the middle of a drain', async (t) => {
  const { outbox, receiver, broker, settle, clock } = await uplinkKit(t, {
    batchesPerSecond: 10,
    batchBytes: 4_000,
  });
  broker.stop();
  outbox.appendAll(some(5_000));
  broker.start();
  await clock.advance(2_000);
  const arrived = receiver.events.size;
  assert.ok(arrived > 0 && arrived < 4_000, `${arrived} of the backlog`);
  outbox.append(numbered(9_999));
  await settle();
  assert.ok([...receiver.events.values()].some((event) => numberOf(event) === 9_999));
  assert.ok(receiver.events.size < 4_500, 'before the backlog');
});

test('drains the backlog beside a stream of live events that takes all it can get', async (t) => {
  const { outbox, receiver, broker, clock } = await uplinkKit(t, { batchesPerSecond: 10, batchBytes: 4_000 });
  broker.stop();
  outbox.appendAll(some(1_000));
  broker.start();
  let n = 1_000;
  for (let tenth = 0; tenth < 600 && receiver.watermark(outbox.epoch) < 1_000; tenth += 1) {
    outbox.append(numbered((n += 1)));
    await clock.advance(100);
  }
  assert.ok(receiver.watermark(outbox.epoch) >= 1_000, 'the backlog is through');
  assert.ok(n < 1_000 + 600, `after ${n - 1_000} live events`);
});

test('lets live events that pile up become a backlog, so that the newest still go first', async (t) => {
  const { outbox, receiver, clock } = await uplinkKit(t, { batchesPerSecond: 5, batchBytes: 4_000 });
  outbox.appendAll(some(20_000));
  await clock.advance(2_000);
  outbox.append(numbered(99_999));
  await clock.advance(12_000);
  assert.ok([...receiver.events.values()].some((event) => numberOf(event) === 99_999));
  assert.ok(receiver.events.size < 10_000);
});

test('asks a silent platform again as soon as anything is heard of it', async (t) => {
  const { outbox, receiver, broker, clock, link, settle } = await uplinkKit(t);
  await link.subscribe([`${SUBTREE}cmd/+`]);
  receiver.deaf = true;
  outbox.append(numbered(1));
  await clock.advance(60_000);
  receiver.deaf = false;
  broker.publish(`${SUBTREE}cmd/sync`, '{}');
  await settle();
  assert.is(outbox.depth(), 0);
});

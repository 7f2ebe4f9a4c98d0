import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { numbered, numberOf } from '../outbox/kit.ts';
import { SUBTREE, uplinkKit } from './kit.ts';

const test = suite('Uplink');

test('sends an event without waiting for a timer and trims when it is committed', async (t) => {
  const { outbox, receiver, uplink, settle, clock } = await uplinkKit(t);
  outbox.append(numbered(1));
  await settle();
  assert.equal([...receiver.events.values()].map(numberOf), [1]);
  assert.is(outbox.depth(), 0);
  assert.equal(uplink.status(), {
    connected: true,
    inFlight: 0,
    depth: 0,
    perSecond: 1 / 60,
    reconnects: 0,
    lastAckAt: new Date(clock.now()).toISOString(),
    contested: false,
    silent: false,
  });
  assert.is(clock.pending, 0);
});

test('keeps events that the broker has but the platform has not committed', async (t) => {
  const { outbox, receiver, uplink, settle } = await uplinkKit(t);
  receiver.silent = true;
  outbox.append(numbered(1));
  await settle();
  assert.is(receiver.events.size, 1);
  assert.is(outbox.depth(), 1);
  assert.is(uplink.status().inFlight, 1);
});

test('never has more than the window under way, also while it sends again', async (t) => {
  const { outbox, receiver, uplink, link, settle, clock, broker } = await uplinkKit(t, {
    window: 3,
    batchBytes: 500,
  });
  receiver.silent = true;
  broker.acks = 'hold';
  for (let n = 1; n <= 50; n += 1) outbox.append(numbered(n));
  await settle();
  assert.is(uplink.status().inFlight, 3);
  assert.is(link.outstanding, 3);
  await clock.advance(20_000);
  assert.is(link.outstanding, 3);
  receiver.silent = false;
  broker.acks = 'send';
  broker.releaseAcks();
  await clock.advance(20_000);
  assert.is(outbox.depth(), 0);
  assert.equal(
    [...receiver.events.values()].map(numberOf),
    Array.from({ length: 50 }, (_, index) => index + 1),
  );
});

test('goes on from the watermark after a reconnect', async (t) => {
  const { outbox, receiver, broker, settle, clock } = await uplinkKit(t);
  outbox.append(numbered(1));
  await settle();
  broker.stop();
  outbox.appendAll([2, 3].map(numbered));
  await settle();
  assert.is(receiver.events.size, 1);
  broker.start();
  await settle();
  assert.equal([...receiver.events.values()].map(numberOf), [1, 2, 3]);
  assert.is(receiver.repeats, 0);
  await clock.advance(1_000);
  assert.is(outbox.depth(), 0);
});

test('sends again what was not acknowledged in time, one batch at growing intervals, and says so once', async (t) => {
  const { outbox, receiver, logger, clock } = await uplinkKit(t, { batchBytes: 500 });
  receiver.deaf = true;
  for (let n = 1; n <= 20; n += 1) outbox.append(numbered(n));
  await clock.advance(120_000);
  assert.is(logger.at('warn').length, 1);
  receiver.deaf = false;
  await clock.advance(15_000);
  assert.equal(
    [...receiver.events.values()].map(numberOf),
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  assert.is(outbox.depth(), 0);
});

test('drains a backlog in large batches', async (t) => {
  const { outbox, receiver, broker, settle } = await uplinkKit(t);
  broker.stop();
  outbox.appendAll(Array.from({ length: 1_000 }, (_, index) => numbered(index + 1)));
  broker.start();
  await settle();
  assert.is(receiver.events.size, 1_000);
  assert.ok(receiver.batches.length <= 10, `${receiver.batches.length} batches`);
});

test('ignores acknowledgements of another epoch and messages that are none', async (t) => {
  const { outbox, receiver, broker, settle, logger } = await uplinkKit(t);
  receiver.silent = true;
  outbox.append(numbered(1));
  for (const payload of [
    '{"epoch":"other-epoch","sequence":1}',
    '{"sequence":1}',
    'no json',
    '',
    'x'.repeat(70_000),
  ]) {
    broker.publish(`${SUBTREE}ack/events`, payload);
  }
  await settle();
  assert.is(outbox.depth(), 1);
  assert.is(logger.at('warn').length, 4);
});

test('sends a new epoch from its beginning', async (t) => {
  const { outbox, receiver, broker, settle } = await uplinkKit(t);
  receiver.silent = true;
  outbox.appendAll([1, 2].map(numbered));
  await settle();
  const { epoch } = outbox;
  receiver.silent = false;
  broker.publish(`${SUBTREE}ack/events`, JSON.stringify({ epoch, sequence: 50 }));
  await settle();
  assert.is.not(outbox.epoch, epoch);
  assert.is(outbox.depth(), 0);
  assert.is(receiver.watermark(outbox.epoch), 2);
  assert.is(receiver.events.size, 2);
});

test('trims what a broker that the operator has declared durable has answered, and nothing else', async (t) => {
  const { outbox, receiver, broker, settle, clock } = await uplinkKit(t, { ackMode: 'puback' });
  receiver.silent = true;
  broker.acks = 'hold';
  outbox.appendAll([1, 2].map(numbered));
  await settle();
  assert.is(outbox.depth(), 2);
  broker.acks = 'send';
  outbox.append(numbered(3));
  await settle();
  assert.equal(
    outbox.read(0, 10_000).map(numberOf),
    [1, 2],
    'the later answer says nothing of the earlier events',
  );
  broker.releaseAcks();
  await clock.advance(1_000);
  assert.is(outbox.depth(), 0);
});

test('lets what is acknowledged within a moment leave the disk together', async (t) => {
  const { outbox, settle, clock } = await uplinkKit(t);
  const trims: number[] = [];
  outbox.onAcknowledged((sequence) => trims.push(sequence));
  for (let n = 1; n <= 10; n += 1) {
    outbox.append(numbered(n));
    await settle();
  }
  assert.equal(trims, [1]);
  await clock.advance(1_000);
  assert.equal(trims, [1, 10]);
  assert.is(clock.pending, 0);
});

test('lets a thousand leave the disk soon, because a draining disk needs the room', async (t) => {
  const { outbox, settle, clock } = await uplinkKit(t);
  outbox.append(numbered(1));
  await settle();
  outbox.appendAll(Array.from({ length: 1_500 }, (_, index) => numbered(index + 2)));
  await settle();
  assert.ok(outbox.depth() > 0, 'not at once');
  await clock.advance(100);
  assert.is(outbox.depth(), 0);
});

test('holds a long stream of batches to its rate, and loses nothing by it', async (t) => {
  const { outbox, receiver, settle, clock } = await uplinkKit(t, { batchesPerSecond: 5, batchBytes: 1 });
  outbox.appendAll(Array.from({ length: 20 }, (_, index) => numbered(index + 1)));
  await settle();
  assert.is(receiver.batches.length, 5);
  await clock.advance(1_000);
  assert.is(receiver.batches.length, 10);
  await clock.advance(3_000);
  assert.is(receiver.events.size, 20);
  assert.is(outbox.depth(), 0);
});

import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { numbered, numberOf } from '../outbox/kit.ts';
import { SUBTREE, uplinkKit } from './kit.ts';

const test = suite('Uplink and acknowledgements in runs');

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

test('sends again after a reconnect only what is not acknowledged, ahead of the watermark or not', async (t) => {
  const { outbox, receiver, broker, settle, clock } = await uplinkKit(t, { batchBytes: 1 });
  receiver.silent = true;
  outbox.appendAll(upTo(6).map(numbered));
  await settle();
  const { epoch } = outbox;
  broker.publish(
    `${SUBTREE}ack/events`,
    JSON.stringify({
      epoch,
      sequence: 1,
      ahead: [
        [3, 4],
        [6, 6],
      ],
    }),
  );
  await settle();
  assert.equal(outbox.read(0, 10_000).map(numberOf), [2, 5]);
  const before = receiver.repeats;
  receiver.silent = false;
  broker.cut('kiosk-1');
  await settle();
  assert.is(receiver.repeats - before, 2);
  await clock.advance(1_000);
  assert.is(outbox.depth(), 0);
});

test('frees the slots of batches that are acknowledged ahead', async (t) => {
  const { outbox, receiver, broker, uplink, settle } = await uplinkKit(t, { batchBytes: 1, window: 6 });
  receiver.silent = true;
  outbox.appendAll(upTo(6).map(numbered));
  await settle();
  assert.is(uplink.status().inFlight, 6);
  const { epoch } = outbox;
  broker.publish(`${SUBTREE}ack/events`, JSON.stringify({ epoch, sequence: 0, ahead: [[2, 5]] }));
  await settle();
  assert.is(uplink.status().inFlight, 2);
});

test('lets no forged acknowledgement remove what was never sent', async (t) => {
  const { outbox, receiver, broker, settle } = await uplinkKit(t, { batchBytes: 1, window: 3 });
  receiver.silent = true;
  outbox.appendAll(upTo(20).map(numbered));
  await settle();
  const { epoch } = outbox;
  const sent = [...receiver.events.values()].map(numberOf);
  assert.equal(sent, [1, 2, 3]);
  for (const forged of [
    { epoch, sequence: 20 },
    { epoch, sequence: 0, ahead: [[1, 20]] },
    {
      epoch,
      sequence: 0,
      ahead: [
        [15, 9],
        [10, 20],
        [1, 9_000_000],
      ],
    },
  ])
    broker.publish(`${SUBTREE}ack/events`, JSON.stringify(forged));
  broker.acks = 'drop';
  await settle();
  const left = outbox.read(0, 1_000_000).map(numberOf);
  assert.ok(left.length >= 14, `${left.length} are left`);
  const gone = upTo(20).filter((n) => !left.includes(n));
  const everSent = new Set([...receiver.events.values()].map(numberOf));
  assert.ok(gone.every((n) => everSent.has(n)));
});

test('sends one batch again that was lost, while the others go on', async (t) => {
  const { outbox, receiver, broker, settle, clock } = await uplinkKit(t, { batchBytes: 1 });
  receiver.deaf = true;
  outbox.append(numbered(1));
  await settle();
  receiver.deaf = false;
  for (let second = 0; second < 8; second += 1) {
    outbox.append(numbered(2 + second));
    await clock.advance(1_000);
  }
  assert.equal(
    [...receiver.events.values()].map(numberOf).sort((a, b) => a - b),
    upTo(9),
  );
  assert.is(receiver.repeats, 0, 'nothing else was sent again');
  assert.is(outbox.depth(), 0);
  assert.ok(broker.up);
});

test('goes on while the disk refuses to let events go, sends none of them again, and lets them go later', async (t) => {
  const { outbox, receiver, clock, settle } = await uplinkKit(t);
  const acknowledge = outbox.acknowledge.bind(outbox);
  outbox.acknowledge = () => 0;
  for (const n of upTo(50)) {
    outbox.append(numbered(n));
    await settle();
  }
  assert.is(receiver.events.size, 50);
  assert.is(outbox.depth(), 50);
  outbox.acknowledge = acknowledge;
  await clock.advance(10_000);
  assert.is(outbox.depth(), 0);
  assert.is(receiver.repeats, 0);
});

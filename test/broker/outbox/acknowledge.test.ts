import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { numbered, numberOf, outboxKit } from './kit.ts';

const test = suite('Outbox acknowledge');

test('trims up to the watermark and says how many went', (t) => {
  const outbox = outboxKit(t).open();
  outbox.appendAll([1, 2, 3, 4].map(numbered));
  const told: number[] = [];
  outbox.onAcknowledged((sequence) => told.push(sequence));
  assert.is(outbox.acknowledge(outbox.epoch, 3), 3);
  assert.is(outbox.acknowledge(outbox.epoch, 3), 0);
  assert.is(outbox.acknowledge(outbox.epoch, 2), 0);
  assert.is(outbox.watermark(), 3);
  assert.is(outbox.depth(), 1);
  assert.equal(told, [3]);
});

test('ignores another epoch', (t) => {
  const outbox = outboxKit(t).open();
  outbox.append(numbered(1));
  assert.is(outbox.acknowledge('another-epoch', 1), 0);
  assert.is(outbox.depth(), 1);
});

test('goes on with the next sequence after everything was trimmed and the file was reopened', (t) => {
  const kit = outboxKit(t);
  const before = kit.open();
  before.appendAll([1, 2, 3].map(numbered));
  before.acknowledge(before.epoch, 3);
  const { epoch } = before;
  before.stop();
  const after = kit.open();
  assert.is(after.epoch, epoch);
  assert.is(after.lastSequence(), 3);
  assert.is(after.watermark(), 3);
  assert.is(after.append(numbered(4)).sequence, 4);
});

test('begins a new epoch with the same ids when the acknowledgement comes from a future the disk does not know', (t) => {
  const outbox = outboxKit(t).open();
  outbox.appendAll([1, 2, 3].map(numbered));
  outbox.acknowledge(outbox.epoch, 1);
  const { epoch } = outbox;
  const ids = outbox.read(1, 60_000).map((event) => event.id);
  assert.is(outbox.acknowledge(epoch, 99), 0);
  assert.is.not(outbox.epoch, epoch);
  const moved = outbox.read(0, 60_000);
  assert.equal(
    moved.map((event) => event.id),
    ids,
  );
  assert.equal(
    moved.map((event) => event.sequence),
    [1, 2],
  );
  assert.equal(moved.map(numberOf), [2, 3]);
  assert.ok(moved.every((event) => event.epoch === outbox.epoch));
});

test('tells the time of the oldest event that waits', async (t) => {
  const kit = outboxKit(t);
  const outbox = kit.open();
  assert.is(outbox.oldestAt(), null);
  const first = outbox.append(numbered(1));
  await kit.clock.advance(60_000);
  const second = outbox.append(numbered(2));
  assert.is(outbox.oldestAt(), first.time);
  outbox.acknowledge(outbox.epoch, 1);
  assert.is(outbox.oldestAt(), second.time);
});

test('lets runs ahead of the watermark go, and knows them after it was reopened', (t) => {
  const kit = outboxKit(t);
  const before = kit.open();
  before.appendAll(Array.from({ length: 10 }, (_, n) => numbered(n + 1)));
  const told: unknown[] = [];
  before.onAcknowledged((sequence, ahead) => told.push([sequence, ahead]));
  const runs = [
    [4, 5],
    [8, 8],
  ] as const;
  assert.is(before.acknowledge(before.epoch, 1, runs), 4);
  assert.is(before.acknowledge(before.epoch, 1, runs), 0, 'nothing new');
  assert.equal(told, [[1, runs]]);
  before.stop();
  const outbox = kit.open();
  assert.equal([outbox.watermark(), outbox.floor(), outbox.lastSequence()], [1, 2, 10]);
  assert.equal(
    outbox.read(1, 60_000).map(({ sequence }) => sequence),
    [2, 3, 6, 7, 9, 10],
  );
  assert.is(outbox.acknowledge(outbox.epoch, 8), 4);
  assert.is(outbox.floor(), 9);
});

test('does not believe a run that it never gave', (t) => {
  const outbox = outboxKit(t).open();
  outbox.appendAll([1, 2, 3].map(numbered));
  assert.is(
    outbox.acknowledge(outbox.epoch, 0, [
      [2, 4],
      [3, 1],
      [-5, 2],
    ]),
    0,
  );
  assert.is(outbox.depth(), 3);
});

test('gives no number twice when the newest ones were acknowledged ahead', (t) => {
  const kit = outboxKit(t);
  const before = kit.open();
  before.appendAll([1, 2, 3].map(numbered));
  assert.is(before.acknowledge(before.epoch, 0, [[2, 3]]), 2);
  before.stop();
  assert.is(kit.open().append(numbered(4)).sequence, 4);
});

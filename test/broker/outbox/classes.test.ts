import * as assert from 'uvu/assert';
import type { CloudEvent, EventData, NewEvent } from '../../../broker/contract/events.ts';
import { suite } from '../../harness/suite.ts';
import { numbered, outboxKit } from './kit.ts';

const test = suite('Outbox classes');
const EVICTED = 'tapwall.events_evicted.v1';

const low = (): NewEvent => ({
  name: 'garment_left',
  data: { display: 'room', items: [{ item_id: 'SKU-1' }] },
});
const high = (): NewEvent => ({ name: 'associate_called', data: { display: 'wall' } });

function namesIn(events: readonly CloudEvent[]): string[] {
  return [...new Set(events.map(({ type }) => type.slice('tapwall.'.length, -'.v1'.length)))].sort();
}

test('lets go of what matters least first, the oldest of it', (t) => {
  const outbox = outboxKit(t).open({ maxBytes: 30_000 });
  const mixed = Array.from({ length: 20 }, (_, n) => [low(), numbered(n), high()]).flat();
  outbox.appendAll(mixed);
  for (let n = 0; n < 15; n += 1) outbox.append(high());
  assert.ok(namesIn(outbox.read(0, 1_000_000)).includes('garment_left'));
  for (let n = 0; n < 45; n += 1) outbox.append(high());
  assert.equal(namesIn(outbox.read(0, 1_000_000)), ['associate_called', 'events_evicted', 'search']);
  for (let n = 0; n < 200; n += 1) outbox.append(high());
  assert.equal(namesIn(outbox.read(0, 1_000_000)), ['associate_called', 'events_evicted']);
  assert.is(outbox.append(low()).sequence, outbox.lastSequence());
  assert.ok(outbox.stats().bytes <= 30_000);
});

test('names holes between what stays in few events, each behind its holes', (t) => {
  const outbox = outboxKit(t).open({ maxBytes: 2_000_000 });
  for (let n = 0; n < 30; n += 1) outbox.appendAll(Array.from({ length: 100 }, () => [low(), high()]).flat());
  outbox.appendAll(Array.from({ length: 3_000 }, high));
  const events = outbox.read(0, 100_000_000, 100_000);
  const tombstones = events.filter(({ type }) => type === EVICTED);
  const data = tombstones.map((event) => event.data as EventData<'events_evicted'>);
  assert.is(
    data.reduce((sum, { count }) => sum + count, 0),
    outbox.lastSequence() - events.length + tombstones.length,
  );
  assert.ok(tombstones.length <= 16, `${tombstones.length} tombstones`);
  assert.ok(data.every(({ ranges }) => ranges.length <= 200));
  for (const { sequence, data: named } of tombstones) {
    const { ranges } = named as EventData<'events_evicted'>;
    assert.is(ranges.at(-1)?.[1], sequence);
  }
});

test('tells figures of its own', (t) => {
  const kit = outboxKit(t);
  let hours = 0;
  const outbox = kit.open({ maxBytes: 10_000, elapsed: () => (hours += 1) });
  for (let n = 1; n <= 100; n += 1) outbox.append(numbered(n));
  const { rows, bytes, maxBytes, oldestAt, commit, evicted } = outbox.stats();
  assert.is(rows, outbox.depth());
  assert.ok(bytes > 5_000 && bytes <= 10_000);
  assert.is(maxBytes, 10_000);
  assert.is(oldestAt, '2026-11-22T10:00:00.000Z');
  assert.is(commit.count, 100);
  assert.ok(commit.p50 > 0 && commit.p99 >= commit.p50);
  assert.is(evicted, 101 - rows);
});

import * as assert from 'uvu/assert';
import type { Outbox } from '../../../broker/outbox/outbox.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { numbered, outboxKit } from './kit.ts';

const test = suite('Outbox when the clock jumps');

const DAY = 24 * 3_600_000;
const YEAR = 365 * DAY;
const NOW = Date.UTC(2026, 10, 22, 10);
const EVICTED = 'tapwall.events_evicted.v1';

/** A calendar that is set at will, beside hours that only pass. */
function jumpy(t: TestContext) {
  const kit = outboxKit(t);
  let offset = 0;
  const steady = new VirtualClock(NOW);
  const clock = {
    now: (): number => steady.now() + offset,
    setTimer: (ms: number, run: () => void) => steady.setTimer(ms, run),
  };
  const open = (): Outbox => kit.open({ clock, elapsed: () => steady.now(), maxAgeMs: 30 * DAY });
  return { open, steady, jump: (ms: number) => void (offset += ms) };
}

function evictedIn(outbox: Outbox): number {
  return outbox.read(0, 10_000_000).filter(({ type }) => type === EVICTED).length;
}

function idsAreOrdered(outbox: Outbox): void {
  const ids = outbox.read(0, 10_000_000).map(({ id }) => id);
  assert.equal([...ids].sort(), ids);
}

test('throws nothing away when it goes a year ahead for a minute', async (t) => {
  const { open, steady, jump } = jumpy(t);
  const outbox = open();
  outbox.append(numbered(1));
  jump(YEAR);
  outbox.append(numbered(2));
  await steady.advance(60_000);
  jump(-YEAR);
  outbox.append(numbered(3));
  assert.is(outbox.depth(), 3);
  idsAreOrdered(outbox);
});

test('throws nothing away when it goes a year ahead and stays there', async (t) => {
  const { open, steady, jump } = jumpy(t);
  const outbox = open();
  outbox.append(numbered(1));
  jump(YEAR);
  await steady.advance(29 * DAY);
  outbox.append(numbered(2));
  assert.is(evictedIn(outbox), 0);
  await steady.advance(2 * DAY);
  outbox.append(numbered(3));
  assert.is(evictedIn(outbox), 1, 'thirty days were lived through');
  assert.is(outbox.depth(), 3);
});

test('goes on counting age when it goes a year back', async (t) => {
  const { open, steady, jump } = jumpy(t);
  const outbox = open();
  outbox.append(numbered(1));
  jump(-YEAR);
  outbox.append(numbered(2));
  idsAreOrdered(outbox);
  await steady.advance(31 * DAY);
  outbox.append(numbered(3));
  const [tombstone] = outbox.read(0, 60_000);
  assert.equal(tombstone?.data['ranges'], [[1, 2]]);
});

test('counts a stop as a week at the most, forwards only, and by a calendar that is set', async (t) => {
  const { open, steady, jump } = jumpy(t);
  let outbox = open();
  outbox.append(numbered(1));
  const restartAfter = (ms: number): void => {
    outbox.stop();
    jump(ms);
    outbox = open();
    outbox.append(numbered(0));
  };
  restartAfter(-56 * YEAR);
  restartAfter(56 * YEAR);
  restartAfter(YEAR);
  restartAfter(-YEAR);
  restartAfter(YEAR);
  restartAfter(YEAR);
  assert.is(evictedIn(outbox), 0, 'three weeks at the most');
  restartAfter(5 * DAY);
  await steady.advance(5 * DAY);
  outbox.append(numbered(0));
  assert.is(evictedIn(outbox), 1);
});

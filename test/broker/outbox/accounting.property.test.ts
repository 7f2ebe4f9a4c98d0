import * as assert from 'uvu/assert';
import * as fc from 'fast-check';
import {
  eventClass,
  type CloudEvent,
  type EventData,
  type NewEvent,
} from '../../../broker/contract/events.ts';
import type { Outbox } from '../../../broker/outbox/outbox.ts';
import { Runs, type Run } from '../../../broker/runs.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { outboxKit } from './kit.ts';

const test = suite('Outbox accounting');

const MAX_BYTES = 12_000;
const MAX_AGE_MS = 3_600_000;
const EVERYTHING = Number.MAX_SAFE_INTEGER;
const EVICTED = 'tapwall.events_evicted.v1';
const RANK = { low: 0, normal: 1, high: 2 } as const;

type Name = 'garment_left' | 'search' | 'associate_called';
type Step =
  | { do: 'append' | 'enqueue'; name: Name; session: number; pad: number }
  | { do: 'deliver'; from: number; count: number }
  | { do: 'withdraw'; session: number }
  | { do: 'wait'; minutes: number }
  | { do: 'reopen' | 'acknowledge' };

const event = {
  name: fc.constantFrom<Name>('garment_left', 'search', 'associate_called'),
  session: fc.integer({ min: 0, max: 5 }),
  pad: fc.integer({ min: 0, max: 100 }),
};
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('append' as const), ...event }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('enqueue' as const), ...event }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      from: fc.integer({ min: 0, max: 30 }),
      count: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('reopen' as const, 'acknowledge' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), session: event.session }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
  },
);

function made({ name, session, pad }: { name: Name; session: number; pad: number }): NewEvent {
  const sessionId = session === 0 ? {} : { sessionId: `session-${session}` };
  const display = 'wall';
  if (name === 'search')
    return { name, data: { display, search_term: 'x'.repeat(pad), results: 1 }, ...sessionId };
  if (name === 'garment_left') return { name, data: { display, items: [{ item_id: 'A' }] }, ...sessionId };
  return { name, data: { display }, ...sessionId };
}

/** What a platform knows: numbers that came, and numbers that came tombstones name. */
class Platform {
  readonly came = new Set<number>();
  readonly named = new Set<number>();

  take(events: readonly CloudEvent[]): void {
    for (const one of events) {
      this.came.add(one.sequence);
      for (const number of numbersIn(one)) this.named.add(number);
    }
  }

  acknowledgement(): { sequence: number; ahead: readonly Run[] } {
    const known = Runs.ofNumbers([...this.came, ...this.named]).list;
    const [first] = known;
    const isContiguous = first !== undefined && first[0] === 1;
    return { sequence: isContiguous ? first[1] : 0, ahead: isContiguous ? known.slice(1) : known };
  }
}

function numbersIn(one: CloudEvent): number[] {
  if (one.type !== EVICTED) return [];
  const { ranges } = one.data as EventData<'events_evicted'>;
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, n) => first + n));
}

function classOf(one: CloudEvent): number {
  const name = one.type.slice('tapwall.'.length, -'.v1'.length) as Name;
  return one.type === EVICTED ? 3 : RANK[eventClass(name)];
}

/** Every number is acknowledged, held, or named by exactly one tombstone; nothing that is held is named by another. */
function account(outbox: Outbox, platform: Platform, acknowledged: ReadonlySet<number>): CloudEvent[] {
  const held = outbox.read(0, EVERYTHING, EVERYTHING);
  const sequences = held.map(({ sequence }) => sequence);
  assert.equal(
    sequences,
    [...new Set(sequences)].sort((a, b) => a - b),
    'order is kept',
  );
  const bytes = held.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one)), 0);
  assert.is(outbox.stats().bytes, bytes, 'bytes are counted right');
  assert.is(outbox.depth(), held.length);
  assert.ok(bytes <= MAX_BYTES, `${bytes} bytes`);
  assert.is(outbox.floor(), sequences[0] ?? outbox.lastSequence() + 1);
  const namedBy = new Map<number, number[]>();
  for (const one of held)
    for (const number of numbersIn(one)) namedBy.set(number, [...(namedBy.get(number) ?? []), one.sequence]);
  const places = new Set(sequences);
  for (let number = 1; number <= outbox.lastSequence(); number += 1) {
    const by = namedBy.get(number) ?? [];
    assert.ok(by.length <= 1, `${number} is named by ${by.join(' and ')}`);
    if (places.has(number)) assert.ok(by.length === 0 || by[0] === number, `${number} is held and named`);
    else if (by.length === 0)
      assert.ok(acknowledged.has(number) || platform.named.has(number), `${number} is unaccounted for`);
  }
  for (const one of held.filter(({ type }) => type === EVICTED)) {
    const { ranges, count, reason } = one.data as EventData<'events_evicted'>;
    assert.ok((ranges.at(-1)?.[1] ?? 0) <= one.sequence, 'nothing beyond itself is named');
    if (reason !== 'consent') assert.is(count, numbersIn(one).length);
  }
  const dropped = held.filter((one) => one.type === EVICTED && one.data['reason'] !== 'consent');
  assert.ok(dropped.length <= 4, `${dropped.length} tombstones`);
  return held;
}

async function run(t: TestContext, steps: readonly Step[]): Promise<void> {
  const kit = outboxKit(t);
  const open = (): Outbox => kit.open({ maxBytes: MAX_BYTES, maxAgeMs: MAX_AGE_MS });
  let outbox = open();
  const platform = new Platform();
  const acknowledged = new Set<number>();
  const acknowledge = (): void => {
    const { sequence, ahead } = platform.acknowledgement();
    outbox.acknowledge(outbox.epoch, sequence, ahead);
    for (const number of [...platform.came, ...platform.named]) acknowledged.add(number);
    for (let number = 1; number <= sequence; number += 1) acknowledged.add(number);
  };
  let before: CloudEvent[] = [];
  for (const one of steps) {
    if (one.do === 'append') outbox.append(made(one));
    else if (one.do === 'enqueue') {
      const kept = outbox.enqueue(made(one));
      await kit.clock.advance(20);
      assert.ok((await kept).sequence <= outbox.lastSequence());
    } else if (one.do === 'deliver') platform.take(before.slice(one.from, one.from + one.count));
    else if (one.do === 'acknowledge') acknowledge();
    else if (one.do === 'wait') await kit.clock.advance(one.minutes * 60_000);
    else if (one.do === 'reopen') {
      outbox.stop();
      outbox = open();
    } else if (one.do === 'withdraw') {
      outbox.withdraw(`session-${one.session}`);
      assert.not.ok(
        outbox.read(0, EVERYTHING, EVERYTHING).some((row) => row.sessionid === `session-${one.session}`),
      );
    }
    const held = account(outbox, platform, acknowledged);
    if (one.do === 'append') {
      const stays = new Set(held.map(({ id }) => id));
      const aged = held.some((row) => row.data['reason'] === 'age');
      const gone = before.filter(({ id, type }) => !stays.has(id) && type !== EVICTED).map(classOf);
      if (!aged && gone.length > 0)
        assert.not.ok(
          held.some((row) => classOf(row) < Math.max(...gone)),
          'the lower class goes first',
        );
    }
    before = held;
  }
  outbox.stop();
  outbox = open();
  platform.take(outbox.read(0, EVERYTHING, EVERYTHING));
  acknowledge();
  assert.is(outbox.depth(), 0);
  assert.is(outbox.watermark(), outbox.lastSequence(), 'the platform can account for every number');
}

test(
  'names every number that is neither held nor acknowledged, whatever happened',
  async (t) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 120 }), async (steps) => {
        const disposers: (() => unknown)[] = [];
        try {
          await run({ ...t, after: (dispose) => void disposers.push(dispose) }, steps);
        } finally {
          for (const dispose of disposers.reverse()) await dispose();
        }
      }),
      { seed: 20_261_126, numRuns: 30 },
    );
  },
  { timeout: 50_000 },
);

import * as assert from 'uvu/assert';
import * as fc from 'fast-check';
import { Lanes, type Lane } from '../../../broker/uplink/lanes.ts';
import { suite } from '../../harness/suite.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { StepClock } from '../../support/step-clock.ts';

const test = suite('The two lanes of the uplink');

interface Load {
  window: number;
  perSecond: number;
  /** Milliseconds that a batch takes, at the least and at the most. */
  trip: [number, number];
  seconds: number;
  /** Does this lane have something to send at this millisecond? */
  wants: (lane: Lane, ms: number) => boolean;
  seed?: number;
}

/** Sends whatever may be sent, millisecond by millisecond; answers when each batch of a lane left. */
function drive({ window, perSecond, trip, seconds, wants, seed = 1 }: Load): Record<Lane, number[]> {
  const clock = new StepClock();
  const random = new SeededRandom(seed);
  const lanes = new Lanes({ clock, window, perSecond });
  const taken: Record<Lane, number> = { live: 0, backlog: 0 };
  const sent: Record<Lane, number[]> = { live: [], backlog: [] };
  for (let ms = 0; ms < seconds * 1_000; ms += 1) {
    for (;;) {
      const waiting = { live: wants('live', ms), backlog: wants('backlog', ms) };
      const lane = lanes.open({ taken, waiting }).find((one) => lanes.waitMs(one, waiting) === 0);
      if (!lane) break;
      lanes.take(lane);
      taken[lane] += 1;
      sent[lane].push(ms);
      clock.setTimer(trip[0] + random.unit() * (trip[1] - trip[0]), () => (taken[lane] -= 1));
      assert.ok(taken.live + taken.backlog <= window, 'the window holds');
      if (sent.live.length + sent.backlog.length > 100_000) break;
    }
    clock.advance(1);
  }
  return sent;
}

test('give each its share of the rate while both are always full', () => {
  const load = fc.record({
    window: fc.integer({ min: 2, max: 20 }),
    perSecond: fc.integer({ min: 5, max: 100 }),
    seed: fc.integer(),
  });
  fc.assert(
    fc.property(load, ({ window, perSecond, seed }) => {
      const seconds = 20;
      // Quick enough for the window to allow the whole rate.
      const sent = drive({ window, perSecond, seed, seconds, trip: [0, 4], wants: () => true });
      assert.ok(sent.live.length >= 0.6 * perSecond * seconds * 0.97 - 1, `live ${sent.live.length}`);
      assert.ok(
        sent.backlog.length >= 0.4 * perSecond * seconds * 0.97 - 1,
        `backlog ${sent.backlog.length}`,
      );
      const all = sent.live.length + sent.backlog.length;
      assert.ok(all <= perSecond * seconds + perSecond + 2, `the rate holds: ${all}`);
    }),
    { seed: 20_261_126, numRuns: 40 },
  );
});

test('give each its share of the window while both are always full and answers are slow', () => {
  const load = fc.record({ window: fc.integer({ min: 1, max: 20 }), seed: fc.integer() });
  fc.assert(
    fc.property(load, ({ window, seed }) => {
      const sent = drive({
        window,
        seed,
        perSecond: Infinity,
        seconds: 60,
        trip: [200, 800],
        wants: () => true,
      });
      const all = sent.live.length + sent.backlog.length;
      const share = window === 1 ? 0.5 : Math.max(1, Math.floor(window / 3)) / window;
      for (const lane of ['live', 'backlog'] as const)
        assert.ok(sent[lane].length >= all * share * 0.9 - 1, `${lane} ${sent[lane].length} of ${all}`);
    }),
    { seed: 20_261_126, numRuns: 40 },
  );
});

test('let a live batch go at once in the middle of a drain', () => {
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 300 }), fc.integer(), (every, seed) => {
      // A live batch every so many milliseconds, less than the live share of the rate.
      let due = 0;
      const waits: number[] = [];
      const sent = drive({
        window: 10,
        perSecond: 50,
        seed,
        seconds: 60,
        trip: [5, 50],
        wants: (lane, ms) => lane === 'backlog' || Math.floor(ms / every) >= due,
      });
      for (const ms of sent.live) {
        waits.push(ms - due * every);
        due += 1;
      }
      waits.sort((a, b) => a - b);
      const p99 = waits[Math.floor(waits.length * 0.99)] ?? Infinity;
      assert.ok(p99 <= 40, `p99 ${p99} ms`);
      assert.ok(sent.backlog.length >= 0.4 * 50 * 60 * 0.97, 'and the drain goes on');
    }),
    { seed: 20_261_126, numRuns: 20 },
  );
});

test('lend what the other does not use', () => {
  for (const lane of ['live', 'backlog'] as const) {
    const wants = (one: Lane): boolean => one === lane;
    const alone = drive({ window: 10, perSecond: 50, trip: [0, 10], seconds: 20, wants });
    assert.ok(alone[lane].length >= 50 * 20 * 0.97, `${lane} alone: ${alone[lane].length}`);
  }
});

test('take turns when only one batch may be under way', () => {
  const sent = drive({ window: 1, perSecond: 50, trip: [30, 30], seconds: 10, wants: () => true });
  assert.ok(
    Math.abs(sent.live.length - sent.backlog.length) <= 1,
    `${sent.live.length} ${sent.backlog.length}`,
  );
});

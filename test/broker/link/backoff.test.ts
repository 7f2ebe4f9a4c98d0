import * as assert from 'uvu/assert';
import { causeOf, FLEET, fullJitter, QUICK, type BackoffLimits } from '../../../broker/link/backoff.ts';
import { suite } from '../../harness/suite.ts';
import { SeededRandom } from '../../support/seeded-random.ts';

const test = suite('Full-jitter back-off');

const LIMITS = { firstMs: 250, mostMs: 15_000 };
const KIOSKS = 500;

test('waits anything up to a ceiling that doubles and then stands', () => {
  const most = { unit: () => 1, bytes: () => new Uint8Array() };
  const ceilings = [0, 1, 2, 5, 6, 7, 1_000].map((attempt) => fullJitter(attempt, most, LIMITS));
  assert.equal(ceilings, [250, 500, 1_000, 8_000, 15_000, 15_000, 15_000]);
});

test('spreads a fleet over the whole ceiling', () => {
  const random = new SeededRandom(6);
  const waits = Array.from({ length: 1_000 }, () => fullJitter(3, random, LIMITS));
  const inFirstQuarter = waits.filter((wait) => wait < 500).length;
  assert.ok(inFirstQuarter > 200 && inFirstQuarter < 300, `${inFirstQuarter} of 1000`);
});

/** When each kiosk is back, when the broker accepts connections again `awayMs` after it ended them all. */
function returns(limits: BackoffLimits, awayMs: number): number[] {
  return Array.from({ length: KIOSKS }, (_, kiosk) => {
    const random = new SeededRandom(kiosk);
    let at = 0;
    for (let attempt = 0; ; attempt += 1) {
      at += fullJitter(attempt, random, limits);
      if (at >= awayMs) return at;
    }
  }).sort((a, b) => a - b);
}

test('brings 500 kiosks back to a restarted broker over more than 30 seconds, and never in a crowd', () => {
  for (const awayMs of [0, 5_000, 60_000]) {
    const back = returns(FLEET.far, awayMs);
    const spread = (back.at(-1) ?? 0) - (back[0] ?? 0);
    assert.ok(spread >= 30_000, `${awayMs}: over ${spread} ms`);
    const crowd = Math.max(...back.map((at) => back.filter((one) => one >= at && one < at + 1_000).length));
    assert.ok(crowd <= 35, `${awayMs}: ${crowd} of ${KIOSKS} within one second`);
  }
});

test('brings one back within two seconds when only its own network or machine was concerned', () => {
  const limits = [QUICK.far, QUICK.near, FLEET.near];
  for (const each of limits) {
    for (const awayMs of [0, 60_000]) {
      const late = returns(each, awayMs).at(-1) ?? Infinity;
      assert.ok(late - awayMs <= 2_000, `${late - awayMs} ms`);
    }
  }
});

test('tells the machine’s own network from the broker by what the system says', () => {
  const error = (code: string): Error => Object.assign(new RangeError(code), { code });
  for (const code of ['ENETUNREACH', 'EHOSTUNREACH', 'EAI_AGAIN'])
    assert.is(causeOf(error(code), true), 'near');
  for (const code of ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'CERT_HAS_EXPIRED'])
    assert.is(causeOf(error(code), true), 'far');
  assert.is(causeOf(undefined, true), 'far');
  assert.is(causeOf(undefined, false), 'near', 'no cable is plugged in');
});

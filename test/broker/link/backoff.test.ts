import * as assert from 'uvu/assert';
import { fullJitter } from '../../../broker/link/backoff.ts';
import { suite } from '../../harness/suite.ts';
import { SeededRandom } from '../../support/seeded-random.ts';

const test = suite('Full-jitter back-off');

const LIMITS = { firstMs: 250, mostMs: 15_000 };

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

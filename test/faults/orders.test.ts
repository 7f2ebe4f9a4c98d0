import * as assert from 'uvu/assert';
import { fileTimeout, suite } from '../harness/suite.ts';
import { orderRounds } from './orders-rounds.ts';

const test = suite('Orders under faults');
const SCHEDULES = 24;
fileTimeout(180_000);

test(
  'promises hold, nothing is ordered twice and everything ends, whatever fails',
  async () => {
    const { broken, promised, refused, done } = await orderRounds({ rounds: SCHEDULES, seed: 1 });
    assert.equal(broken, []);
    // Schedules in which nothing happens would prove nothing.
    assert.ok(promised > 10 && refused > 4, JSON.stringify({ promised, refused }));
    assert.ok(
      (done['hub killed'] ?? 0) > 5 && (done['clock set'] ?? 0) > 5 && (done['cancelling refused'] ?? 0) > 1,
      JSON.stringify(done),
    );
  },
  { timeout: 170_000 },
);

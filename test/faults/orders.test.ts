import * as assert from 'uvu/assert';
import { newFleet, temporaryFolder } from '../broker/hub/support/hub-bench.ts';
import { fileTimeout, suite } from '../harness/suite.ts';
import { OrderSchedule } from './orders.ts';

const test = suite('Orders under faults');
const SCHEDULES = 100;
fileTimeout(180_000);

test(
  'promises hold and nothing is ordered twice in a hundred schedules of faults',
  async (t) => {
    const seen = { promised: 0, refused: 0 };
    for (let seed = 1; seed <= SCHEDULES; seed += 1) {
      const schedule = new OrderSchedule(await newFleet(t), { seed, dir: temporaryFolder(t) });
      await schedule.run();
      assert.equal(await schedule.faults(), [], `seed ${seed}`);
      await schedule.stop();
      for (const { last } of schedule.told) {
        if (last?.type === 'intent' && ['held', 'placed'].includes(last.report.state)) seen.promised += 1;
        if (last?.type === 'intent_failed') seen.refused += 1;
      }
    }
    // Schedules in which nothing happens would prove nothing.
    assert.ok(seen.promised > 50 && seen.refused > 20, JSON.stringify(seen));
  },
  { timeout: 170_000 },
);

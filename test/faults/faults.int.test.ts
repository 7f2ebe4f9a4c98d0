/** Every fault for seconds, on the real parts; `npm run test:faults` holds them for as long as it takes to hurt. */
import * as assert from 'uvu/assert';
import { fileTimeout, suite } from '../harness/suite.ts';
import { offlineDay } from './offline-day.ts';
import { play, wrong } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';

fileTimeout(600_000);
const test = suite('Faults: nothing lost, memory flat, alarms said once');

for (const scenario of SCENARIOS) {
  test(
    `hold for ${scenario.name}`,
    async (t) => {
      const row = await play(t, scenario, 'short');
      assert.is(wrong(row, scenario.says), undefined, JSON.stringify(row));
    },
    { timeout: 120_000 },
  );
}

test(
  'hold for hours without a network, in virtual time',
  async (t) => {
    const row = await offlineDay(t, 4);
    assert.is(wrong(row, ['TW_LINK_DOWN']), undefined, JSON.stringify(row));
  },
  { timeout: 120_000 },
);

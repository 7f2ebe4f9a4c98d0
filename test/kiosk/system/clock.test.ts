import * as assert from 'uvu/assert';
import { systemClock } from '../../../kiosk/system/clock.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('The clock of the system');

test('waits for weeks where it is asked to, and can be stopped meanwhile', async (t) => {
  let rings = 0;
  const month = systemClock.setTimer(30 * 24 * 3_600_000, () => (rings += 1));
  t.after(() => month.cancel());
  await new Promise<void>((resolve) => void systemClock.setTimer(20, resolve));
  assert.is(rings, 0);
});

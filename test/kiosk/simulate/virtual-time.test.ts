import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { VirtualTime } from '../../../kiosk/simulate/virtual-time.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Virtual time');

test('fires timers in the order in which they are due, those of one moment in the order they were set', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ ms: fc.nat({ max: 50 }), cancelled: fc.boolean() }), { maxLength: 60 }),
      async (timers) => {
        const time = new VirtualTime(1_000);
        const fired: number[] = [];
        const set = timers.map(({ ms }, index) => time.setTimer(ms, () => fired.push(index)));
        timers.forEach(({ cancelled }, index) => cancelled && set[index]?.cancel());
        const expected = timers
          .map(({ ms, cancelled }, index) => ({ ms, cancelled, index }))
          .filter(({ cancelled }) => !cancelled)
          .sort((a, b) => a.ms - b.ms || a.index - b.index)
          .map(({ index }) => index);
        await time.advanceTo(1_100);
        assert.equal(fired, expected);
        assert.is(time.pending, 0);
        assert.is(time.now(), 1_100);
      },
    ),
    { seed: 3, numRuns: 200 },
  );
});

test('fires a timer that a promise sets between two others', async () => {
  const time = new VirtualTime(0);
  const said: string[] = [];
  time.setTimer(10, () => {
    void (async () => {
      await Promise.resolve();
      await Promise.resolve();
      time.setTimer(5, () => said.push(`between at ${time.now()}`));
    })();
  });
  time.setTimer(20, () => said.push(`later at ${time.now()}`));
  await time.advanceTo(30);
  assert.equal(said, ['between at 15', 'later at 20']);
});

test('does not count a timer twice that is cancelled twice, or after it fired', async () => {
  const time = new VirtualTime(0);
  const one = time.setTimer(1, () => undefined);
  const other = time.setTimer(9, () => undefined);
  await time.advanceTo(1);
  one.cancel();
  other.cancel();
  other.cancel();
  assert.is(time.pending, 0);
});

import * as assert from 'uvu/assert';
import * as fc from 'fast-check';
import { Runs, type Run } from '../../../broker/uplink/runs.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Runs of numbers');

const MOST = 40;
const run = fc
  .tuple(fc.integer({ min: 1, max: MOST }), fc.integer({ min: 1, max: MOST }))
  .map(([a, b]): Run => [Math.min(a, b), Math.max(a, b)]);
const step = fc.record({ adds: fc.boolean(), run });

function numbers(runs: Iterable<Readonly<Run>>): number[] {
  return [...runs].flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
}

test('hold what a plain set would hold, apart and in order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), run, run, (steps, [first, last], other) => {
      const runs = new Runs();
      const plain = new Set<number>();
      for (const { adds, run: one } of steps) {
        if (adds) runs.add(...one);
        else runs.remove(...one);
        for (const n of numbers([one])) plain[adds ? 'add' : 'delete'](n);
      }
      const all = [...plain].sort((a, b) => a - b);
      assert.equal(numbers(runs), all);
      const list = [...runs];
      assert.ok(list.every(([start], index) => index === 0 || start > (list[index - 1]?.[1] ?? 0) + 1));
      const asked = numbers([[first, last]]);
      assert.is(
        runs.covers(first, last),
        asked.every((n) => plain.has(n)),
      );
      assert.equal(
        numbers(runs.gaps(first, last)),
        asked.filter((n) => !plain.has(n)),
      );
      assert.equal(
        numbers(runs.within(new Runs([other]))),
        all.filter((n) => n >= other[0] && n <= other[1]),
      );
    }),
    { seed: 20_261_126, numRuns: 300 },
  );
});

test('take a run that ends before it begins for nothing', () => {
  const runs = new Runs([[5, 4]]);
  assert.is(runs.size, 0);
  assert.equal(runs.gaps(1, 3), [[1, 3]]);
});

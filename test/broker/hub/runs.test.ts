import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { Runs } from '../../../broker/hub/ingest/runs.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Hub: runs of numbers');
const MOST = 40;

const range = fc
  .tuple(fc.integer({ min: 1, max: MOST }), fc.integer({ min: 0, max: 6 }))
  .map(([first, length]): [number, number] => [first, first + length]);
const step = fc.tuple(fc.constantFrom('add', 'remove'), range);

function numbers([first, last]: readonly [number, number]): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function runsOf(set: ReadonlySet<number>): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of [...set].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

test('are the set that adding and removing makes, and say how much each changed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const runs = new Runs();
      const model = new Set<number>();
      for (const [what, between] of steps) {
        const before = model.size;
        for (const number of numbers(between)) {
          if (what === 'add') model.add(number);
          else model.delete(number);
        }
        const changed = what === 'add' ? runs.add(...between) : runs.remove(...between);
        assert.is(changed, Math.abs(model.size - before));
        assert.equal(runs.list, runsOf(model));
        assert.is(runs.size, model.size);
      }
    }),
  );
});

test('know their numbers and the gaps between them', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 10 }), range, (added, between) => {
      const runs = new Runs();
      const model = new Set<number>();
      for (const each of added) {
        runs.add(...each);
        for (const number of numbers(each)) model.add(number);
      }
      for (let number = 0; number <= MOST + 8; number += 1) assert.is(runs.has(number), model.has(number));
      const absent = new Set(numbers(between).filter((number) => !model.has(number)));
      assert.equal(runs.gapsIn(...between), runsOf(absent));
    }),
  );
});

test('take what touches a run, also when there may be no more of them', () => {
  const runs = new Runs([
    [2, 3],
    [7, 8],
  ]);
  assert.equal(
    [1, 3, 4, 5, 6, 9, 10].map((number) => runs.takes(number, 2)),
    [true, true, true, false, true, true, false],
  );
  assert.ok(runs.takes(5, 3));
});

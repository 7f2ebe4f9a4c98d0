import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { Runs } from '../../broker/runs.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Runs of numbers');
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
        assert.is(runs.count, model.size);
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
      assert.equal(runs.gaps(...between), runsOf(absent));
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

test('say what is all there, what two have in common, and what is above a number', () => {
  fc.assert(
    fc.property(
      fc.array(range, { maxLength: 10 }),
      fc.array(range, { maxLength: 10 }),
      range,
      (a, b, between) => {
        const runs = new Runs(a);
        const model = new Set(a.flatMap(numbers));
        const other = new Set(b.flatMap(numbers));
        const asked = numbers(between);
        assert.is(
          runs.covers(...between),
          asked.every((number) => model.has(number)),
        );
        const both = new Set([...model].filter((number) => other.has(number)));
        assert.equal(new Runs(runs.within(new Runs(b))).list, runsOf(both));
        const higher = new Set([...model].filter((number) => number > between[0]));
        assert.equal(runs.above(between[0]), runsOf(higher));
        assert.equal(Runs.ofNumbers(model).list, runs.list);
      },
    ),
  );
});

test('take a run that ends before it begins for nothing', () => {
  const runs = new Runs([[5, 4]]);
  assert.equal(runs.list, []);
  assert.is(runs.remove(3, 2), 0);
  assert.equal(runs.gaps(1, 3), [[1, 3]]);
  assert.equal(runs.gaps(3, 1), []);
});

import * as assert from 'uvu/assert';
import { OutboxTotals } from '../../../kiosk/metrics/outbox-totals.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Totals of the outbox');

function bench(depth = 0) {
  const state = { depth, evicted: 0, listeners: new Set<() => void>() };
  const totals = new OutboxTotals({
    depth: () => state.depth,
    stats: () => ({ evicted: state.evicted }),
    onAppended: (listener) => {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
  });
  totals.start();
  const append = (count: number): void => {
    for (let index = 0; index < count; index += 1) for (const listener of state.listeners) listener();
    state.depth += count;
  };
  return { state, totals, append };
}

test('count what came and what was acknowledged, a backlog of an earlier run included', () => {
  const { state, totals, append } = bench(50);
  append(10);
  assert.equal(totals.now(), { appended: 10, acknowledged: 0 });
  state.depth -= 55;
  assert.equal(totals.now(), { appended: 10, acknowledged: 55 });
});

test('take neither what was given up nor what was taken back for acknowledged', () => {
  const { state, totals, append } = bench();
  append(20);
  state.depth -= 5;
  state.evicted = 5;
  state.depth -= 3;
  totals.withdrew(3);
  assert.is(totals.now().acknowledged, 0);
});

test('never go back, because a counter that falls looks like a restart', () => {
  const { state, totals, append } = bench();
  append(10);
  state.depth -= 10;
  assert.is(totals.now().acknowledged, 10);
  // A report of evicted events takes a place without having been appended.
  state.depth += 1;
  assert.is(totals.now().acknowledged, 10);
  totals.stop();
  assert.is(state.listeners.size, 0);
  assert.is(totals.now().acknowledged, 10);
});

import * as assert from 'uvu/assert';
import { isInTime, measureDelta } from '../../bench/delta/delta.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Stock, from another process’s import to the wall');

test(
  'is on a screen in front of a shopper within a second, nineteen times of twenty',
  async () => {
    const series = await measureDelta(500, 20);
    assert.is(series.values.length, 20);
    const figures = series.values.map((ms) => Math.round(ms)).join(' ');
    assert.ok(isInTime(series), figures);
  },
  { timeout: 120_000 },
);

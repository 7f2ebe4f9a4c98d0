/** Waiting before the hub is asked again. */
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { backoff } from '../../../ui/console/data/backoff.ts';

const test = suite('Console back-off');

test('grows to half a minute and no further, with full jitter', () => {
  const longest = [0, 1, 2, 3, 10, 1000].map((attempt) => backoff(attempt, 1));
  assert.equal(longest, [1_000, 2_000, 4_000, 8_000, 30_000, 30_000]);
  assert.is(backoff(10, 0), 300);
});

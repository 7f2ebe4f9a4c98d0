/** Small rules of the screens: how long to wait, how much to quote, how many sizes in a row. */
import * as assert from 'uvu/assert';
import { backoff } from '../../../ui/shared/connection/backoff.ts';
import { excerpt } from '../../../ui/shared/elements/quote/excerpt.ts';
import { sizeColumns } from '../../../ui/shared/elements/size-grid/columns.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Small rules');

test('waits between 0.3 and 5 seconds before it reconnects, longer each time', () => {
  assert.is(
    backoff(0, () => 0.99),
    300,
  );
  for (const attempt of [1, 3, 5, 50]) {
    const least = backoff(attempt, () => 0);
    const most = backoff(attempt, () => 1);
    assert.is(least, 300);
    assert.is(most, Math.min(5000, 300 * 2 ** attempt));
  }
});

test('quotes whole sentences, else whole words', () => {
  assert.is(excerpt('Short.', 20), 'Short.');
  assert.is(excerpt('It fits well. And then a very long story follows here.', 24), 'It fits well.');
  assert.is(excerpt('one two three four five', 12), 'one two…');
  assert.is(excerpt('a\n\n b', 12), 'a b');
});

test('gives sizes the width that their words need', () => {
  assert.equal(
    [1, 5, 6, 7, 8, 10, 12].map((count) => sizeColumns(count)),
    [1, 5, 3, 4, 4, 5, 6],
  );
});

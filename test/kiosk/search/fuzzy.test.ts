import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { editDistance, editsFor, nearTerms } from '../../../kiosk/search/index/fuzzy.ts';
import { findTerm, prefixRange, termAt, termsWith, termTable } from '../../../kiosk/search/index/lexicon.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Terms of the index');

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'é', 'س'), minLength: 1, maxLength: 9 });
const table = fc.uniqueArray(word, { minLength: 1, maxLength: 60 }).map((words) => words.sort(byUnits));

function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

test('are found exactly, and by their beginning', () => {
  fc.assert(
    fc.property(table, word, (words, wanted) => {
      const terms = termTable(words);
      assert.is(findTerm(terms, wanted), words.indexOf(wanted));
      const { low, high } = prefixRange(terms, wanted);
      const found = Array.from({ length: high - low }, (_, at) => termAt(terms, low + at));
      assert.equal(
        found,
        words.filter((one) => one.startsWith(wanted)),
      );
    }),
    { seed: 11, numRuns: 300 },
  );
});

test('within one and two edits are all found, and no others', () => {
  fc.assert(
    fc.property(table, word, fc.constantFrom(1, 2), (words, typed, edits) => {
      const terms = termTable(words);
      const found = nearTerms(terms, typed, { edits, isPrefix: false, most: 1000 });
      const expected = words.filter((one) => {
        const distance = editDistance(typed, one, edits);
        return distance > 0 && distance <= edits && isForgiven(typed, one, edits);
      });
      assert.equal(found.map(({ term }) => termAt(terms, term)).sort(byUnits), expected);
      for (const { term, distance } of found)
        assert.is(distance, editDistance(typed, termAt(terms, term), edits));
    }),
    { seed: 12, numRuns: 500 },
  );
});

/** Two edits are not forgiven when both are in what the first letter alone decides. */
function isForgiven(typed: string, term: string, edits: number): boolean {
  if (edits < 2) return true;
  const row = Array.from({ length: typed.length + 1 }, (_, at) =>
    editDistance(typed.slice(0, at), term.slice(0, 1), 9),
  );
  return Math.min(...row) <= 1;
}

test('that begin within one edit of what was typed are found while it is typed', () => {
  const terms = termTable(['cardigan', 'carry', 'derby', 'turtleneck'].sort(byUnits));
  const begun = nearTerms(terms, 'crad', { edits: 1, isPrefix: true, most: 10 });
  assert.equal(
    begun.map(({ term }) => termAt(terms, term)),
    ['cardigan'],
  );
  assert.is(nearTerms(terms, 'turtel', { edits: 1, isPrefix: true, most: 10 }).length, 1);
});

test('allow one edit from four letters, two from eight, none with a digit', () => {
  assert.equal(['hat', 'boot', 'sandals', 'cardigan', 'w32l34xx'].map(editsFor), [0, 1, 1, 2, 0]);
});

test('are found by what they contain', () => {
  const terms = termTable(['lambswool', 'overshirt', 'shirt', 'wool'].sort(byUnits));
  const found = termsWith(terms, 'shirt', 10).map((term) => termAt(terms, term));
  assert.equal(found, ['overshirt', 'shirt']);
  // `lw` stands across two terms, in none of them.
  assert.equal(termsWith(termTable(['al', 'wa']), 'lw', 10), []);
});

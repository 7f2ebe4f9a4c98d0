/** The kinds a shopper chooses from are few and short, whatever paths a platform uses. */
import * as assert from 'uvu/assert';
import { kinds } from '../../../ui/wall/elements/search/kinds.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Kinds');

test('takes the last step of each path, once', () => {
  assert.equal(kinds(['Women > Footwear > Boots', 'Men > Footwear > Boots', 'Bags', '', ' > ']), [
    'Boots',
    'Bags',
  ]);
});

test('takes the step before it where those would be too many to choose from', () => {
  const shoes = Array.from({ length: 8 }, (_, index) => `Men > Footwear > Shoe ${String(index)}`);
  const bags = Array.from({ length: 8 }, (_, index) => `Everyone > Bags > Bag ${String(index)}`);
  assert.equal(kinds([...shoes, ...bags]), ['Footwear', 'Bags']);
});

test('keeps names that have nothing broader', () => {
  const flat = Array.from({ length: 12 }, (_, index) => `Kind ${String(index)}`);
  assert.equal(kinds(flat), flat);
});

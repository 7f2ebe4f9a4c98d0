/** What a shopper chooses becomes the filters of the search, and what there is to choose never jumps away. */
import * as assert from 'uvu/assert';
import type { SearchFacets } from '../../../broker/contract/search.ts';
import {
  cleared,
  filtersOf,
  isNarrowed,
  NO_CHOICE,
  optionsOf,
  toggled,
} from '../../../ui/wall/elements/search/choices.ts';
import { priceWords } from '../../../ui/wall/elements/search/price-words.ts';
import { SEARCH_WORDS } from '../../../ui/shared/i18n/search-words.ts';
import { speak } from '../../../ui/shared/i18n/speech.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Choices of the search');

const FACETS: SearchFacets = {
  sizes: [
    { value: 'S', count: 2 },
    { value: 'M', count: 4 },
  ],
  colours: [{ value: 'blue', count: 3 }],
  brands: [],
  categories: [
    { value: 'Women > Footwear > Boots', count: 2 },
    { value: 'Men > Footwear > Boots', count: 3 },
    { value: 'Everyone > Bags', count: 9 },
  ],
  prices: [],
  here: 5,
};
const PATHS = FACETS.categories.map(({ value }) => value);

test('stand for every category of a kind', () => {
  const choice = toggled(NO_CHOICE, 'kind', 'Boots');
  assert.equal(filtersOf(choice, PATHS).categories, ['Women > Footwear > Boots', 'Men > Footwear > Boots']);
  assert.equal(optionsOf(FACETS, choice, 'kind'), [
    { value: 'Bags', count: 9, chosen: false },
    { value: 'Boots', count: 5, chosen: true },
  ]);
});

test('are taken back by a second touch, or all of a filter at once', () => {
  const once = toggled(toggled(NO_CHOICE, 'size', 'S'), 'size', 'M');
  assert.equal(once.sizes, ['S', 'M']);
  assert.equal(toggled(once, 'size', 'S').sizes, ['M']);
  assert.equal(cleared({ ...once, price: { from: 0, to: 5000 } }, 'size').sizes, []);
  assert.is(cleared({ ...once, price: { from: 0, to: 5000 } }, 'price').price, null);
  assert.is(isNarrowed({ ...NO_CHOICE, here: true }), false);
  assert.is(isNarrowed(once), true);
});

test('stay to be let go when they would leave nothing', () => {
  const choice = toggled(NO_CHOICE, 'size', 'XL');
  assert.equal(optionsOf(FACETS, choice, 'size').at(-1), { value: 'XL', count: 0, chosen: true });
});

test('of a price are words, whole amounts without decimals', () => {
  const speech = speak('en');
  const plain = (from: number, to: number | null): string =>
    priceWords(speech, 'EUR', { from, to }).replaceAll(/[\u2068\u2069]/gu, '');
  assert.is(plain(0, 8000), 'Under €80');
  assert.is(plain(8000, 12050), '€80 to €120.50');
  assert.is(plain(20000, null), '€200 and more');
});

test('have a word for every colour in every language, and no two the same', () => {
  const names = Object.keys(SEARCH_WORDS.en.colours);
  assert.is(names.length, 14);
  for (const { colours } of Object.values(SEARCH_WORDS)) {
    assert.equal(Object.keys(colours), names);
    assert.is(new Set(Object.values(colours)).size, names.length);
  }
});

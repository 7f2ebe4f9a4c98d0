import * as assert from 'uvu/assert';
import type { Review } from '../../../broker/contract/domain.ts';
import { chooseQuote } from '../../../kiosk/views/quote.ts';
import { metresBetween, stockLine } from '../../../kiosk/views/stock.ts';
import { swatchOf } from '../../../kiosk/views/swatches.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Small parts of a view');

const offer = (availability: 'in_stock' | 'preorder' | 'out_of_stock', quantity: number | null) => ({
  storeCode: 'S',
  sku: 'A',
  availability,
  quantity,
  pickupMethod: '',
  pickupSla: '',
  shelfLocation: '',
  asOf: '',
});

test('say how many are left only when it is one or two', () => {
  assert.equal(stockLine(offer('in_stock', 1)), { availability: 'in_stock', left: 1 });
  assert.equal(stockLine(offer('in_stock', 2)), { availability: 'in_stock', left: 2 });
  assert.equal(stockLine(offer('in_stock', 3)), { availability: 'in_stock', left: null });
  assert.equal(stockLine(offer('in_stock', null)), { availability: 'in_stock', left: null });
});

test('do not promise what was counted as nothing', () => {
  assert.equal(stockLine(offer('in_stock', 0)), { availability: 'out_of_stock', left: null });
  assert.equal(stockLine(offer('preorder', 0)), { availability: 'preorder', left: null });
  assert.equal(stockLine(undefined), { availability: 'out_of_stock', left: null });
});

test('know no distance without a position', () => {
  assert.is(metresBetween({ latitude: null, longitude: 1 }, { latitude: 1, longitude: 1 }), null);
  assert.is(metresBetween({ latitude: 1, longitude: 1 }, { latitude: 1, longitude: 1 }), 0);
  const half = metresBetween({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 });
  assert.ok(Math.abs((half ?? 0) - 20_015_087) < 100);
});

test('paint a colour by its last known word, and an unknown one neutral', () => {
  assert.is(swatchOf('Lilac Grey'), swatchOf('grey'));
  assert.is(swatchOf('NAVY'), swatchOf('navy'));
  assert.is(swatchOf('Navy No. 5'), swatchOf('navy'));
  assert.is(swatchOf('constructor'), swatchOf(''));
  assert.match(swatchOf('Zyx'), /^#/);
});

const review = (body: string, rest: Partial<Review> = {}): Review => ({
  id: body,
  productIds: ['A'],
  rating: 4,
  title: '',
  body,
  lang: 'en',
  authorDisplay: 'A.',
  verified: true,
  incentivised: false,
  createdAt: '',
  ...rest,
});
const wish = { language: 'en', average: 4 };

test('cut a long review where a sentence ends', () => {
  const body = `It kept me dry for a whole week in Norway. ${'And so on and on without an end '.repeat(20)}`;
  assert.is(chooseQuote([review(body)], wish)?.body, 'It kept me dry for a whole week in Norway.');
});

test('quote nothing rather than half a sentence or a single word', () => {
  assert.is(chooseQuote([review('word '.repeat(100))], wish), null);
  assert.is(chooseQuote([review('Nice.')], wish), null);
  assert.is(chooseQuote([], wish), null);
});

test('prefer who bought it, wrote calmly and agrees with the others', () => {
  const calm = review('Warm enough for a run in November, and light.');
  const shouting = review('BEST JACKET EVER!!! BUY IT NOW AT HTTP://X.EXAMPLE');
  const unverified = review('Soft on the skin and the seams hold up well.', { verified: false });
  const bitter = review('Fell apart in the wash after only two weeks.', { rating: 1 });
  assert.is(chooseQuote([shouting, unverified, bitter, calm], wish)?.body, calm.body);
});

test('quote in the language of the screen, else in English, else in any', () => {
  const polish = review('Ciepła, lekka i dobrze uszyta, polecam każdemu.', { lang: 'pl' });
  const english = review('warm and light, wears well!!! see www.x.example', {
    lang: 'en-GB',
    rating: 1,
    verified: false,
    incentivised: true,
  });
  const arabic = review('دافئة وخفيفة ومريحة جدا في الأيام الباردة كلها', { lang: 'ar', verified: false });
  const quoted = (reviews: Review[]): string | undefined =>
    chooseQuote(reviews, { language: 'ar', average: 4 })?.lang;
  assert.is(quoted([polish, english, arabic]), 'ar');
  assert.is(quoted([polish, english]), 'en-GB');
  assert.is(quoted([polish]), 'pl');
});

test('keep direction overrides and line breaks out of a quote', () => {
  const body = 'Fits \u202Eevil\u202C well\nand the colour stays the same.';
  assert.is(chooseQuote([review(body)], wish)?.body, 'Fits evil well and the colour stays the same.');
});

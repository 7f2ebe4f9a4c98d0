/** Each language writes prices, distances, ages and counts its own way. */
import * as assert from 'uvu/assert';
import { speak } from '../../../ui/shared/i18n/speech.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Speech');
const bare = (text: string): string =>
  text.replaceAll(/[\u2066-\u2069]/gu, '').replaceAll(/[\u00a0\u202f]/gu, ' ');

test('writes minor units with the decimals of the currency', () => {
  assert.is(bare(speak('en').price({ amountMinor: 27900, currency: 'EUR' })), '€279.00');
  assert.is(bare(speak('it').price({ amountMinor: 27900, currency: 'EUR' })), '279,00 €');
  assert.is(bare(speak('fr').price({ amountMinor: 1239900, currency: 'EUR' })), '12 399,00 €');
  assert.match(bare(speak('en').price({ amountMinor: 12345, currency: 'JPY' })), /12,345$/u);
  assert.match(bare(speak('en').price({ amountMinor: 12345, currency: 'KWD' })), /12\.345$/u);
});

test('isolates prices from the direction of the sentence', () => {
  assert.match(speak('ar').price({ amountMinor: 100, currency: 'EUR' }), /^\u2068.*\u2069$/u);
});

test('says distances no more exactly than one walks', () => {
  assert.is(bare(speak('en').distance(603)), '600 m');
  assert.is(bare(speak('en').distance(4230)), '4.2 km');
  assert.is(bare(speak('pl').distance(639_400)), '639 km');
});

test('says how old something is', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  assert.is(speak('en').ago('2026-11-22T09:57:00Z', now), '3 minutes ago');
  assert.is(speak('it').ago('2026-11-22T09:59:30Z', now), 'ora');
  assert.is(speak('en').ago('nonsense', now), '');
});

test('says until when, with the day when it is another', () => {
  const now = new Date(2026, 10, 27, 16, 30).getTime();
  const [today, later] = [new Date(2026, 10, 27, 18, 30), new Date(2026, 10, 29, 9, 5)];
  assert.is(speak('en').until(today.toISOString(), now), '18:30');
  const said = (['en', 'it', 'fr', 'pl', 'ro', 'ar'] as const).map((language) =>
    bare(speak(language).until(later.toISOString(), now)),
  );
  assert.match(said[0] ?? '', /^09:05, Sun,? 29 Nov$/u);
  assert.ok(
    said.every((each) => each.startsWith('09:05') && each.includes('29')),
    said.join(' | '),
  );
  assert.is(speak('en').until('nonsense', now), '');
});

test('uses the plural forms of the language', () => {
  assert.equal(
    [1, 2, 5, 22].map((n) => speak('pl').words.reviews(n)),
    ['1 opinia', '2 opinie', '5 opinii', '22 opinie'],
  );
  assert.equal(
    [1, 2, 20].map((n) => speak('ro').words.reviews(n)),
    ['1 recenzie', '2 recenzii', '20 de recenzii'],
  );
  assert.equal(
    [1, 2, 3, 11].map((n) => speak('ar').words.things(n)),
    ['قطعة واحدة', 'قطعتان', '3 قطع', '11 قطعة'],
  );
});

test('names the languages of reviews, and shows an unknown code as it is', () => {
  assert.is(speak('fr').languageName('it'), 'italien');
  assert.is(speak('fr').languageName('not a code'), 'not a code');
});

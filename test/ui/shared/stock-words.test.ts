/** Stock is said in the order a shopper asks: here, the nearest store, online. */
import * as assert from 'uvu/assert';
import { speak } from '../../../ui/shared/i18n/speech.ts';
import { shortName, stockAnywhere, stockHere } from '../../../ui/shared/stock/stock-words.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Stock words');
const en = speak('en');
const gone = { availability: 'out_of_stock', left: null } as const;
const duomo = {
  storeCode: 'MIL-02',
  name: 'Milano Duomo',
  distanceMetres: 600,
  availability: 'in_stock',
  left: null,
} as const;
const bare = (text: string): string => text.replaceAll(/[\u2066-\u2069]/gu, '').replaceAll('\u00a0', ' ');

test('says what is here first', () => {
  assert.equal(stockHere(en, { availability: 'in_stock', left: null }), {
    text: 'In stock here',
    tone: 'go',
    has: true,
  });
  assert.equal(stockHere(en, { availability: 'limited_availability', left: 1 }), {
    text: '1 left here',
    tone: 'warn',
    has: true,
  });
  assert.is(stockHere(en, { availability: 'on_display_to_order', left: null }).has, false);
});

test('then the nearest store without its town, then online, then sold out', () => {
  const say = (nearest: typeof duomo | null, online: 'in_stock' | 'out_of_stock'): string =>
    bare(stockAnywhere(en, { here: gone, nearest, online }, 'Milano Brera').text);
  assert.is(say(duomo, 'in_stock'), 'Duomo, 600 m');
  assert.is(say(null, 'in_stock'), 'Online');
  assert.is(say(null, 'out_of_stock'), 'Sold out');
});

test('puts the comma of the language between a store and how far it is', () => {
  const stock = { here: gone, nearest: duomo, online: 'in_stock' } as const;
  assert.match(bare(stockAnywhere(speak('ar'), stock, 'Milano Brera').text), /^Duomo، 600/u);
});

test('prefers online to a store that is out of reach, and that store to nothing', () => {
  const far = { ...duomo, name: 'Warszawa Mokotów', distanceMetres: 961_000 };
  const say = (nearest: typeof duomo, online: 'in_stock' | 'out_of_stock'): string =>
    bare(stockAnywhere(en, { here: gone, nearest, online }, 'Milano Brera').text);
  assert.is(say({ ...far, distanceMetres: 30_000 } as never, 'in_stock'), 'Warszawa Mokotów, 30 km');
  assert.is(say(far as never, 'in_stock'), 'Online');
  assert.is(say(far as never, 'out_of_stock'), 'Warszawa Mokotów, 961 km');
});

test('keeps the town of another town', () => {
  assert.is(shortName('Paris Marais', 'Milano Brera'), 'Paris Marais');
});

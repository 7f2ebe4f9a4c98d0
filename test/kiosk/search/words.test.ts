import * as assert from 'uvu/assert';
import { splitCompound } from '../../../kiosk/search/words/compound.ts';
import { fold, typedWords, wordsOf } from '../../../kiosk/search/words/fold.ts';
import { stemsIn, type SearchLanguage } from '../../../kiosk/search/words/stem.ts';
import { suite } from '../../harness/suite.ts';
import { DICTIONARY } from './kit.ts';

const test = suite('Words of the search');

test('are without case, accents and the letters that stand for two', () => {
  assert.is(fold('Crème BRÛLÉE'), 'creme brulee');
  assert.is(fold('Weiß, Łódź, Ørsted, Œuvre, țesătură, ışık'), 'weiss, lodz, orsted, oeuvre, tesatura, isik');
});

test('of Arabic are the same however alef, ya and ta marbuta are written', () => {
  assert.is(fold('أحذية'), fold('احذيه'));
  assert.is(fold('حَقِيبَة'), 'حقيبه');
  assert.is(fold('ســترة'), 'ستره');
  assert.is(fold('مقاس ٤٢'), 'مقاس 42');
});

test('with a hyphen are there in parts and whole', () => {
  assert.equal(wordsOf('Roll-Top Backpack'), ['roll', 'top', 'rolltop', 'backpack']);
  assert.equal(wordsOf("Women's d'hiver"), ['women', 'd', 'hiver']);
  assert.equal(typedWords('roll-top  "42"'), ['roll', 'top', '42']);
});

/** Forms of one word: each must share a stem, or be the stem, of the first. */
const FORMS: Record<SearchLanguage, string[][]> = {
  en: [
    ['boot', 'boots'],
    ['dress', 'dresses'],
    ['scarf', 'scarves'],
    ['run', 'running'],
    ['hood', 'hooded'],
    ['wax', 'waxed'],
    ['derby', 'derbies'],
    ['brush', 'brushes'],
  ],
  de: [
    ['schuh', 'schuhe', 'schuhen'],
    ['jacke', 'jacken'],
    ['schwarz', 'schwarze', 'schwarzer', 'schwarzes'],
    ['kleid', 'kleider', 'kleidern'],
    ['tasche', 'taschen'],
  ],
  fr: [
    ['botte', 'bottes'],
    ['noir', 'noire', 'noires', 'noirs'],
    ['manteau', 'manteaux'],
    ['vert', 'verte', 'vertes'],
  ],
  es: [
    ['zapato', 'zapatos'],
    ['negro', 'negra', 'negros', 'negras'],
    ['azul', 'azules'],
    ['luz', 'luces'],
    ['pantalon', 'pantalones'],
  ],
  it: [
    ['scarpa', 'scarpe'],
    ['stivale', 'stivali'],
    ['giacca', 'giacche'],
    ['nero', 'nera', 'neri', 'nere'],
    ['borsa', 'borse'],
  ],
  pl: [
    ['kurtka', 'kurtki', 'kurtek', 'kurtkami'],
    ['but', 'buty', 'butow'],
    ['czarny', 'czarna', 'czarne', 'czarnych', 'czarnego'],
    ['sweter', 'swetry', 'swetrow'],
  ],
  ro: [
    ['pantof', 'pantofi', 'pantofii', 'pantofilor', 'pantoful'],
    ['cizma', 'cizme', 'cizmele'],
    ['rochie', 'rochii', 'rochiile'],
  ],
  ar: [
    ['حذاء', 'الحذاء', 'والحذاء'],
    ['معطف', 'المعطف', 'بالمعطف'],
    ['ستره', 'الستره', 'سترات'],
  ],
};

for (const [language, words] of Object.entries(FORMS) as [SearchLanguage, string[][]][]) {
  test(`of ${language} meet in a stem, singular and plural, with and without gender`, () => {
    for (const [first = '', ...others] of words) {
      const own = new Set([fold(first), ...stemsIn(fold(first), language)]);
      for (const other of others) {
        const theirs = [fold(other), ...stemsIn(fold(other), language)];
        assert.ok(
          theirs.some((stem) => own.has(stem)),
          `${first} and ${other}: ${[...own].join(',')} and ${theirs.join(',')}`,
        );
      }
    }
  });
}

test('that are not forms of each other keep apart', () => {
  const apart: [string, string, SearchLanguage][] = [
    ['bus', 'bu', 'en'],
    ['dress', 'dres', 'en'],
    ['sac', 'sax', 'fr'],
    ['boot', 'boat', 'en'],
  ];
  for (const [one, other, language] of apart)
    assert.not.ok(stemsIn(one, language).includes(other), `${one} → ${other}`);
});

test('of one colour or kind mean the same in every language', () => {
  const sames: Record<string, string[]> = {
    black: ['black', 'schwarze', 'noires', 'negra', 'nero', 'czarne', 'negri', 'أسود', 'السوداء'],
    boot: ['boots', 'Stiefel', 'bottes', 'botas', 'stivali', 'kozaki', 'cizme', 'بوت'],
    jacket: ['jackets', 'Jacken', 'vestes', 'chaquetas', 'giacche', 'kurtki', 'geci', 'جاكيت'],
    bag: ['bags', 'Taschen', 'sacs', 'bolsos', 'borse', 'torebki', 'genți', 'حقائب'],
  };
  for (const [id, words] of Object.entries(sames))
    for (const word of words) assert.ok(DICTIONARY.conceptsOf(fold(word)).includes(id), `${word} is ${id}`);
});

test('that belong together are one thing', () => {
  for (const [text, id] of [
    ['sac à dos', 'backpack'],
    ['sacs à dos', 'backpack'],
    ['col roulé', 'turtleneck'],
    ['belt bags', 'beltbag'],
    ['botas de agua', 'rainboot'],
  ] as const)
    assert.equal(DICTIONARY.phraseAt(typedWords(text), 0)?.ids, [id], text);
});

test('for shades are of the families that a shopper filters by', () => {
  const family = (colour: string): number => DICTIONARY.familiesOf(colour);
  assert.is(family('Oxblood'), family('Red'));
  assert.is(family('Espresso'), family('Brown'));
  assert.is(family('Ecru Navy'), family('Ecru') | family('Navy'));
  assert.is(family('Nobody knows'), 0);
});

test('that German writes as one are taken apart', () => {
  const known = (part: string): boolean =>
    ['leder', 'jacke', 'damen', 'schuhe', 'regen', 'stiefel'].includes(part);
  assert.equal(splitCompound('lederjacke', known), ['leder', 'jacke']);
  assert.equal(splitCompound('damenschuhe', known), ['damen', 'schuhe']);
  assert.equal(splitCompound('regensstiefel', known), ['regen', 'stiefel']);
  assert.is(splitCompound('pullover', known), undefined);
});

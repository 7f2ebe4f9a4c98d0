import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { DeviceErrorCode } from '../../../device/errors.ts';
import { checkDigit } from '../../../device/gs1/check-digit.ts';
import {
  formatBracketed,
  formatElements,
  parseBracketed,
  parseElements,
} from '../../../device/gs1/element-string.ts';
import { parseGs1 } from '../../../device/gs1/parse-gs1.ts';
import { suite } from '../../harness/suite.ts';
import { codeOf } from './code-of.ts';

const test = suite('GS1 element strings');
const GS = '\u001D';
const GTIN = '09506000134352';

test('are read in brackets, in the order given', () => {
  assert.equal(parseGs1(`(21)1234(01)${GTIN}(17)261231`), {
    ais: [
      ['21', '1234'],
      ['01', GTIN],
      ['17', '261231'],
    ],
    digitalLink: `https://id.gs1.org/01/${GTIN}/21/1234?17=261231`,
  });
});

test('hold a bracket as data behind a backslash', () => {
  const { ais } = parseGs1(`(01)${GTIN}(10)A\\(99)B(21)\\(`);
  assert.equal(ais.slice(1), [
    ['10', 'A(99)B'],
    ['21', '('],
  ]);
});

test('are read with FNC1 as people and test sheets write it', () => {
  const plain = parseGs1(`01${GTIN}10AB-1\u001D217`);
  for (const [name, text] of [
    ['typed', '{FNC1}01GTIN10AB-1{FNC1}217'],
    ['typed', '{GS}01GTIN10AB-1{GS}217'],
    ['typed', '01GTIN10AB-1\u241D217'],
    ['scanned', ']d201GTIN10AB-1{GS}217'],
    ['scanned', ']C101GTIN10AB-1^217'],
  ] as const)
    assert.equal(parseGs1(text.replace('GTIN', GTIN)), plain, `${name} ${text}`);
  assert.is(parseGs1(`01${GTIN}10A<GS>B`).ais[1]?.[1], 'A<GS>B', 'which a batch may be called');
});

test('are read with FNC1 as caret or separator, or without the one in front', () => {
  const expected = parseGs1(`(01)${GTIN}(10)AB-1(21)7`).ais;
  for (const text of [
    `^01${GTIN}10AB-1^217`,
    `${GS}01${GTIN}10AB-1${GS}217`,
    `01${GTIN}10AB-1${GS}217`,
    `^01${GTIN}^10AB-1^217^`,
  ])
    assert.equal(parseGs1(text).ais, expected, JSON.stringify(text));
});

test('need no separator behind values of predefined length only', () => {
  assert.equal(parseElements(`01${GTIN}17261231310300125010A`), [
    ['01', GTIN],
    ['17', '261231'],
    ['3103', '001250'],
    ['10', 'A'],
  ]);
  assert.is(
    codeOf(() => parseElements(`402${'0'.repeat(16)}00${'1'.repeat(18)}`)),
    'TW_GS1_VALUE_INVALID',
  );
});

test('keep leading zeros, dates and decimals as they are written', () => {
  const { ais } = parseGs1(`(01)${GTIN}(17)300200(3103)000050(10)007`);
  assert.equal(ais.slice(1), [
    ['17', '300200'],
    ['3103', '000050'],
    ['10', '007'],
  ]);
});

test('have no link without a primary key, or with something that no link carries', () => {
  assert.is(parseGs1('(400)PO-1').digitalLink, null);
  assert.is(parseGs1(`(01)${GTIN}(8200)https://a.b`).digitalLink, null);
  assert.is(parseGs1(`(01)${GTIN}(22)V(235)T`).digitalLink, null);
});

test('put the first of two keys into the path of their link', () => {
  const { digitalLink } = parseGs1('(8017)795260646688514634(253)9526064000028000001');
  assert.is(digitalLink, 'https://id.gs1.org/8017/795260646688514634?253=9526064000028000001');
});

test('of a composite symbol are read on', () => {
  assert.equal(parseGs1(`(01)${GTIN}|(10)A(21)B`).ais.length, 3);
  assert.equal(parseGs1(`^01${GTIN}|^10A^21B`).ais.length, 3);
  assert.is(
    codeOf(() => parseGs1(`(01)${GTIN}|(10)A|(21)B`)),
    'TW_GS1_VALUE_INVALID',
  );
});

const refused: readonly [text: string, code: DeviceErrorCode][] = [
  ['', 'TW_GS1_NOT_GS1'],
  ['hello', 'TW_GS1_NOT_GS1'],
  ['^', 'TW_GS1_ELEMENT_STRING'],
  ['()', 'TW_GS1_UNKNOWN_AI'],
  ['(01', 'TW_GS1_ELEMENT_STRING'],
  [`(01)${GTIN}x`, 'TW_GS1_VALUE_INVALID'],
  [`(01)${GTIN}(21)`, 'TW_GS1_VALUE_INVALID'],
  ['(01)09506000134353', 'TW_GS1_CHECK_DIGIT'],
  ['(14)261231', 'TW_GS1_UNKNOWN_AI'],
  ['(3106)001250', 'TW_GS1_UNKNOWN_AI'],
  ['(__proto__)1', 'TW_GS1_UNKNOWN_AI'],
  [`^01${GTIN}^^10A`, 'TW_GS1_UNKNOWN_AI'],
  [`(01)${GTIN}(17)261301`, 'TW_GS1_VALUE_INVALID'],
  [`(01)${GTIN}(10)a\u00e9`, 'TW_GS1_VALUE_INVALID'],
  ['9'.repeat(8_192), 'TW_GS1_NOT_GS1'],
  [`(91)1`.repeat(65), 'TW_GS1_ELEMENT_STRING'],
];

for (const [text, code] of refused) {
  test(`refuse ${JSON.stringify(text.slice(0, 40))}`, () =>
    assert.is(
      codeOf(() => parseGs1(text)),
      code,
    ));
}

test('are bounded in time however they are nested', () => {
  for (const text of [`(01)${'\\('.repeat(4_000)}`, '('.repeat(8_000), '^'.repeat(8_000), '1'.repeat(8_000)])
    assert.is.not(
      codeOf(() => parseGs1(text)),
      'accepted',
    );
});

const gtin = fc.stringMatching(/^\d{13}$/).map((digits) => digits + checkDigit(digits));
const text = (most: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[!"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]{1,${most}}$`));
const weight = fc.stringMatching(/^\d{6}$/);

const elements = fc
  .record({ '01': gtin, '10': text(20), '21': text(20), '3103': weight, '91': text(90) })
  .chain((values) => fc.shuffledSubarray(Object.entries(values), { minLength: 5 }));

test('come back from each of their syntaxes', () => {
  fc.assert(
    fc.property(elements, (ais) => {
      assert.equal(parseBracketed(formatBracketed(ais)), ais);
      assert.equal(parseElements(formatElements(ais)), ais);
      assert.equal(parseGs1(`]d2${formatElements(ais)}`).ais, ais);
      const link = parseGs1(formatBracketed(ais)).digitalLink ?? '';
      assert.equal(sorted(parseGs1(link).ais), sorted(ais));
    }),
    { seed: 3, numRuns: 400 },
  );
});

function sorted(ais: readonly (readonly [string, string])[]): string[] {
  return ais.map((pair) => pair.join('=')).sort();
}

test('answer any text with data or with an error of ours', () => {
  const pieces = fc.constantFrom(
    '(01)',
    GTIN,
    '^',
    GS,
    '(',
    ')',
    '\\',
    '|',
    ']C1',
    ']E0',
    '10',
    '21',
    '8003',
    '%',
  );
  const mixed = fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 12 });
  fc.assert(
    fc.property(
      mixed.map((parts) => parts.join('')),
      (input) => void codeOf(() => parseGs1(input)),
    ),
    { seed: 4, numRuns: 3_000 },
  );
});

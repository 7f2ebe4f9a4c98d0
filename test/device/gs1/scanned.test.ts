import * as assert from 'uvu/assert';
import type { DeviceErrorCode } from '../../../device/errors.ts';
import { parseGs1 } from '../../../device/gs1/parse-gs1.ts';
import { suite } from '../../harness/suite.ts';
import { codeOf } from './code-of.ts';

const test = suite('What a scanner sends');
const GS = '\u001D';
const GTIN = '09506000134352';
const ais = (text: string): string =>
  parseGs1(text)
    .ais.map((pair) => pair.join('='))
    .join(' ');

test('is a GTIN when it is the digits of a retail symbol', () => {
  assert.is(ais(']E09506000134352'), `01=${GTIN}`);
  assert.is(ais(']E0036000291452'), '01=00036000291452', 'UPC-A without its zero');
  assert.is(ais(']E00036000291452'), '01=00036000291452');
  assert.is(ais(']E496385074'), '01=00000096385074');
  assert.is(ais(']E3950600013435212345'), `01=${GTIN}`, 'with an add-on of five');
  assert.is(ais(']I109506000134352'), `01=${GTIN}`, 'ITF-14');
  assert.is(ais(']C09506000134352'), `01=${GTIN}`, 'plain Code 128');
});

test('is the UPC-A that a UPC-E stands for', () => {
  for (const [short, long] of [
    ['04252614', '042100005264'],
    ['01234531', '012300000451'],
    ['01234543', '012340000053'],
    ['01234558', '012345000058'],
  ] as const)
    assert.is(ais(`]E0${short}`), `01=00${long}`, short);
});

test('is a GTIN without a symbology identifier too, if its check digit is right', () => {
  for (const digits of ['9506000134352', '09506000134352', '96385074', '036000291452'])
    assert.is(ais(digits), `01=${digits.padStart(14, '0')}`, digits);
  assert.is(
    codeOf(() => parseGs1('9506000134353')),
    'TW_GS1_CHECK_DIGIT',
  );
  assert.is(
    codeOf(() => parseGs1('11261231')),
    'TW_GS1_CHECK_DIGIT',
    'which is no production date',
  );
});

test('is an element string in the symbologies of GS1', () => {
  for (const identifier of [']C1', ']e0', ']d2', ']Q3', ']J1'])
    assert.is(ais(`${identifier}01${GTIN}10A${GS}21B`), `01=${GTIN} 10=A 21=B`, identifier);
});

test('is read on behind the bar of a composite symbol', () => {
  assert.is(ais(`]E09506000134352|]e010A${GS}21B`), `01=${GTIN} 10=A 21=B`);
  assert.is(ais(`]E496385074|]e010A`), '01=00000096385074 10=A');
});

test('may be a Digital Link in a plain symbol', () => {
  for (const identifier of [']Q1', ']d1', ']J0', ']Q2', ']L0'])
    assert.is(ais(`${identifier}https://a.b/01/${GTIN}/21/x`), `01=${GTIN} 21=x`, identifier);
});

const refused: readonly [text: string, code: DeviceErrorCode][] = [
  [']E0950600013435', 'TW_GS1_CHECK_DIGIT'],
  [']E095060001343', 'TW_GS1_VALUE_INVALID'],
  [']E09506000134353', 'TW_GS1_CHECK_DIGIT'],
  [']E0950600013435x', 'TW_GS1_VALUE_INVALID'],
  [']E024252614', 'TW_GS1_VALUE_INVALID'],
  [']E112', 'TW_GS1_NOT_GS1'],
  [']Q1hello', 'TW_GS1_NOT_GS1'],
  [`]Q1(01)${GTIN}`, 'TW_GS1_NOT_GS1'],
  [']Q1https://example.com/', 'TW_GS1_NOT_A_DIGITAL_LINK'],
  [']C1', 'TW_GS1_ELEMENT_STRING'],
  [`]C1^01${GTIN}`, 'TW_GS1_UNKNOWN_AI'],
  [']E09506000134352|10A', 'TW_GS1_NOT_GS1'],
  [']E09506000134352|]e00109506000134369', 'TW_GS1_AI_CONFLICT'],
];

for (const [text, code] of refused) {
  test(`is refused: ${text}`, () =>
    assert.is(
      codeOf(() => parseGs1(text)),
      code,
    ));
}

import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { identifyCode, type ScannedCode } from '../../../kiosk/identify/identify-code.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('A scanned code is identified');

const GTIN = '09506000134352';
const SHORT = '00000096385074';
const catalogue = {
  skuOfGtin: (gtin: string) => ({ [GTIN]: 'A-1', [SHORT]: 'B-2' })[gtin],
  skuOfBinding: () => undefined,
};
const product = { kind: 'product', sku: 'A-1', gtin: GTIN };
const of = (text: string, symbology?: string) =>
  identifyCode(symbology === undefined ? { text } : { text, symbology }, catalogue);

test('by the digits of a retail symbol, with and without a symbology identifier', () => {
  assert.equal(of('9506000134352', ']E0'), product);
  assert.equal(of('9506000134352'), product);
  assert.equal(of('96385074', ']E4'), { kind: 'product', sku: 'B-2', gtin: SHORT });
});

test('by an element string or a Digital Link', () => {
  assert.equal(of(`01${GTIN}17261231\u001D21x`, ']d2'), product);
  assert.equal(of(`https://brand.example/01/${GTIN}?utm=1`, ']Q1'), product);
  assert.equal(of(`https://brand.example/01/${GTIN}/21/5`), product);
  assert.equal(of(`8006${GTIN}0102`, ']C1'), product, 'a piece of it');
});

test('though its label holds part of the data only', () => {
  assert.equal(of(`01${GTIN}3922199`, ']C1'), product);
});

test('as something this store does not sell', () => {
  assert.equal(of('9506000134369', ']E0'), {
    kind: 'unknown',
    notice: 'unknown_product',
    reason: 'unknown_gtin',
    gtin: '09506000134369',
  });
});

test('as misread when the check digit is wrong', () => {
  assert.equal(of('9506000134353', ']E0'), {
    kind: 'unknown',
    notice: 'unreadable_tag',
    reason: 'TW_GS1_CHECK_DIGIT',
  });
});

test('as foreign when it is no GS1 code, or of something else than a product', () => {
  assert.equal(of('00006141411234567890', ']C1'), {
    kind: 'unknown',
    notice: 'foreign_tag',
    reason: 'no_gtin',
  });
  for (const [text, symbology] of [
    ['https://example.com/', ']Q1'],
    ['WIFI:S:net;;', ']Q1'],
    ['', ']E0'],
    ['12', ']E1'],
  ] as const)
    assert.is(of(text, symbology).kind === 'unknown' && noticeOf(of(text, symbology)), 'foreign_tag', text);
});

function noticeOf(identified: ReturnType<typeof identifyCode>): string {
  return identified.kind === 'unknown' ? identified.notice : identified.kind;
}

test('whatever it holds', () => {
  const codes: fc.Arbitrary<ScannedCode> = fc.record({
    text: fc.string({ maxLength: 40 }),
    symbology: fc.constantFrom(']E0', ']C1', ']Q1', ']d2', ']E4', ''),
  });
  fc.assert(
    fc.property(codes, (code) => void identifyCode(code, catalogue)),
    { seed: 10, numRuns: 1_000 },
  );
});

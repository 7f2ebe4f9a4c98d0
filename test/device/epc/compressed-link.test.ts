import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { parseAnyLink } from '../../../device/epc/compressed-link.ts';
import { parseGs1 } from '../../../device/gs1/parse-gs1.ts';
import { suite } from '../../harness/suite.ts';
import { codeOf } from '../gs1/code-of.ts';
import { vectors } from './vectors.ts';

const test = suite('A Digital Link with an EPC in it');
const EXPECTED = 'https://id.gs1.org/01/09528765123457/21/123456789123';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const base64 = (hex: string): string => {
  const bits = BigInt(`0x1${hex}`).toString(2).slice(1);
  const padded = bits.padEnd(Math.ceil(bits.length / 6) * 6, '0');
  return (padded.match(/.{6}/g) ?? []).map((six) => LETTERS.charAt(Number.parseInt(six, 2))).join('');
};

test('is read in both alphabets', () => {
  for (const segment of ['eh30164596f40c0e5cbe991a83', 'exMBZFlvQMDly-mRqD']) {
    assert.is(parseGs1(`https://example.com/${segment}`).digitalLink, EXPECTED, segment);
    assert.is(parseGs1(`]Q1https://example.com/a/b/${segment}?linkType=pip`).digitalLink, EXPECTED, segment);
  }
});

test('is read for every scheme', () => {
  for (const { hex, link } of vectors) {
    const expected = `https://id.gs1.org/${link}`;
    assert.is(parseAnyLink(`https://a.b/eh${hex.toLowerCase()}`).digitalLink, expected);
    assert.is(parseAnyLink(`https://a.b/ex${base64(hex)}`).digitalLink, expected);
  }
});

test('keeps its query', () => {
  const { ais, attributes } = parseAnyLink('https://a.b/exMBZFlvQMDly-mRqD?17=261231&x=y');
  assert.equal(ais.at(-1), ['17', '261231']);
  assert.equal(attributes, [['x', 'y']]);
});

test('gives way to identifiers', () => {
  assert.equal(parseAnyLink('https://a.b/01/09506000134352/10/exMBZFlvQMDly-mRqD').ais.at(-1), [
    '10',
    'exMBZFlvQMDly-mRqD',
  ]);
});

test('is none when it only begins so', () => {
  for (const segment of [
    'example',
    'ehe2',
    'eh',
    'ex',
    'EH30164596f40c0e5cbe991a83',
    'eh3500e86f8000a9e000000586',
    'eh30',
  ])
    assert.is(
      codeOf(() => parseAnyLink(`https://a.b/${segment}`)),
      'TW_GS1_NOT_A_DIGITAL_LINK',
      segment,
    );
});

test('answers anything with a link or with an error of ours', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^e[hx][-0-9A-Z_a-z]{0,80}$/), (segment) => {
      void codeOf(() => parseAnyLink(`https://a.b/${segment}`));
    }),
    { seed: 9, numRuns: 2_000 },
  );
});

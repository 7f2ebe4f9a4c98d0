import * as assert from 'uvu/assert';
import { parseGs1 } from '../../../device/gs1/parse-gs1.ts';
import { suite } from '../../harness/suite.ts';
import { codeOf } from './code-of.ts';

const test = suite('GS1 application identifiers together');
const GTIN = '(01)09506000134352';

const good: readonly string[] = [
  `${GTIN}(10)A`,
  '(02)09506000134352(37)5(00)006141411234567890',
  `${GTIN}(3103)001250(3922)199`,
  `${GTIN}(10)A(10)A`,
  '(8020)REF(415)9521141123454(12)261231',
  `${GTIN}(21)1(8040)123456789012345(8041)123456789012345`,
  '(8030)AAAA(253)9526064000028X',
  `${GTIN}(3100)000001(3200)000001`,
];

const bad: readonly string[] = [
  '(10)A',
  '(02)09506000134352',
  '(37)5',
  `${GTIN}(02)09506000134352(37)1(00)006141411234567890`,
  `${GTIN}(255)9521141678909`,
  `${GTIN}(3100)000001(3103)001000`,
  `${GTIN}(10)A(10)B`,
  `${GTIN}(21)1(235)T`,
  `${GTIN}(3922)199`,
  `${GTIN}(8041)123456789012345`,
  '(8030)AAAA(253)9526064000028',
  '(8017)795260646688514634(8018)795260646688514634',
];

for (const text of good)
  test(`may be ${text}`, () =>
    assert.is(
      codeOf(() => parseGs1(text)),
      'accepted',
    ));
for (const text of bad) {
  test(`may not be ${text}`, () =>
    assert.is(
      codeOf(() => parseGs1(text)),
      'TW_GS1_AI_CONFLICT',
    ));
}

test('may lack each other when a label carries part of the data', () => {
  const parse = (text: string) => codeOf(() => parseGs1(text, { allowIncomplete: true }));
  assert.is(parse('(10)A'), 'accepted');
  assert.is(parse(`${GTIN}(10)A(10)B`), 'TW_GS1_AI_CONFLICT');
  assert.is(parse(`${GTIN}(21)1(235)T`), 'TW_GS1_AI_CONFLICT');
});

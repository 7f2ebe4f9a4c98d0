import { createHash } from 'node:crypto';
import * as assert from 'uvu/assert';
import { allRules, ruleAtStart, ruleOf, type AiRule } from '../../../device/gs1/ai-rules.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('GS1 application identifiers');
const rules = [...allRules()];

test('are all there, each once', () => {
  assert.is(rules.length, 541);
  assert.is(new Set(rules.map(({ ai }) => ai)).size, 541);
});

/** A rule as one line: `01 N14-14.csum *?  255,37 key22,10,21|235`. */
function lineOf({ ai, parts, isPredefinedLength, isAttribute, needs, excludes, qualifiers }: AiRule): string {
  const format = parts.map(({ set, least, most, isOptional, checks }) => {
    return [`${set}${least}-${most}${isOptional ? '?' : ''}`, ...checks].join('.');
  });
  const flags = (isPredefinedLength ? '*' : '') + (isAttribute ? '?' : '');
  const key = qualifiers === undefined ? '' : `key${qualifiers.map((list) => list.join(',')).join('|')}`;
  const groups = needs.map((group) => group.join('+')).join(',');
  return [ai, format.join('+'), flags, groups, excludes.join(','), key].join(' ');
}

/** The digest was taken of GS1's own file (revision ff2eb4b), written the same way; change it only with that file. */
test('say what the dictionary of GS1 says', () => {
  const lines = rules.map(lineOf).sort().join('\n');
  assert.is(
    createHash('sha256').update(lines).digest('hex'),
    '76d6d128363d51ef0baa54a1d668777b403f2db45267c47624fa92461ed1cb1c',
  );
});

test('are told apart by their beginning: none begins another', () => {
  for (const { ai } of rules) {
    assert.is(ruleAtStart(`${ai}000`)?.ai, ai);
    assert.is(rules.filter((other) => other.ai.startsWith(ai)).length, 1, ai);
  }
  assert.is(ruleAtStart('0'), undefined);
  assert.is(ruleAtStart(''), undefined);
  assert.is(ruleOf('4329'), undefined);
});

test('need no separator exactly where the first two digits say so', () => {
  const predefined = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/;
  for (const { ai, isPredefinedLength, least, most } of rules) {
    assert.is(isPredefinedLength, predefined.test(ai), ai);
    if (isPredefinedLength) assert.is(least, most, ai);
  }
});

test('vary in length in their last part only', () => {
  for (const { ai, parts } of rules) {
    for (const part of parts.slice(0, -1)) assert.is(part.least, part.most, ai);
    const firstOptional = parts.findIndex(({ isOptional }) => isOptional);
    if (firstOptional >= 0)
      assert.ok(
        parts.slice(firstOptional).every(({ isOptional }) => isOptional),
        ai,
      );
  }
});

test('name only identifiers that exist', () => {
  const exists = (pattern: string): boolean => {
    return rules.some(({ ai }) => new RegExp(`^${pattern.replaceAll('n', '\\d')}$`).test(ai));
  };
  for (const { ai, needs, excludes, qualifiers = [] } of rules) {
    for (const other of [...needs.flat(), ...excludes, ...qualifiers.flat()])
      assert.ok(exists(other), `${ai}: ${other}`);
  }
});

test('are primary keys with their qualifiers', () => {
  assert.equal(ruleOf('01')?.qualifiers, [['22', '10', '21'], ['235']]);
  assert.equal(ruleOf('00')?.qualifiers, [[]]);
  assert.equal(ruleOf('8004')?.qualifiers, [['7040']]);
  assert.is(ruleOf('02')?.qualifiers, undefined);
  assert.is(rules.filter(({ qualifiers }) => qualifiers !== undefined).length, 16);
});

import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { parseLocated } from '../../../broker/config-files/located-json.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('JSON with places');

function mistake(text: string): [number, number] | undefined {
  const result = parseLocated(text);
  return result.ok ? undefined : [result.mistake.line, result.mistake.column];
}

test('reads what JSON.parse reads, and writes', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 2), (text, indent) => {
      const value: unknown = JSON.parse(text);
      const result = parseLocated(JSON.stringify(value, null, indent));
      assert.ok(result.ok);
      assert.equal(result.json.value, value);
    }),
    { seed: 20261125, numRuns: 500 },
  );
});

test('refuses what JSON.parse refuses, and never throws', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-',
    '01',
    'nul',
    'null',
    ' ',
    '\n',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const result = parseLocated(text);
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        assert.not.ok(result.ok, text);
        return;
      }
      if (result.ok) assert.equal(result.json.value, value);
      else assert.match(result.mistake.message, /twice/);
    }),
    { seed: 20261125, numRuns: 5_000 },
  );
});

test('says where the mistake is', () => {
  assert.equal(mistake('{\n  "id": "a"\n  "driver": 1\n}'), [3, 3]);
  assert.equal(mistake('{"id": tru}'), [1, 8]);
  assert.equal(mistake('[1,\n2,]'), [2, 3]);
  assert.equal(mistake(''), [1, 1]);
  assert.equal(mistake('{"a": 1} x'), [1, 10]);
  assert.equal(mistake('{"a": "b\n"}'), [1, 7]);
});

test('refuses a name that is given twice, and nesting that could exhaust the stack', () => {
  assert.equal(mistake('{"id": 1,\n "id": 2}'), [2, 2]);
  assert.ok(mistake('['.repeat(100_000)));
});

test('takes null, words that look like the prototype, and a byte order mark', () => {
  const result = parseLocated('\uFEFF{"a": null, "__proto__": {"x": 1}}');
  assert.ok(result.ok);
  assert.equal(Object.keys(result.json.value as object), ['a', '__proto__']);
  assert.is(({} as { x?: number }).x, undefined);
});

test('knows the line of every value, and of what is missing the line of what should hold it', () => {
  const result = parseLocated('{\n "a": [\n  1,\n  {"b/c": 2}\n ],\n "d": {}\n}');
  assert.ok(result.ok);
  const line = (pointer: string): number => result.json.placeOf(pointer).line;
  assert.equal(['', '/a', '/a/0', '/a/1/b~1c', '/d', '/d/missing/deep'].map(line), [1, 2, 3, 4, 6, 6]);
});

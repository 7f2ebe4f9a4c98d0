import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { jsonMessages, MAX_MESSAGE_BYTES } from '../../../device/network/json-messages.ts';
import { LineSplitter } from '../../../device/network/line-splitter.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('JSON in messages');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const found = (text: string): [Record<string, unknown>[], number] => {
  const { objects, discardedBytes } = jsonMessages(bytes(text));
  return [objects, discardedBytes];
};

test('is one object, a list, or several in a row', () => {
  assert.equal(found('{"a":1}'), [[{ a: 1 }], 0]);
  assert.equal(found('[{"a":1},{"b":2}]'), [[{ a: 1 }, { b: 2 }], 0]);
  assert.equal(found('{"a":1}{"b":"}{"}\n {"c":"\\"{"}'), [[{ a: 1 }, { b: '}{' }, { c: '"{' }], 0]);
  assert.equal(found('{"a":1},{"b":2}'), [[{ a: 1 }, { b: 2 }], 0]);
});

test('is found behind garbage, and what does not end hides only what follows', () => {
  assert.equal(found('xx{"a":1}yy'), [[{ a: 1 }], 4]);
  assert.equal(found('{a:1}{"b":2}'), [[{ b: 2 }], 5]);
  assert.equal(found('{"a":1}{"b":'), [[{ a: 1 }], 5]);
  assert.equal(found('[1,"x",null,[{"a":1}]]'), [[], 0]);
  assert.equal(found(''), [[], 0]);
});

test('is bounded in size, depth and number', () => {
  assert.equal(jsonMessages(new Uint8Array(MAX_MESSAGE_BYTES + 1)).objects, []);
  assert.equal(found(`${'['.repeat(17)}${']'.repeat(17)}`)[0], []);
  assert.equal(found('{'.repeat(200_000)), [[], 200_000]);
  assert.is(found('{}'.repeat(5_000))[0].length, 2_000);
});

test('never throws and takes time in proportion, whatever comes', () => {
  const piece = fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '1', 'é', '{"a":1}');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200, size: 'max' }), (parts) => {
      const text = parts.join('');
      const { discardedBytes } = jsonMessages(bytes(text));
      assert.ok(discardedBytes <= bytes(text).length);
    }),
    { seed: 20261125, numRuns: 2_000 },
  );
  const began = performance.now();
  jsonMessages(bytes('{"a":"'.repeat(40_000)));
  assert.ok(performance.now() - began < 1_000);
});

test('in far more objects than a reader sends is not parsed to its end', () => {
  const { objects, discardedBytes } = jsonMessages(bytes('{}'.repeat(100_000)));
  assert.is(objects.length, 2_000);
  assert.is(discardedBytes, 2 * 98_000);
});

test('in lines comes out whole however it is cut', () => {
  const text = '{"a":1}\r\n\r\n{"b":2}\n\nlast';
  for (let cut = 0; cut <= text.length; cut += 1) {
    const splitter = new LineSplitter(64);
    const lines = [text.slice(0, cut), text.slice(cut)].flatMap((part) => splitter.push(bytes(part)).lines);
    assert.equal(
      lines.map((line) => Buffer.from(line).toString()),
      ['{"a":1}', '', '{"b":2}', ''],
      `cut at ${cut}`,
    );
    assert.is(splitter.pendingBytes, 4);
  }
});

test('in a line that is too long is skipped, and the next line is not', () => {
  const splitter = new LineSplitter(8);
  const outputs = ['123456', '789', '0', 'x\n{}', '\n'].map((part) => splitter.push(bytes(part)));
  assert.is(
    outputs.reduce((sum, { discardedBytes }) => sum + discardedBytes, 0),
    11,
  );
  assert.equal(
    outputs.flatMap(({ lines }) => lines).map((line) => Buffer.from(line).toString()),
    ['{}'],
  );
});

import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { ScanningFramer, type Scan } from '../../device/scanning-framer.ts';
import { suite } from '../harness/suite.ts';
import { bytewise, testFramer } from './framer-properties.ts';

const test = suite('scanning framer');

const HEADER = 0x7e;
const MAX_BODY = 12;
const MAX_FRAME = MAX_BODY + 3;

/** A protocol for the test: header, length, body, sum of the body. */
function scan(bytes: Uint8Array, at: number): Scan<number[]> {
  if (bytes[at] !== HEADER) return 'none';
  const length = bytes[at + 1];
  if (length === undefined) return 'incomplete';
  if (length > MAX_BODY) return 'none';
  const end = at + 2 + length;
  const sum = bytes[end];
  if (sum === undefined) return 'incomplete';
  const body = [...bytes.subarray(at + 2, end)];
  return sum === sumOf(body) ? { frame: body, length: length + 3 } : 'none';
}

const sumOf = (body: readonly number[]): number => body.reduce((sum, byte) => (sum + byte) & 0xff, 0x5a);
const encode = (body: readonly number[]): Uint8Array =>
  Uint8Array.of(HEADER, body.length, ...body, sumOf(body));
const create = (): ScanningFramer<number[]> => new ScanningFramer(scan, MAX_FRAME);

testFramer(test, {
  name: 'a scanned protocol',
  create,
  valid: fc
    .array(fc.oneof(fc.constant(HEADER), fc.integer({ min: 0, max: 255 })), { maxLength: MAX_BODY })
    .map((frame) => ({ bytes: encode(frame), frame })),
  size: (frame) => frame.length + 3,
  maxPending: MAX_FRAME,
  falseStarts: [Uint8Array.of(HEADER), Uint8Array.of(HEADER, MAX_BODY), Uint8Array.of(HEADER, 4, HEADER, 2)],
});

test('finds a frame inside what began as another', () => {
  const framer = create();
  const good = encode([1, 2]);
  const output = framer.push(Uint8Array.of(HEADER, 9, ...good, 0, 0, 0, 0, 0));
  assert.equal(output.frames, [[1, 2]]);
  assert.is(output.discardedBytes, 7);
});

test('brings out the frame behind a false start when the line falls silent', () => {
  const framer = create();
  assert.equal(framer.push(Uint8Array.of(HEADER, MAX_BODY, ...encode([7]))).frames, []);
  assert.is(framer.pendingBytes, 6);
  assert.equal(framer.flush(), { frames: [[7]], discardedBytes: 2 });
  assert.is(framer.pendingBytes, 0);
});

test('brings the same frame out in a short silence, and keeps what may still be completed', () => {
  const framer = create();
  framer.push(Uint8Array.of(HEADER, MAX_BODY, ...encode([7]), HEADER, 2, 1));
  assert.equal(framer.settle(), { frames: [[7]], discardedBytes: 2 });
  assert.is(framer.pendingBytes, 3);
  assert.equal(framer.push(encode([1, 2]).subarray(3)).frames, [[1, 2]]);
});

test('gives up what claims to be incomplete for longer than a frame can be', () => {
  const framer = new ScanningFramer<number[]>(() => 'incomplete', 4);
  let discarded = 0;
  for (const chunk of bytewise(new Uint8Array(10))) discarded += framer.push(chunk).discardedBytes;
  assert.equal([discarded, framer.pendingBytes], [7, 3]);
});

test('holds no reference to the chunk it was given', () => {
  const framer = create();
  const chunk = encode([1, 2, 3]).subarray(0, 4);
  framer.push(chunk);
  chunk.fill(0);
  assert.equal(framer.push(encode([1, 2, 3]).subarray(4)).frames, [[1, 2, 3]]);
});

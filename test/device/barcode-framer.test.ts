import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { latin1 } from '../../device/bytes.ts';
import { BarcodeFramer, MAX_CODE, type BarcodeFrame } from '../../device/barcode/framer.ts';
import { BarcodeDecoder } from '../../device/barcode/reading.ts';
import { barcode } from '../../device/barcode/driver.ts';
import type { BarcodeOptions, Suffix } from '../../device/barcode/options.ts';
import { parseDriverOptions } from '../../device/driver-options.ts';
import { suite } from '../harness/suite.ts';
import { bytewise, run, testFramer, type FramerCase } from './framer-properties.ts';

const test = suite('barcode framer');

const ENDS = { auto: ['\r', '\n'], cr: ['\r'], lf: ['\n'], crlf: ['\r\n'], tab: ['\t'] } as const;
/** Bytes that end a code in any of the modes. */
const ENDING = new Set([0x09, 0x0a, 0x0d]);
const SHORT = 40;
const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

function caseOf(suffix: keyof typeof ENDS, maxCode: number): FramerCase<BarcodeFrame> {
  const options = parseDriverOptions(barcode, { suffix }) as BarcodeOptions;
  const byte = fc.integer({ min: 0, max: 255 }).filter((one) => !ENDING.has(one));
  return {
    name: `suffix ${suffix}`,
    create: () => new BarcodeFramer(suffix, maxCode),
    valid: fc
      .tuple(fc.array(byte, { minLength: 1, maxLength: maxCode }), fc.constantFrom(...ENDS[suffix]))
      .map(([code, end]) => {
        const data = Uint8Array.from(code);
        return {
          bytes: Uint8Array.from([...data, ...ascii(end)]),
          frame: { data, size: data.length + end.length },
        };
      }),
    size: ({ size }) => size,
    maxPending: maxCode + 1,
    falseStarts: [
      ascii('A'.repeat(maxCode + 1)),
      ascii('A'.repeat(maxCode)),
      ascii(']E0'),
      ascii('A\r'),
      ascii('\r\n'),
    ],
    late: (framer) => (framer as BarcodeFramer).trailingBytes,
    use: (frame) => new BarcodeDecoder('scanner', options).decode(frame, '2026-11-22T10:00:00.000Z'),
  };
}

for (const suffix of ['auto', 'cr', 'lf', 'crlf', 'tab'] as const) testFramer(test, caseOf(suffix, SHORT));

/** Codes, bytes given up, and bytes pending before the end. */
function codes(suffix: Suffix, ...chunks: string[]): { codes: string[]; discarded: number; pending: number } {
  const framer = new BarcodeFramer(suffix);
  const outputs = chunks.map((chunk) => framer.push(ascii(chunk)));
  return {
    codes: outputs.flatMap(({ frames }) => frames.map(({ data }) => latin1(data))),
    discarded: outputs.reduce((sum, { discardedBytes }) => sum + discardedBytes, 0),
    pending: framer.pendingBytes,
  };
}

test('ends a code at CR, LF or both, and takes CRLF for one end', () => {
  const ends = { codes: ['A', 'B'], discarded: 0, pending: 0 };
  for (const end of ['\r', '\n', '\r\n'])
    assert.equal(codes('auto', `A${end}B${end}`), ends, JSON.stringify(end));
  assert.equal(codes('auto', 'A\r', '\nB', '\r', '\n'), ends);
});

test('hands a code out at its CR, without waiting for an LF', () => {
  const framer = new BarcodeFramer('auto');
  assert.is(framer.push(ascii('4006381333931\r')).frames.length, 1);
  assert.equal(framer.push(ascii('\n')), { frames: [], discardedBytes: 0 });
  assert.is(framer.trailingBytes, 1);
});

test('counts empty lines as given up, and makes no codes of them', () => {
  assert.equal(codes('auto', '\r\n\r\nA\r\n\r\n'), { codes: ['A'], discarded: 6, pending: 0 });
  assert.equal(codes('auto', '\n\n'), { codes: [], discarded: 2, pending: 0 });
  assert.equal(codes('crlf', '\r\nA\r\n'), { codes: ['A'], discarded: 2, pending: 0 });
});

test('keeps other line ends inside a code when its suffix is named', () => {
  assert.equal(codes('tab', 'BEGIN\r\nEND\t').codes, ['BEGIN\r\nEND']);
  assert.equal(codes('crlf', 'A\rB\nC\r\r\n').codes, ['A\rB\nC\r']);
  assert.equal(codes('cr', 'A\nB\r').codes, ['A\nB']);
  assert.equal(codes('lf', 'A\rB\n').codes, ['A\rB']);
});

test('gives up a line that is too long, up to and with its end, and reads the next', () => {
  const longest = 'x'.repeat(MAX_CODE);
  assert.equal(codes('auto', `${longest}\rB\r`), { codes: [longest, 'B'], discarded: 0, pending: 0 });
  const output = codes('auto', `${longest}yz`, `more\rB\r`);
  assert.equal(output, { codes: ['B'], discarded: MAX_CODE + 7, pending: 0 });
  assert.equal(codes('crlf', `${longest}\r\nB\r\n`).codes, [longest, 'B']);
  assert.equal(codes('crlf', `${longest}x\r\nB\r\n`).codes, ['B']);
});

test('keeps the beginning of a code over a short silence, and gives it up at the end', () => {
  const framer = new BarcodeFramer('cr');
  framer.push(ascii('400638'));
  assert.equal(framer.settle?.(), { frames: [], discardedBytes: 0 });
  assert.is(framer.pendingBytes, 6);
  assert.equal(framer.flush(), { frames: [], discardedBytes: 6 });
});

test('learns from two bursts that a scanner sends no suffix', () => {
  const framer = new BarcodeFramer('auto');
  const said = (text: string): string[] => {
    const pushed = framer.push(ascii(text)).frames;
    return [...pushed, ...(framer.settle?.().frames ?? [])].map(({ data }) => latin1(data));
  };
  assert.equal(said('4006381333931'), []);
  assert.equal(said('9783161484100'), ['4006381333931', '9783161484100']);
  assert.equal(said('96385074'), ['96385074']);
  assert.equal(said('12'), ['12']);
  assert.is(framer.pendingBytes, 0);
  // Somebody gives it a suffix.
  assert.equal(said('96385074\r'), ['96385074']);
  assert.equal(said('9638'), []);
  assert.equal(said('5074'), []);
  assert.equal(said('\r'), ['96385074']);
});

test('does not take a slow code for two, nor a trickle of bytes for codes', () => {
  const framer = new BarcodeFramer('auto');
  const said = (text: string): string[] => {
    const pushed = framer.push(ascii(text)).frames;
    return [...pushed, ...(framer.settle?.().frames ?? [])].map(({ data }) => latin1(data));
  };
  for (const byte of '4006381333931') assert.equal(said(byte), []);
  assert.equal(said('\r\n'), ['4006381333931']);
  const other = new BarcodeFramer('auto');
  other.push(ascii('4006381'));
  other.settle?.();
  assert.equal(
    other.push(ascii('333931\r\n')).frames.map(({ data }) => latin1(data)),
    ['4006381333931'],
  );
});

test('takes the end of a line without any suffix for the end of a code, but not a torn one behind others', () => {
  const flushed = (text: string): unknown => {
    const framer = new BarcodeFramer('auto');
    framer.push(ascii(text));
    const { frames, discardedBytes } = framer.flush();
    return [frames.map(({ data }) => latin1(data)), discardedBytes];
  };
  assert.equal(flushed('4006381333931'), [['4006381333931'], 0]);
  assert.equal(flushed('4006381333931\r\n40063'), [[], 5]);
});

test('without a suffix ends a code at a silence, and without the line ends that came all the same', () => {
  const framer = new BarcodeFramer('none');
  assert.is(framer.settle, undefined);
  assert.is(framer.push(ascii('400638')).frames.length, 0);
  framer.push(ascii('1333931\r\n'));
  assert.equal(framer.flush(), { frames: [{ data: ascii('4006381333931'), size: 15 }], discardedBytes: 0 });
  framer.push(ascii('\r\n'));
  assert.equal(framer.flush(), { frames: [], discardedBytes: 2 });
  framer.push(ascii('x'.repeat(MAX_CODE + 9)));
  assert.is(framer.pendingBytes, 0);
  assert.equal(framer.flush(), { frames: [], discardedBytes: 0 });
  framer.push(ascii('B'));
  assert.is(framer.flush().frames.length, 1);
});

test('accounts for every byte without a suffix, too', () => {
  const none: FramerCase<BarcodeFrame> = {
    name: 'suffix none',
    create: () => new BarcodeFramer('none', SHORT),
    valid: fc.constant({ bytes: ascii('A'), frame: { data: ascii('A'), size: 1 } }),
    size: ({ size }) => size,
    maxPending: SHORT,
    falseStarts: [],
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3 * SHORT }), (bytes) => {
      assert.equal(run(none, bytewise(bytes)), run(none, [bytes]));
    }),
    { seed: 7, numRuns: 300 },
  );
});

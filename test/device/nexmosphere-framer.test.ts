/** X-talk lines: cutting them out of a stream, reading and writing them. */
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { latin1 } from '../../device/bytes.ts';
import { isDeviceError } from '../../device/errors.ts';
import {
  encodeCommand,
  encodeRequest,
  formatCommand,
  MAX_TEXT,
  parseCommand,
  type XTalkCommand,
} from '../../device/nexmosphere/command.ts';
import { MAX_LINE, XTalkFramer, type XTalkFrame } from '../../device/nexmosphere/framer.ts';
import { suite } from '../harness/suite.ts';
import { testFramer, type ValidFrame } from './framer-properties.ts';

const test = suite('Nexmosphere lines');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

interface Outcome {
  lines: string[];
  discarded: number;
  late: number;
}

function cut(chunks: readonly string[]): Outcome {
  const framer = new XTalkFramer();
  const outputs = [...chunks.map((chunk) => framer.push(bytes(chunk))), framer.flush()];
  return {
    lines: outputs.flatMap(({ frames }) => frames.map(({ command }) => formatCommand(command))),
    discarded: outputs.reduce((sum, { discardedBytes }) => sum + discardedBytes, 0),
    late: framer.lateBytes,
  };
}

const type = fc.constantFrom('X', 'G', 'S', 'D') as fc.Arbitrary<'X'>;
const head = { type, address: fc.nat({ max: 999 }) };
const text = fc
  .array(fc.integer({ min: 0x20, max: 0x7e }), { maxLength: MAX_TEXT })
  .map((codes) => String.fromCharCode(...codes).replaceAll('[', ':'));
const command: fc.Arbitrary<XTalkCommand> = fc.oneof(
  fc.record({
    kind: fc.constant('number' as const),
    ...head,
    value: fc.option(fc.nat({ max: 65_535 })),
  }),
  fc.record({ kind: fc.constant('text' as const), ...head, text }),
  fc.record({
    kind: fc.constant('setting' as const),
    ...head,
    setting: fc.nat({ max: 999 }),
    value: fc.nat({ max: 99_999 }),
  }),
  fc.record({ kind: fc.constant('tag' as const), tag: fc.nat({ max: 999 }), lifted: fc.boolean() }),
);
const valid: fc.Arbitrary<ValidFrame<XTalkFrame>> = fc
  .tuple(command, fc.constantFrom('\r\n', '\r', '\n'))
  .map(([one, end]) => {
    const line = formatCommand(one);
    return { bytes: bytes(line + end), frame: { command: { ...one }, bytes: line.length + 1 } };
  });

testFramer(test, {
  name: 'nexmosphere',
  create: () => new XTalkFramer(),
  valid,
  size: (frame) => frame.bytes,
  late: (framer) => (framer as XTalkFramer).lateBytes,
  maxPending: MAX_LINE,
  falseStarts: ['X', 'XR', 'XR[PU', 'X001', 'X001A[', 'D001B[TYPE=', 'X001A[3]', 'XXXXXX'].map(bytes),
  use: ({ command: one }) => encodeCommand(one),
});

test('reads the lines of the manual', () => {
  const lines: Readonly<Record<string, XTalkCommand>> = {
    'XR[PU004]': { kind: 'tag', tag: 4, lifted: true },
    'XR[PB012]': { kind: 'tag', tag: 12, lifted: false },
    'X001A[17]': { kind: 'number', type: 'X', address: 1, value: 17 },
    'X007B[]': { kind: 'text', type: 'X', address: 7, text: '' },
    'X007B[ d001 d002 d000 d000]': {
      kind: 'text',
      type: 'X',
      address: 7,
      text: ' d001 d002 d000 d000',
    },
    'X001B[a]b]': { kind: 'text', type: 'X', address: 1, text: 'a]b' },
    'D001B[TYPE=XY146 ]': { kind: 'text', type: 'D', address: 1, text: 'TYPE=XY146 ' },
    'X002S[6:20]': { kind: 'setting', type: 'X', address: 2, setting: 6, value: 20 },
    'X001A[]': { kind: 'number', type: 'X', address: 1, value: null },
    'G999A[65535]': { kind: 'number', type: 'G', address: 999, value: 65_535 },
  };
  for (const [line, expected] of Object.entries(lines)) {
    assert.equal(parseCommand(line), expected, line);
    assert.is(formatCommand(expected), line);
  }
});

test('gives up lines that are none, and finds the next one', () => {
  for (const line of [
    'X01A[3]',
    'X001C[3]',
    'Y001A[3]',
    'X001A[65536]',
    'X001A[-1]',
    'X001A[three]',
    'X001S[6]',
    'X001A[3',
    'X001A3]',
    'X001A[3] ',
    'x001a[3]',
    'X001B[a[b]]',
    `X001B[${'a'.repeat(MAX_TEXT + 1)}]`,
    'X001B[\u0000]',
    'X001B[caf\u00e9]',
    '',
    'hello',
  ]) {
    const garbage = `${line}\r\n`;
    const { lines, discarded } = cut([garbage, 'X002A[1]\r\n']);
    assert.equal([lines, discarded], [['X002A[1]'], garbage.length], line);
  }
});

test('finds a line right behind one that was cut short', () => {
  assert.equal(cut(['X001B[TYX002A[1]\r\nXR[PUXR[PU007]\r\n']).lines, ['X002A[1]', 'XR[PU007]']);
  assert.equal(cut(['\u00ff\u0000X002A[1]\r\n']), { lines: ['X002A[1]'], discarded: 2, late: 1 });
});

test('puts a line together from pieces', () => {
  assert.equal(cut(['X', 'R[PU', '001]\r\nX003A[1]\r\n']), {
    lines: ['XR[PU001]', 'X003A[1]'],
    discarded: 0,
    late: 2,
  });
});

test('hands a line out at its CR, and does not take the LF behind it for another', () => {
  const framer = new XTalkFramer();
  assert.is(framer.push(bytes('X001A[3]\r')).frames.length, 1);
  assert.equal(framer.push(bytes('\n')), { frames: [], discardedBytes: 0 });
  assert.equal(framer.push(bytes('\n')), { frames: [], discardedBytes: 1 });
});

test('takes a last line without an end', () => {
  assert.equal(cut(['XR[PU004]\nX001A[1]']), {
    lines: ['XR[PU004]', 'X001A[1]'],
    discarded: 0,
    late: 0,
  });
});

test('sends lines that end in CR LF, and refuses what the manual does not allow', () => {
  const say = (line: string): XTalkCommand => ({ kind: 'text', type: 'X', address: 1, text: line });
  assert.is(latin1(encodeRequest(say('250105'))), 'X001B[250105]\r\n');
  for (const bad of [
    say('a'.repeat(31)),
    say('a\r\nX002A[1]'),
    say('a]'),
    say('caf\u00e9'),
    { kind: 'number', type: 'X', address: 1, value: 65_536 },
    { kind: 'number', type: 'X', address: 1000, value: 1 },
    { kind: 'number', type: 'X', address: 1, value: 1.5 },
    { kind: 'setting', type: 'X', address: -1, setting: 1, value: 1 },
  ] satisfies XTalkCommand[]) {
    assert.throws(
      () => encodeRequest(bad),
      (error: unknown) => isDeviceError(error, 'TW_NEXMOSPHERE_COMMAND_INVALID'),
      JSON.stringify(bad),
    );
  }
});

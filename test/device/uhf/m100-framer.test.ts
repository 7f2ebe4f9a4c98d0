import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { concat, fromHex, toHex } from '../../../device/bytes.ts';
import { parseDriverOptions } from '../../../device/driver-options.ts';
import { m100Commands } from '../../../device/m100/commands.ts';
import { m100 } from '../../../device/m100/driver.ts';
import {
  encodeM100,
  M100_MAX_FRAME,
  m100FrameLength,
  type M100Dialect,
  type M100Frame,
} from '../../../device/m100/frame.ts';
import type { M100Options } from '../../../device/m100/options.ts';
import { encodeM100Tag } from '../../../device/m100/tag-notice.ts';
import type { Reading } from '../../../device/ports.ts';
import { suite } from '../../harness/suite.ts';
import { testFramer } from '../framer-properties.ts';

const test = suite('M100 frames');
const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();
const AT = '2026-11-25T10:00:00.000Z';
const BB_TAG = 'BB02220011C9340030751FEB705C5904E3D50D703A76EF7E';
const AA_TAG = 'AA02220011C73000E28068900000500E88C6A4A7119B29DD';

function options(given: object = {}): M100Options {
  return parseDriverOptions(m100, given) as M100Options;
}

function sniff(bytes: Uint8Array, given: object = {}): { frames: M100Frame[]; readings: Reading[] } {
  const framer = m100.createFramer(options(given));
  const decoder = m100.createDecoder('uhf', options(given));
  const frames = [...framer.push(bytes).frames, ...framer.flush().frames];
  return { frames, readings: frames.flatMap((frame) => decoder.decode(frame, AT)) };
}

const dialects = fc.constantFrom<M100Dialect>('bb', 'aa');
const epcs = fc
  .integer({ min: 1, max: 31 })
  .chain((words) => fc.uint8Array({ minLength: words * 2, maxLength: words * 2 }));
const anyFrame = fc.record(
  {
    dialect: dialects,
    type: fc.constantFrom(0, 1, 2),
    command: fc.integer({ min: 0, max: 255 }),
    params: fc.uint8Array({ maxLength: 40 }),
  },
  { noNullPrototype: true },
);
const tagFrame = fc
  .tuple(dialects, epcs, fc.integer({ min: -100, max: -20 }))
  .map(([dialect, epc, rssiDbm]) => encodeM100Tag(dialect, { pc: (epc.length / 2) << 11, epc, rssiDbm }));

testFramer(test, {
  name: 'M100',
  create: () => m100.createFramer(options()),
  valid: fc.oneof(anyFrame, tagFrame).map((frame) => ({ bytes: encodeM100(frame), frame })),
  size: m100FrameLength,
  maxPending: M100_MAX_FRAME,
  falseStarts: [hex('BB'), hex('BB0222'), hex('BB020000FF'), hex('AA0122 00FF'), hex('BB022200')],
  use: (frame) => m100.createDecoder('uhf', options()).decode(frame, AT),
});

test('reads the tag of the manual in both dialects', () => {
  assert.equal(sniff(hex(BB_TAG)).readings, [
    {
      kind: 'epc',
      source: 'uhf',
      epc: '30751FEB705C5904E3D50D70',
      antenna: 1,
      rssiDbm: -55,
      pc: '3400',
      at: AT,
    },
  ]);
  const [tag] = sniff(hex(AA_TAG)).readings;
  assert.equal(tag?.kind === 'epc' && [tag.epc, tag.rssiDbm, tag.pc], [
    'E28068900000500E88C6A4A7',
    -57,
    '3000',
  ]);
});

test('recognises both dialects on one line, and only the one that is forced', () => {
  const both = concat(hex(BB_TAG), hex(AA_TAG));
  assert.is(sniff(both).readings.length, 2);
  assert.equal(
    (['bb', 'aa'] as const).map((dialect) => sniff(both, { dialect }).frames.map((frame) => frame.dialect)),
    [['bb'], ['aa']],
  );
});

test('takes a round without a tag, and answers, for frames without a reading', () => {
  const { frames, readings } = sniff(
    concat(hex('BB01FF000115167E'), hex('BB01280001002A7E'), hex('AA01B7000207D091DD')),
  );
  assert.equal([frames.length, readings.length], [3, 0]);
});

test('does not believe a tag whose own CRC is wrong, unless told to', () => {
  const bent = encodeM100({
    ...(sniff(hex(BB_TAG)).frames[0] as M100Frame),
    params: hex('C9340030751FEB705C5904E3D50D713A76'),
  });
  assert.equal([sniff(bent).frames.length, sniff(bent).readings.length], [1, 0]);
  assert.is(sniff(bent, { checkTagCrc: false }).readings.length, 1);
});

test('takes the length of the EPC from the PC, extended control words apart', () => {
  for (const { pc, body, epc } of [
    { pc: 0x1000, body: 'ABCDEF01', epc: 'ABCDEF01' },
    { pc: 0x4000, body: '0102030405060708090A0B0C0D0E0F10', epc: '0102030405060708090A0B0C0D0E0F10' },
    { pc: 0x1200, body: '8000ABCDEF01', epc: 'ABCDEF01' },
  ]) {
    const frame = encodeM100Tag('bb', { pc, epc: hex(body), rssiDbm: -50 });
    const [tag] = sniff(encodeM100(frame)).readings;
    assert.is(tag?.kind === 'epc' && tag.epc, epc);
  }
  const wrong = encodeM100Tag('bb', { pc: 0x3000, epc: hex('ABCDEF01'), rssiDbm: -50 });
  assert.equal(sniff(encodeM100(wrong)).readings, []);
});

test('reads back every tag that it writes', () => {
  fc.assert(
    fc.property(dialects, epcs, fc.integer({ min: -128, max: 127 }), (dialect, epc, rssiDbm) => {
      const frame = encodeM100Tag(dialect, { pc: (epc.length / 2) << 11, epc, rssiDbm });
      const [tag] = sniff(encodeM100(frame)).readings;
      assert.equal(tag?.kind === 'epc' && [tag.epc, tag.rssiDbm], [toHex(epc), rssiDbm]);
    }),
    { seed: 11, numRuns: 200 },
  );
});

test('writes the commands of the manual', () => {
  const bb = m100Commands('bb');
  assert.equal(
    [bb.singlePoll(), bb.multiPoll(10_000), bb.stop(), bb.info(), bb.setPower(20), bb.hopping()].map(toHex),
    [
      'BB00220000227E',
      'BB00270003222710837E',
      'BB00280000287E',
      'BB0003000100047E',
      'BB00B6000207D08F7E',
      'BB00AD0001FFAD7E',
    ],
  );
  assert.is(toHex(bb.region('china-900')), 'BB0007000101097E');
  assert.is(toHex(m100Commands('aa').query(0, 4)), 'AA000E0002102040DD');
});

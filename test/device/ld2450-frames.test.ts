import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { concat, fromHex, toHex } from '../../device/bytes.ts';
import { decodeFirmware, decodeMac, encodeAnswer, encodeCommand } from '../../device/hilink/commands.ts';
import { Ld2450Framer, MAX_FRAME, sizeOf, type Ld2450Frame } from '../../device/ld2450/framer.ts';
import { Ld2450Decoder } from '../../device/ld2450/presence.ts';
import { decodeTargets, encodeTargets, type Ld2450Target } from '../../device/ld2450/report.ts';
import {
  decodeTracking,
  decodeZones,
  encodeTracking,
  encodeZones,
  readTracking,
  setZones,
  trackTargets,
} from '../../device/ld2450/zones.ts';
import { suite } from '../harness/suite.ts';
import { run, testFramer, type FramerCase, type ValidFrame } from './framer-properties.ts';

const test = suite('LD2450 frames');
const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();

const MANUAL = hex('AAFF0300 0E03B18610004001 0000000000000000 0000000000000000 55CC');
const AT = '2026-11-22T10:00:00.000Z';

const byte = fc.integer({ min: 0, max: 255 });
const word = fc.integer({ min: 0, max: 0xffff });
const length = fc.integer({ min: -32_767, max: 32_767 });
/** An absent target is all zero; a present one is not. */
const target: fc.Arbitrary<Ld2450Target> = fc.record(
  {
    xMm: length,
    yMm: length,
    speedCmPerS: length,
    resolutionMm: fc.integer({ min: 1, max: 0xffff }),
  },
  { noNullPrototype: true },
);
/** Raw targets: ends of reports among them. */
const targetBytes = fc.oneof(
  fc.array(byte, { minLength: 24, maxLength: 24 }).map((bytes) => Uint8Array.from(bytes)),
  fc.constant(hex('55CC55CC55CC55CC55CC55CC55CC55CC55CC55CC55CC55CC')),
  fc.array(target, { maxLength: 3 }).map((targets) => encodeTargets(targets).slice(4, -2)),
);
const values = fc.array(byte, { maxLength: 26 });

function message(bytes: Uint8Array, kind: Ld2450Frame['kind']): ValidFrame<Ld2450Frame> {
  return { bytes, frame: { kind, data: bytes.slice(6, -4) } };
}

const ld2450: FramerCase<Ld2450Frame> = {
  name: 'LD2450',
  create: () => new Ld2450Framer(),
  valid: fc.oneof(
    targetBytes.map((data) => ({
      bytes: concat(hex('AAFF0300'), data, hex('55CC')),
      frame: { kind: 'report' as const, data },
    })),
    fc.tuple(byte, word, values).map((parts) => message(encodeAnswer(...parts), 'acknowledgement')),
    fc.tuple(byte, values).map((parts) => message(encodeCommand(...parts), 'command')),
  ),
  size: sizeOf,
  maxPending: MAX_FRAME,
  falseStarts: ['AA', 'AAFF0300', 'AAFF0300 55CC', 'FDFCFBFA4000', 'FDFCFBFA'].map(hex),
  use: (frame) => new Ld2450Decoder('radar').decode(frame, AT),
};

testFramer(test, ld2450);

test('reads the report of the manual', () => {
  const [frame] = new Ld2450Framer().push(MANUAL).frames;
  assert.equal(decodeTargets(frame?.data ?? new Uint8Array()), [
    { xMm: -782, yMm: 1713, speedCmPerS: -16, resolutionMm: 320 },
  ]);
  assert.equal(frame === undefined ? [] : new Ld2450Decoder('radar').decode(frame, AT), [
    {
      kind: 'presence',
      source: 'radar',
      present: true,
      distanceCm: 188,
      targets: [{ xMm: -782, yMm: 1713, speedCmPerS: -16 }],
      at: AT,
    },
  ]);
});

test('reads an empty place as nobody', () => {
  const frame: Ld2450Frame = { kind: 'report', data: new Uint8Array(24) };
  assert.equal(new Ld2450Decoder('radar').decode(frame, AT), [
    { kind: 'presence', source: 'radar', present: false, distanceCm: null, targets: [], at: AT },
  ]);
});

test('frames by length where the end of a report occurs inside of it', () => {
  const inside = concat(hex('AAFF0300'), hex('55CC'.repeat(12)), hex('55CC'));
  const { frames, discarded } = run(ld2450, [concat(inside, MANUAL)]);
  assert.equal([frames.length, discarded], [2, 0]);
});

test('gives targets back from their bytes, sign by sign', () => {
  fc.assert(
    fc.property(fc.array(target, { maxLength: 3 }), (targets) => {
      assert.equal(decodeTargets(encodeTargets(targets).slice(4, -2)), targets);
    }),
    { seed: 6 },
  );
  assert.is(
    toHex(encodeTargets([{ xMm: -782, yMm: 1713, speedCmPerS: -16, resolutionMm: 320 }])),
    toHex(MANUAL),
  );
});

test('writes zones in two’s complement, and reads them back', () => {
  const zones = { mode: 'inside' as const, areas: [{ x1Mm: -1000, y1Mm: 0, x2Mm: 1000, y2Mm: 2500 }] };
  const value = '0100 18FC 0000 E803 C409 0000000000000000 0000000000000000';
  assert.is(toHex(Uint8Array.from(encodeZones(zones))), toHex(hex(value)));
  assert.equal(decodeZones(hex(value)), zones);
  assert.is(toHex(setZones(zones)), toHex(hex(`FDFCFBFA 1C00 C200 ${value} 04030201`)));
});

test('encodes the commands for targets', () => {
  assert.is(toHex(trackTargets('single')), 'FDFCFBFA0200800004030201');
  assert.is(toHex(trackTargets('multi')), 'FDFCFBFA0200900004030201');
  assert.is(toHex(readTracking()), 'FDFCFBFA0200910004030201');
  assert.is(decodeTracking(Uint8Array.from(encodeTracking('multi'))), 'multi');
});

test('reads version and address as the maker prints them', () => {
  assert.is(decodeFirmware(hex('0100 0402 15191023')), '2.04.23101915');
  assert.is(decodeFirmware(hex('0001 0701 16240622')), '1.07.22062416');
  assert.is(decodeMac(hex('8F272EB80F65')), '8F272EB80F65');
  assert.is(decodeMac(hex('080504030201')), null);
});

import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { concat, fromHex, toHex } from '../../device/bytes.ts';
import { encodeAnswer, encodeCommand } from '../../device/hilink/commands.ts';
import { Ld2410Framer, MAX_FRAME, sizeOf, type Ld2410Frame } from '../../device/ld2410/framer.ts';
import { encodeLd2410sShort, encodeLd2410sStandard } from '../../device/ld2410/ld2410s.ts';
import { Ld2410Decoder } from '../../device/ld2410/presence.ts';
import { decodeReport, encodeReport, TargetState } from '../../device/ld2410/report.ts';
import { suite } from '../harness/suite.ts';
import { run, testFramer, type FramerCase, type ValidFrame } from './framer-properties.ts';

const test = suite('LD2410 frames');
const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();

const byte = fc.integer({ min: 0, max: 255 });
const word = fc.integer({ min: 0, max: 0xffff });
const gates = fc.array(byte, { minLength: 9, maxLength: 9 });

const reports: fc.Arbitrary<Uint8Array> = fc
  .record(
    {
      state: fc.constantFrom(...Object.values(TargetState)),
      movingCm: word,
      movingEnergy: byte,
      stillCm: word,
      stillEnergy: byte,
      detectionCm: word,
      engineering: fc.record({
        maxMovingGate: byte,
        maxStillGate: byte,
        movingEnergies: gates,
        stillEnergies: gates,
        light: byte,
        out: fc.boolean(),
      }),
    },
    { requiredKeys: ['state', 'movingCm', 'movingEnergy', 'stillCm', 'stillEnergy', 'detectionCm'] },
  )
  .map(encodeReport);
const values = fc.array(byte, { maxLength: 26 });

function valid(bytes: Uint8Array, kind: Ld2410Frame['kind']): ValidFrame<Ld2410Frame> {
  return { bytes, frame: { kind, data: bytes.slice(6, -4) } };
}

const ld2410: FramerCase<Ld2410Frame> = {
  name: 'LD2410',
  create: () => new Ld2410Framer(),
  valid: fc.oneof(
    reports.map((bytes) => valid(bytes, 'report')),
    fc.tuple(byte, word, values).map((parts) => valid(encodeAnswer(...parts), 'acknowledgement')),
    fc.tuple(byte, values).map((parts) => valid(encodeCommand(...parts), 'command')),
    word.map((distance) => {
      const bytes = encodeLd2410sStandard(2, distance);
      return { bytes, frame: { kind: 'ld2410s' as const, data: bytes } };
    }),
  ),
  size: sizeOf,
  maxPending: MAX_FRAME,
  falseStarts: [
    'f4f3f2f1',
    'f4f3f2f12300',
    'f4f3f2f1460001',
    'fdfcfbfa',
    'fdfcfbfa4000',
    'f4f3',
    '6e0300',
    '6e',
  ].map(hex),
  use: (frame) => new Ld2410Decoder('radar').decode(frame, '2026-11-22T10:00:00.000Z'),
};

testFramer(test, ld2410);

test('takes a report whose content is wrong for no frame', () => {
  const good = hex('f4f3f2f10d0002aa0251000000003b00005500f8f7f6f5');
  for (const [at, value] of [
    [6, 0x03],
    [7, 0xab],
    [8, 0x04],
    [17, 0x54],
    [18, 0x01],
  ] as const) {
    const bad = good.map((one, index) => (index === at ? value : one));
    const { frames, discarded } = run(ld2410, [concat(bad, good)]);
    assert.equal([frames.length, discarded], [1, bad.length], `byte ${at}`);
  }
});

test('takes an acknowledgement without a status for no frame', () => {
  const { frames, discarded } = run(ld2410, [hex('fdfcfbfa0200ff0104030201')]);
  assert.equal([frames.length, discarded], [0, 12]);
});

test('reads a report for each frame, acknowledgements none', () => {
  const decoder = new Ld2410Decoder('radar');
  const at = '2026-11-22T10:00:00.000Z';
  const read = (bytes: string): unknown[] =>
    new Ld2410Framer().push(hex(bytes)).frames.flatMap((frame) => decoder.decode(frame, at));
  const presence = { kind: 'presence', source: 'radar', at };
  const still = { moving: false, still: true, movingCm: 81, movingEnergy: 0, stillCm: 0, stillEnergy: 59 };
  assert.equal(read('f4f3f2f10d0002aa0251000000003b00005500f8f7f6f5'), [
    { ...presence, present: true, distanceCm: null, radar: still },
  ]);
  assert.equal(
    read('f4f3f2f1230001aa031e003c000039000008083c220503030403060500003910130606080460015500f8f7f6f5'),
    [
      {
        ...presence,
        present: true,
        distanceCm: 30,
        radar: {
          moving: true,
          still: true,
          movingCm: 30,
          movingEnergy: 60,
          stillCm: 0,
          stillEnergy: 57,
          movingGates: [60, 34, 5, 3, 3, 4, 3, 6, 5],
          stillGates: [0, 0, 57, 16, 19, 6, 6, 8, 4],
          light: 96,
        },
      },
    ],
  );
  assert.equal(read('f4f3f2f10d0002aa0000000000000000005500f8f7f6f5'), [
    {
      ...presence,
      present: false,
      distanceCm: null,
      radar: { moving: false, still: false, movingCm: 0, movingEnergy: 0, stillCm: 0, stillEnergy: 0 },
    },
  ]);
  assert.equal(read('fdfcfbfa0800ff0100000100400004030201'), []);
});

test('gives the same report back from its bytes', () => {
  fc.assert(
    fc.property(reports, (bytes) => {
      assert.is(toHex(encodeReport(decodeReport(bytes.slice(6, -4)))), toHex(bytes));
    }),
    { seed: 5 },
  );
});

test('recognises the LD2410S by its short reports, once two follow each other', () => {
  const short = encodeLd2410sShort(2, 120);
  const stream = concat(short, short, short);
  const { frames, discarded } = run(ld2410, [stream]);
  assert.equal([frames.map(({ kind }) => kind), discarded], [['ld2410s', 'ld2410s'], 5]);
  assert.is(run(ld2410, [short, Uint8Array.of(0)]).frames.length, 0);
});

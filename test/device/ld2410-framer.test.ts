import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { concat, fromHex, toHex } from '../../device/bytes.ts';
import { isDeviceError } from '../../device/errors.ts';
import { Ld2410Framer, MAX_FRAME, type Ld2410Frame } from '../../device/ld2410/framer.ts';
import { decodeReport, encodeReport } from '../../device/ld2410/report.ts';
import { suite } from '../harness/suite.ts';

const test = suite('LD2410 framer');
const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();

const BASIC = hex('f4f3f2f10d0002aa0251000000003b00005500f8f7f6f5');
const ENGINEERING = hex(
  'f4f3f2f1230001aa031e003c000039000008083c220503030403060500003910130606080460015500f8f7f6f5',
);
const ACK = hex('fdfcfbfa0800ff0100000100400004030201');

interface Outcome {
  frames: Ld2410Frame[];
  discarded: number;
  pending: number;
}

/** Pushes chunk by chunk, checking that memory stays bounded. */
function run(chunks: readonly Uint8Array[]): Outcome {
  const framer = new Ld2410Framer();
  const frames: Ld2410Frame[] = [];
  let discarded = 0;
  for (const chunk of chunks) {
    const output = framer.push(chunk);
    frames.push(...output.frames);
    discarded += output.discardedBytes;
    assert.ok(framer.pendingBytes < MAX_FRAME);
  }
  return { frames, discarded, pending: framer.pendingBytes };
}

const total = (frames: readonly Ld2410Frame[]): number =>
  frames.reduce((sum, { data }) => sum + data.length + 10, 0);

test('decodes the reports of the manual', () => {
  const [basic, engineering, ack] = run([BASIC, ENGINEERING, ACK]).frames;
  assert.equal(decodeReport(basic?.data ?? new Uint8Array()), {
    state: 2,
    movingCm: 81,
    movingEnergy: 0,
    stillCm: 0,
    stillEnergy: 0x3b,
    detectionCm: 0,
  });
  const report = decodeReport(engineering?.data ?? new Uint8Array());
  assert.equal([report.state, report.movingCm, report.stillEnergy], [3, 30, 57]);
  assert.equal(report.engineering?.movingEnergies, [60, 34, 5, 3, 3, 4, 3, 6, 5]);
  assert.equal([report.engineering?.light, report.engineering?.out], [0x60, true]);
  assert.is(ack?.kind, 'acknowledgement');
});

test('takes no two reports for one, whatever the first was cut down to', () => {
  for (let cut = 1; cut < ENGINEERING.length; cut += 1) {
    const { frames, discarded } = run([concat(BASIC, ENGINEERING.subarray(0, cut), BASIC, BASIC)]);
    assert.equal([frames.map(({ data }) => data.length), discarded], [[13, 13, 13], cut], `cut after ${cut}`);
  }
});

test('encodes what it decodes', () => {
  for (const frame of [BASIC, ENGINEERING]) {
    assert.is(toHex(encodeReport(decodeReport(frame.subarray(6, -4)))), toHex(frame));
  }
});

test('finds the same frames wherever the stream is split', () => {
  const stream = concat(BASIC, ACK, ENGINEERING);
  for (let at = 0; at <= stream.length; at += 1) {
    const { frames, discarded, pending } = run([stream.subarray(0, at), stream.subarray(at)]);
    assert.equal([frames.length, discarded, pending], [3, 0, 0]);
  }
  assert.is(run([...stream].map((byte) => Uint8Array.of(byte))).frames.length, 3);
});

test('counts garbage in front exactly, headers cut short included', () => {
  for (const garbage of [
    '00',
    'f4',
    'f4f3',
    'f4f3f2',
    'f4f4f4f3',
    'f4f3f2f1ffff',
    'f4f3f2f10d00',
    'f8f7f6f5',
  ]) {
    const { frames, discarded } = run([concat(hex(garbage), BASIC)]);
    assert.equal([frames.length, discarded], [1, garbage.length / 2], garbage);
  }
});

test('finds the next good frame behind any garbage, and accounts for every byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (garbage, cut) => {
      // A header in the garbage may wait for at most one frame's worth of bytes, so two follow and one must be found.
      const stream = concat(garbage, BASIC, BASIC, BASIC, BASIC, BASIC);
      const at = cut % stream.length;
      const { frames, discarded, pending } = run([stream.subarray(0, at), stream.subarray(at)]);
      assert.is(total(frames) + discarded + pending, stream.length);
      assert.is(toHex(frames.at(-1)?.data ?? new Uint8Array()), toHex(BASIC.subarray(6, -4)));
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('loses one frame at most to a flipped byte', () => {
  const stream = concat(BASIC, ENGINEERING, BASIC);
  for (let at = 0; at < stream.length; at += 1) {
    for (const mask of [0x01, 0x80, 0xff]) {
      const bent = stream.map((byte, index) => (index === at ? byte ^ mask : byte));
      const { frames, discarded, pending } = run([bent, BASIC, BASIC, BASIC, BASIC]);
      assert.ok(frames.length >= 6, `${frames.length} frames with byte ${at} flipped`);
      assert.is(total(frames) + discarded + pending, bent.length + 4 * BASIC.length);
    }
  }
});

test('refuses reports that are none with an error of its own', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (data) => {
      assert.throws(
        () => decodeReport(data),
        (error: unknown) => isDeviceError(error, 'TW_LD2410_FRAME_INVALID'),
      );
    }),
    { seed: 4, numRuns: 300 },
  );
});

test('reads a noisy recording of somebody walking in', () => {
  const recording = readFileSync(new URL('./fixtures/ld2410-walk-in.bin', import.meta.url));
  const { frames, discarded, pending } = run([new Uint8Array(recording)]);
  assert.is(total(frames) + discarded + pending, recording.length);
  const distances = frames.map(({ data }) => decodeReport(data).detectionCm);
  assert.equal([frames.length, discarded, distances[0], distances.at(-1)], [57, 77, 0, 80]);
});

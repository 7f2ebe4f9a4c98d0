import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { concat, fromHex, toHex } from '../../../device/bytes.ts';
import { parseDriverOptions } from '../../../device/driver-options.ts';
import type { EpcReading } from '../../../device/ports.ts';
import { thingMagicCrc } from '../../../device/thingmagic/crc.ts';
import { thingmagic } from '../../../device/thingmagic/driver.ts';
import {
  encodeThingMagic,
  THINGMAGIC_MAX_FRAME,
  thingMagicFrameLength,
  type ThingMagicFrame,
} from '../../../device/thingmagic/frame.ts';
import type { ThingMagicOptions } from '../../../device/thingmagic/options.ts';
import { thingMagicRequests } from '../../../device/thingmagic/requests.ts';
import { encodeTagRecord } from '../../../device/thingmagic/tag-record.ts';
import { suite } from '../../harness/suite.ts';
import { testFramer } from '../framer-properties.ts';

const test = suite('ThingMagic frames');
const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();
const AT = '2026-11-25T10:00:00.000Z';
/** An M6E Nano that reads a tag of 96 bits. */
const TAG =
  'FF 28 22 00 00 10 00 1B 01 FF 01 01 C4 11 0E 16 40 00 00 01 27 00 00 05 00 00 0F 00 80 30 00 00' +
  '00 00 00 00 00 00 00 00 00 15 45 E9 4A 56 1D';

function options(given: object = {}): ThingMagicOptions {
  return parseDriverOptions(thingmagic, given) as ThingMagicOptions;
}

function sniff(bytes: Uint8Array, given: object = {}): { frames: ThingMagicFrame[]; readings: EpcReading[] } {
  const framer = thingmagic.createFramer(options(given));
  const decoder = thingmagic.createDecoder('uhf', options(given));
  const frames = [...framer.push(bytes).frames, ...framer.flush().frames];
  const readings = frames
    .flatMap((frame) => decoder.decode(frame, AT))
    .filter((reading): reading is EpcReading => reading.kind === 'epc');
  return { frames, readings };
}

const epcs = fc
  .integer({ min: 1, max: 31 })
  .chain((words) => fc.uint8Array({ minLength: words * 2, maxLength: words * 2 }));
const records = fc.record({
  epc: epcs,
  antenna: fc.integer({ min: 1, max: 16 }),
  rssiDbm: fc.integer({ min: -128, max: 127 }),
  timestampMs: fc.integer({ min: 0, max: 0xffffffff }),
});
/** Not the longest ones, because every split of every stream is tried. */
const tagFrame = records
  .filter(({ epc }) => epc.length <= 16)
  .map((record) => encodeTagRecord({ ...record, pc: (record.epc.length / 2) << 11, frequencyKhz: 866_300 }));
const anyFrame = fc.record(
  {
    opcode: fc.integer({ min: 0, max: 255 }),
    status: fc.constantFrom(0x0000, 0x0400, 0x0504, 0x0101),
    data: fc.uint8Array({ maxLength: 30 }),
  },
  { noNullPrototype: true },
);

testFramer(test, {
  name: 'ThingMagic',
  create: () => thingmagic.createFramer(options()),
  valid: fc.oneof(anyFrame, tagFrame).map((frame) => ({ bytes: encodeThingMagic(frame), frame })),
  size: thingMagicFrameLength,
  maxPending: THINGMAGIC_MAX_FRAME,
  falseStarts: [hex('FF'), hex('FFFF'), hex('FF2822 0000'), hex('FFFF220000')],
  use: (frame) => thingmagic.createDecoder('uhf', options()).decode(frame, AT),
});

test('sums as the module does, which is not CRC-16/CCITT-FALSE', () => {
  assert.is(thingMagicCrc(hex('0003')), 0x1d0c);
  assert.is(thingMagicCrc(hex(TAG).subarray(1, -2)), 0x561d);
});

test('sums the same as four bits at a time', () => {
  const nibbles = (bytes: Uint8Array): number => {
    let crc = 0xffff;
    for (const byte of bytes)
      for (const nibble of [byte >> 4, byte & 15])
        crc = (((crc << 4) | nibble) & 0xffff) ^ (0x1021 * (crc >> 12));
    return crc;
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      assert.is(thingMagicCrc(bytes), nibbles(bytes));
    }),
    { seed: 15, numRuns: 300 },
  );
});

test('reads the tag that an M6E Nano told', () => {
  assert.equal(sniff(hex(TAG)).readings, [
    {
      kind: 'epc',
      source: 'uhf',
      epc: '000000000000000000001545',
      antenna: 1,
      rssiDbm: -60,
      pc: '3000',
      at: AT,
    },
  ]);
});

test('takes signs of life, complaints and temperatures for frames without a reading', () => {
  const told = (status: number, data = ''): Uint8Array =>
    encodeThingMagic({ opcode: 0x22, status, data: hex(data) });
  const stream = concat(
    told(0x0400),
    told(0x0504),
    told(0x0505),
    told(0, '10001B01FF0200021234'),
    told(0, '10001B01FF01'),
  );
  const { frames, readings } = sniff(stream);
  assert.equal([frames.length, readings.length], [5, 0]);
});

test('does not believe a tag whose own CRC is wrong, unless told to', () => {
  const frame = sniff(hex(TAG)).frames[0] as ThingMagicFrame;
  const data = frame.data.map((byte, index) => (index === frame.data.length - 3 ? byte ^ 0x01 : byte));
  const bent = encodeThingMagic({ ...frame, data });
  assert.equal([sniff(bent).frames.length, sniff(bent).readings.length], [1, 0]);
  assert.is(sniff(bent, { checkTagCrc: false }).readings[0]?.epc, '000000000000000000001544');
});

test('finds the EPC behind embedded data, and behind data that could not be read', () => {
  for (const embedded of ['0020 E2801170', '8000 0105', '000C E280']) {
    const data = concat(
      hex('10 001B 01FF 01 03 C4 21 0E1640 00000127 0000 05'),
      hex(embedded),
      hex('0F 0040 1000 ABCDEF01 '),
    );
    const air = encodeTagRecord({
      epc: hex('ABCDEF01'),
      pc: 0x1000,
      antenna: 2,
      rssiDbm: -60,
      timestampMs: 0,
      frequencyKhz: 0,
    }).data;
    const [tag] = sniff(
      encodeThingMagic({ opcode: 0x22, status: 0, data: concat(data, air.subarray(-2)) }),
    ).readings;
    assert.equal([tag?.epc, tag?.antenna, tag?.count], ['ABCDEF01', 2, 3], embedded);
  }
});

test('reads back every tag that it writes', () => {
  fc.assert(
    fc.property(records, (record) => {
      const frame = encodeTagRecord({ ...record, pc: (record.epc.length / 2) << 11, frequencyKhz: 866_300 });
      const [tag] = sniff(encodeThingMagic(frame)).readings;
      assert.equal(
        [tag?.epc, tag?.antenna, tag?.rssiDbm],
        [toHex(record.epc), record.antenna, record.rssiDbm],
      );
    }),
    { seed: 13, numRuns: 300 },
  );
});

test('writes the commands as SparkFun’s library does', () => {
  const bodies = [
    thingMagicRequests.start(),
    thingMagicRequests.stop(),
    thingMagicRequests.setReadPower(5),
    thingMagicRequests.antennas([1]),
    thingMagicRequests.protocol(),
    thingMagicRequests.region('na2'),
    thingMagicRequests.readFilterOff(),
  ].map((bytes) => toHex(bytes.subarray(1, -2)));
  assert.equal(bodies, [
    '102F00000122000005072210001B03E801FF',
    '032F000002',
    '029201F4',
    '0391020101',
    '02930005',
    '01970D',
    '039A010C00',
  ]);
  assert.is(toHex(thingMagicRequests.version()), 'FF00031D0C');
});

import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { concat, fromHex, toHex } from '../../../device/bytes.ts';
import { parseDriverOptions } from '../../../device/driver-options.ts';
import type { EpcReading } from '../../../device/ports.ts';
import { mcrf4xx } from '../../../device/uhfreader18/crc.ts';
import { uhfreader18 } from '../../../device/uhfreader18/driver.ts';
import {
  BROADCAST,
  encodeUhf18,
  uhf18FrameLength,
  UHF18_MAX_FRAME,
  type Uhf18Frame,
} from '../../../device/uhfreader18/frame.ts';
import { decodeInfo, encodeInfo, UHF18_REGIONS } from '../../../device/uhfreader18/info.ts';
import type { Uhf18Options } from '../../../device/uhfreader18/options.ts';
import { uhf18Requests } from '../../../device/uhfreader18/requests.ts';
import { encodeTags, type Uhf18Variant } from '../../../device/uhfreader18/tag-list.ts';
import { suite } from '../../harness/suite.ts';
import { testFramer } from '../framer-properties.ts';

const test = suite('UHFReader18 frames');
const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();
const AT = '2026-11-25T10:00:00.000Z';
const ONE = '13000103010C0000000000000000000003133F39';
const TWO = '20000103020C0000000000000000000003130C0000000000000000000003149AC9';
const ONE_288 = '1500010301010C0000000000000000000003136BB1A5';
const TWO_288 = '2300010301020C0000000000000000000003136B0C0000000000000000000003146C70F2';
const THIRD_288 = '1500010304010C49440000000000000A0003346425C0';
const SHORT_288 = '0D000103010104003230386DA3D2';
const NONE_288 = '0700010101001E4B';

function options(given: object = {}): Uhf18Options {
  return parseDriverOptions(uhfreader18, given) as Uhf18Options;
}

interface Sniffed {
  frames: Uhf18Frame[];
  readings: EpcReading[];
  discarded: number;
}

function sniff(bytes: Uint8Array, given: object = {}): Sniffed {
  const framer = uhfreader18.createFramer(options(given));
  const decoder = uhfreader18.createDecoder('uhf', options(given));
  const parts = [framer.push(bytes), framer.flush()];
  const frames = parts.flatMap((part) => part.frames);
  return {
    frames,
    readings: frames
      .flatMap((frame) => decoder.decode(frame, AT))
      .filter((reading): reading is EpcReading => reading.kind === 'epc'),
    discarded: parts.reduce((sum, { discardedBytes }) => sum + discardedBytes, 0),
  };
}

const epcs = fc
  .integer({ min: 1, max: 12 })
  .chain((words) => fc.uint8Array({ minLength: words * 2, maxLength: words * 2 }));
const tags = fc.array(fc.record({ epc: epcs, rssiByte: fc.integer({ min: 0x20, max: 0x7f }) }), {
  maxLength: 4,
});
const variants = fc.constantFrom<Uhf18Variant>('uhfreader18', 'uhfreader288');
const anyFrame = fc.record(
  {
    address: fc.integer({ min: 0, max: 0xfe }),
    command: fc.constantFrom(0x00, 0x01, 0x0f, 0x21, 0x22, 0x2f, 0xee),
    status: fc.constantFrom(0x00, 0x01, 0x02, 0x03, 0xf8, 0xfb, 0xfe),
    data: fc.uint8Array({ maxLength: 30 }),
  },
  { noNullPrototype: true },
);
const tagFrame = fc.tuple(tags, variants, fc.integer({ min: 1, max: 8 })).map(([list, variant, antenna]) => ({
  address: 0,
  command: 0x01,
  status: 0x03,
  data: encodeTags(list, variant, antenna),
}));

testFramer(test, {
  name: 'UHFReader18',
  create: () => uhfreader18.createFramer(options()),
  valid: fc.oneof(anyFrame, tagFrame).map((frame) => ({ bytes: encodeUhf18(frame), frame })),
  size: uhf18FrameLength,
  maxPending: UHF18_MAX_FRAME,
  falseStarts: [hex('FF'), hex('FF000103'), hex('13000103010C'), hex('F000'), hex('05')],
  use: (frame) => uhfreader18.createDecoder('uhf', options()).decode(frame, AT),
});

test('sums as the manual does', () => {
  assert.is(mcrf4xx(hex('04FF01')), 0xb41b);
  assert.is(mcrf4xx(Uint8Array.from(Buffer.from('123456789'))), 0x6f91);
});

test('reads tags without antenna and strength', () => {
  const { readings } = sniff(concat(hex(ONE), hex(TWO)));
  assert.equal(
    readings.map(({ epc, antenna, rssiDbm }) => [epc.slice(-4), antenna, rssiDbm]),
    [
      ['0313', 1, null],
      ['0313', 1, null],
      ['0314', 1, null],
    ],
  );
  assert.equal(sniff(hex(ONE)).readings, [
    { kind: 'epc', source: 'uhf', epc: '000000000000000000000313', antenna: 1, rssiDbm: null, at: AT },
  ]);
});

test('reads tags with antenna and strength', () => {
  const { readings, frames } = sniff(concat(...[ONE_288, TWO_288, THIRD_288, SHORT_288, NONE_288].map(hex)));
  assert.is(frames.length, 5);
  assert.equal(
    readings.map(({ epc, antenna, rssiDbm }) => [epc.slice(-4), antenna, rssiDbm]),
    [
      ['0313', 1, -22],
      ['0313', 1, -22],
      ['0314', 1, -21],
      ['0334', 3, -29],
      ['3038', 1, -20],
    ],
  );
});

test('takes bytes from 128 on for signed dBm, and adds the offset to the others', () => {
  const frame = (rssiByte: number): Uint8Array =>
    encodeUhf18({
      address: 0,
      command: 1,
      status: 3,
      data: encodeTags([{ epc: hex('ABCD'), rssiByte }], 'uhfreader288', 2),
    });
  const rssi = (byte: number, given = {}): number | null | undefined =>
    sniff(frame(byte), given).readings[0]?.rssiDbm;
  assert.equal([rssi(0xc9), rssi(0x45), rssi(0x45, { rssiOffset: -100 })], [-55, -60, -31]);
});

test('reads the TID that an Impinj tag sends along', () => {
  const data = hex('01 01 98 30340242201D8840009EFDF9 E28011702000A1B2C3D4E5F6 50');
  const [tag] = sniff(encodeUhf18({ address: 0, command: 1, status: 1, data })).readings;
  assert.equal(
    [tag?.epc, tag?.tid, tag?.rssiDbm],
    ['30340242201D8840009EFDF9', 'E28011702000A1B2C3D4E5F6', -49],
  );
});

test('reads tags that a reader tells unasked', () => {
  const told = (data: string): Uint8Array =>
    encodeUhf18({ address: 0, command: 0xee, status: 0, data: hex(data) });
  const { readings } = sniff(concat(told('30340242201D8840009EFDF9'), told('04 02 ABCD 45')));
  assert.equal(
    readings.map(({ epc, antenna, rssiDbm }) => [epc, antenna, rssiDbm]),
    [
      ['30340242201D8840009EFDF9', 1, null],
      ['ABCD', 3, -60],
    ],
  );
});

test('reads back the tags that it writes, in both forms, told or found out', () => {
  fc.assert(
    fc.property(
      tags,
      variants,
      fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean()),
      (list, variant, [antenna, isTold]) => {
        const frame = encodeUhf18({
          address: 0,
          command: 1,
          status: 1,
          data: encodeTags(list, variant, antenna),
        });
        const model = encodeUhf18({
          address: 0,
          command: 0x21,
          status: 0,
          data: encodeInfo({
            model: variant === 'uhfreader18' ? 0x09 : 0x0c,
            band: UHF18_REGIONS.eu,
            powerDbm: 20,
            scanTimeMs: 300,
          }),
        });
        const { readings } = isTold ? sniff(frame, { variant }) : sniff(concat(model, frame));
        assert.equal(
          readings.map(({ epc, rssiDbm }) => [epc, rssiDbm]),
          list.map(({ epc, rssiByte }) => [toHex(epc), variant === 'uhfreader18' ? null : rssiByte - 129]),
        );
      },
    ),
    { seed: 12, numRuns: 300 },
  );
});

test('refuses what no reader could say', () => {
  const frame = sniff(hex(ONE)).frames[0] as Uhf18Frame;
  for (const strange of [
    { ...frame, command: 0xc5 },
    { ...frame, status: 0x77 },
    { ...frame, address: BROADCAST },
  ])
    assert.equal(sniff(encodeUhf18(strange)), { frames: [], readings: [], discarded: 20 });
  assert.is(sniff(hex(ONE), { address: 0 }).frames.length, 1);
  assert.is(sniff(hex(ONE), { address: 7 }).frames.length, 0);
});

test('loses nothing behind a length byte that was noise, once the line is quiet', () => {
  const framer = uhfreader18.createFramer(options());
  assert.equal(framer.push(concat(hex('F0'), hex(ONE))).frames, []);
  const { frames, discardedBytes } = framer.settle?.() ?? { frames: [], discardedBytes: 0 };
  assert.equal([frames.length, discardedBytes, framer.pendingBytes], [1, 1, 0]);
});

test('writes the commands of the manuals', () => {
  const to = uhf18Requests(BROADCAST);
  assert.equal(
    [uhf18Requests(0xff).inventory18(), to.info(), to.power(20), to.region(UHF18_REGIONS.eu)].map((bytes) =>
      toHex(bytes.subarray(0, -2)),
    ),
    ['04FF01', '04FF21', '05FF2F14', '06FF224E00'],
  );
  assert.equal([toHex(to.inventory18()), toHex(to.info())], ['04FF011BB4', '04FF211995']);
  const inventory = to.inventory288(3, { q: 4, session: 0, scanTimeMs: 300 });
  assert.is(toHex(inventory.subarray(0, -2)), '0DFF01040001000000008203');
  assert.is(toHex(to.antennas([1, 4]).subarray(0, -2)), '05FF3F09');
});

test('understands what a reader says of itself', () => {
  const info = { model: 0x0c, band: UHF18_REGIONS.eu, powerDbm: 26, scanTimeMs: 2_000, antennas: 3 };
  const data = encodeInfo(info);
  assert.is(toHex(data), '02240C024E001A140300000000');
  assert.equal(decodeInfo({ address: 0, command: 0x21, status: 0, data }), {
    ...info,
    variant: 'uhfreader288',
  });
});

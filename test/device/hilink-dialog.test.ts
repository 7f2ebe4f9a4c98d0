import * as assert from 'uvu/assert';
import { isDeviceError } from '../../device/errors.ts';
import {
  decodeMessage,
  encodeAnswer,
  encodeCommand,
  factoryReset,
  HILINK_BAUD_RATES,
  readFirmware,
  readMac,
  restart,
  setBaudRate,
  setBluetooth,
} from '../../device/hilink/commands.ts';
import { HilinkDialog } from '../../device/hilink/dialog.ts';
import { toHex, fromHex } from '../../device/bytes.ts';
import {
  decodeWords,
  decodeLight,
  decodeParameters,
  decodeResolution,
  encodeParameters,
  readLight,
  readParameters,
  readResolution,
  setEngineering,
  setGates,
  setLight,
  setResolution,
  setSensitivity,
} from '../../device/ld2410/parameters.ts';
import { suite } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const test = suite('Hi-Link commands');
const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();
const ENTER = 'FDFCFBFA0400FF00010004030201';
const END = 'FDFCFBFA0200FE0004030201';

test('writes the commands as the manual prints them', () => {
  const printed: [Uint8Array, string][] = [
    [encodeCommand(0xff, [1, 0]), ENTER],
    [encodeCommand(0xfe), END],
    [readParameters(), 'FDFCFBFA0200610004030201'],
    [setEngineering(true), 'FDFCFBFA0200620004030201'],
    [setEngineering(false), 'FDFCFBFA0200630004030201'],
    [readFirmware(), 'FDFCFBFA0200A00004030201'],
    [setBaudRate(7), 'FDFCFBFA0400A100070004030201'],
    [factoryReset(), 'FDFCFBFA0200A20004030201'],
    [restart(), 'FDFCFBFA0200A30004030201'],
    [setBluetooth(true), 'FDFCFBFA0400A400010004030201'],
    [readMac(), 'FDFCFBFA0400A500010004030201'],
    [setResolution(20), 'FDFCFBFA0400AA00010004030201'],
    [readResolution(), 'FDFCFBFA0200AB0004030201'],
    [readLight(), 'FDFCFBFA0200AE0004030201'],
    [setLight({ when: 'below', threshold: 128, idleHigh: false }), 'FDFCFBFA0600AD000180000004030201'],
    [
      setGates({ maxMovingGate: 8, maxStillGate: 8, absenceSeconds: 5 }),
      'FDFCFBFA14006000 000008000000 010008000000 020005000000 04030201',
    ],
    [
      setSensitivity(3, { moving: 40, still: 40 }),
      'FDFCFBFA14006400 000003000000 010028000000 020028000000 04030201',
    ],
    [
      setSensitivity('all', { moving: 40, still: 40 }),
      'FDFCFBFA14006400 0000FFFF0000 010028000000 020028000000 04030201',
    ],
  ];
  for (const [bytes, expected] of printed) assert.is(toHex(bytes), toHex(hex(expected)));
  assert.is(HILINK_BAUD_RATES[7], 256_000);
});

test('reads the parameters that a radar gives, and writes them back', () => {
  const value = hex('AA 08 08 08 32 32 28 1E 14 0F 0F 0F 0F 00 00 28 28 1E 1E 14 14 14 05 00');
  const parameters = decodeParameters(value);
  assert.equal(parameters, {
    maxMovingGate: 8,
    maxStillGate: 8,
    absenceSeconds: 5,
    movingThresholds: [50, 50, 40, 30, 20, 15, 15, 15, 15],
    stillThresholds: [0, 0, 40, 40, 30, 30, 20, 20, 20],
  });
  assert.is(toHex(Uint8Array.from(encodeParameters(parameters))), toHex(value));
});

test('refuses answers that are none with a code of their own', () => {
  for (const decode of [decodeParameters, decodeResolution, decodeLight, decodeWords])
    for (const value of ['', '07', 'FFFF'])
      assert.throws(
        () => decode(hex(value)),
        (error: unknown) => isDeviceError(error, 'TW_HILINK_ANSWER_INVALID'),
        `${decode.name} of ${value}`,
      );
  // Another model: twelve gates.
  assert.throws(() => decodeParameters(hex('AA0C'.padEnd(60, '0'))));
});

interface Bench {
  clock: VirtualClock;
  dialog: HilinkDialog;
  written: string[];
}

/** @param answers What the radar says to a command; nothing where it does not know it. */
function bench(answers: Record<number, Uint8Array>): Bench {
  const clock = new VirtualClock();
  const written: string[] = [];
  const dialog = new HilinkDialog({
    clock,
    write: async (bytes) => {
      written.push(toHex(bytes));
      const message = decodeMessage(bytes.slice(6, -4));
      const answer = answers[message?.command ?? -1];
      const heard = answer === undefined ? undefined : decodeMessage(answer.slice(6, -4));
      if (heard?.kind === 'acknowledgement') dialog.answer(heard);
    },
  });
  return { clock, dialog, written };
}

const code = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (isDeviceError(error) ? error.code : error),
  );

const OK = { 0xff: encodeAnswer(0xff, 0, [1, 0, 0x40, 0]), 0xfe: encodeAnswer(0xfe, 0) };

test('enters configuration, asks, and ends it', async () => {
  const { clock, dialog, written } = bench({ ...OK, 0xab: encodeAnswer(0xab, 0, [1, 0]) });
  const talk = dialog.hold(async (ask) => decodeResolution(await ask(0xab)));
  await clock.advance(5_000);
  assert.is(await talk, 20);
  assert.equal(written, [ENTER, 'FDFCFBFA0200AB0004030201', END]);
});

test('ends configuration also when a command is refused', async () => {
  const { clock, dialog, written } = bench({ ...OK, 0x62: encodeAnswer(0x62, 1) });
  const talk = code(dialog.hold((ask) => ask(0x62)));
  await clock.advance(5_000);
  assert.is(await talk, 'TW_HILINK_REFUSED');
  assert.is(written.at(-1), END);
});

test('ends a configuration that it could not see begin', async () => {
  const { clock, dialog, written } = bench({});
  const talk = code(dialog.hold((ask) => ask(0x61)));
  await clock.advance(5_000);
  assert.is(await talk, 'TW_DEVICE_NO_ANSWER');
  assert.equal(written, [ENTER, ENTER, ENTER, END]);
});

test('does not end the configuration of a radar that it restarted', async () => {
  const { clock, dialog, written } = bench({ ...OK, 0xa3: encodeAnswer(0xa3, 0) });
  const talk = dialog.hold((ask) => ask(0xa3));
  await clock.advance(5_000);
  await talk;
  assert.equal(written, [ENTER, toHex(restart())]);
});

test('holds one conversation after the other, also behind one that failed', async () => {
  const { clock, dialog, written } = bench({
    ...OK,
    0x62: encodeAnswer(0x62, 1),
    0x63: encodeAnswer(0x63, 0),
  });
  const first = code(dialog.hold((ask) => ask(0x62)));
  const second = code(dialog.hold((ask) => ask(0x63)));
  await clock.advance(5_000);
  assert.equal([await first, await second], ['TW_HILINK_REFUSED', 'done']);
  assert.equal(
    written.map((frame) => frame.slice(12, 14)),
    ['FF', '62', 'FE', 'FF', '63', 'FE'],
  );
});

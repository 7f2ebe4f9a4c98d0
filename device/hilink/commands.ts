/**
 * The commands that all Hi-Link radars share (LD2410 serial protocol 1.07, section 2.2; LD2450 serial protocol 1.03,
 * section 2.2), both ways: what the host asks, and what the radar acknowledges.
 */
import { toHex } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { sealEnvelope, uint16, type Envelope } from './envelope.ts';

/** Commands and acknowledgements; the longest acknowledgements have 30 bytes. */
export const COMMAND_ENVELOPE: Envelope = {
  header: [0xfd, 0xfc, 0xfb, 0xfa],
  footer: [0x04, 0x03, 0x02, 0x01],
  maxData: 64,
};

export const HilinkCommand = {
  enterConfig: 0xff,
  endConfig: 0xfe,
  readFirmware: 0xa0,
  setBaudRate: 0xa1,
  factoryReset: 0xa2,
  restart: 0xa3,
  setBluetooth: 0xa4,
  readMac: 0xa5,
} as const;

/** Bits per second by the index that `setBaudRate` takes. */
export const HILINK_BAUD_RATES = {
  1: 9_600,
  2: 19_200,
  3: 38_400,
  4: 57_600,
  5: 115_200,
  6: 230_400,
  7: 256_000,
  8: 460_800,
} as const;
export type HilinkBaudIndex = keyof typeof HILINK_BAUD_RATES;

const FROM_HOST = 0x00;
const FROM_RADAR = 0x01;
/** What a radar gives for its address while Bluetooth is off. */
const NO_MAC = '080504030201';

export interface HilinkRequest {
  kind: 'command';
  command: number;
  value: Uint8Array;
}

export interface HilinkAnswer {
  kind: 'acknowledgement';
  command: number;
  /** 0: done. */
  status: number;
  value: Uint8Array;
}

/** The content of a command envelope; undefined when it is neither a command nor an acknowledgement. */
export function decodeMessage(data: Uint8Array): HilinkRequest | HilinkAnswer | undefined {
  const [command, from, low, high] = data;
  if (command === undefined || from === undefined) return undefined;
  if (from === FROM_HOST) return { kind: 'command', command, value: data.slice(2) };
  if (from !== FROM_RADAR || low === undefined || high === undefined) return undefined;
  return { kind: 'acknowledgement', command, status: (high << 8) | low, value: data.slice(4) };
}

/** A whole frame from the host. */
export function encodeCommand(command: number, value: readonly number[] = []): Uint8Array {
  return sealEnvelope(COMMAND_ENVELOPE, [command, FROM_HOST, ...value]);
}

/** A whole frame from the radar. */
export function encodeAnswer(command: number, status: number, value: readonly number[] = []): Uint8Array {
  return sealEnvelope(COMMAND_ENVELOPE, [command, FROM_RADAR, ...uint16(status), ...value]);
}

export const enterConfig = (): Uint8Array => encodeCommand(HilinkCommand.enterConfig, uint16(1));
export const endConfig = (): Uint8Array => encodeCommand(HilinkCommand.endConfig);
export const readFirmware = (): Uint8Array => encodeCommand(HilinkCommand.readFirmware);
/** Takes effect after a restart; afterwards the port must be opened at that rate. */
export const setBaudRate = (index: HilinkBaudIndex): Uint8Array =>
  encodeCommand(HilinkCommand.setBaudRate, uint16(index));
/** Takes effect after a restart. */
export const factoryReset = (): Uint8Array => encodeCommand(HilinkCommand.factoryReset);
export const restart = (): Uint8Array => encodeCommand(HilinkCommand.restart);
/** Takes effect after a restart. */
export const setBluetooth = (on: boolean): Uint8Array =>
  encodeCommand(HilinkCommand.setBluetooth, uint16(on ? 1 : 0));
export const readMac = (): Uint8Array => encodeCommand(HilinkCommand.readMac, uint16(1));

/**
 * Version as the maker prints it, `1.07.22062416`: the answer to `readFirmware`.
 * @throws DeviceError TW_HILINK_ANSWER_INVALID
 */
export function decodeFirmware(value: Uint8Array): string {
  const view = viewOf(value, 8);
  const minor = view.getUint8(2).toString(16).padStart(2, '0');
  return `${view.getUint8(3).toString(16)}.${minor}.${view.getUint32(4, true).toString(16).padStart(8, '0')}`;
}

/**
 * Bluetooth address as twelve upper-case hexadecimal digits, null while Bluetooth is off: the answer to `readMac`.
 * @throws DeviceError TW_HILINK_ANSWER_INVALID
 */
export function decodeMac(value: Uint8Array): string | null {
  viewOf(value, 6);
  const mac = toHex(value.subarray(0, 6));
  return mac === NO_MAC ? null : mac;
}

/** The way back of `decodeFirmware`, for simulators: `major.minor.build`, hexadecimal digits. */
export function encodeFirmware(version: string): number[] {
  const [major = '0', minor = '0', build = '0'] = version.split('.');
  const digits = build.padStart(8, '0');
  const build4 = [6, 4, 2, 0].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
  return [0x00, 0x01, Number.parseInt(minor, 16), Number.parseInt(major, 16), ...build4];
}

/** The way back of `decodeMac`, for simulators. */
export function encodeMac(mac: string | null): number[] {
  return [...Buffer.from(mac ?? NO_MAC, 'hex')];
}

/**
 * A view of an answer's value that has at least so many bytes.
 * @throws DeviceError TW_HILINK_ANSWER_INVALID
 */
export function viewOf(value: Uint8Array, length: number): DataView {
  if (value.length < length) throw new DeviceError('TW_HILINK_ANSWER_INVALID');
  return new DataView(value.buffer, value.byteOffset, value.byteLength);
}

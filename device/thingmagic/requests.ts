/** Commands to a ThingMagic module (Mercury API serial protocol; SparkFun’s library for the M6E Nano shows the same bytes). */
import { Opcode, PROTOCOL_GEN2, REGIONS, type ThingMagicRegion } from './codes.ts';
import { encodeThingMagicRequest, type ThingMagicFrame } from './frame.ts';
import { METADATA_ALL, WITH_METADATA } from './tag-record.ts';

const KEY_VALUE = 0x01;
/** Reader option: hold back tags that were told before. */
const READ_FILTER = 0x0c;
const OFF = 0x00;
/** Protocol option of Gen2. */
const SESSION = 0x00;
const ANTENNA_LIST = 0x02;
const POWER_ONLY = 0x00;
const CONTINUOUS = 0x01;
const STOP = 0x02;
const NO_TIMEOUT = [0x00, 0x00];
const NO_FLAGS = [0x00, 0x00];
/** All antennas of the list (3), tags as they come (8), many of them (10h). */
const SEARCH_FLAGS = [0x00, 0x1b];
/** A cycle, after which the module tells that it lives (ms). */
const CYCLE = [0x03, 0xe8];

const request = (opcode: number, ...data: number[]): Uint8Array =>
  encodeThingMagicRequest({ opcode, data: Uint8Array.from(data) });

/** The commands, ready to be sent. */
export const thingMagicRequests = {
  version: (): Uint8Array => request(Opcode.version),
  currentProgram: (): Uint8Array => request(Opcode.currentProgram),
  bootFirmware: (): Uint8Array => request(Opcode.bootFirmware),
  region: (region: ThingMagicRegion): Uint8Array => request(Opcode.setRegion, REGIONS[region]),
  setReadPower: (dBm: number): Uint8Array =>
    request(Opcode.setReadPower, Math.round(dBm * 100) >> 8, Math.round(dBm * 100) & 0xff),
  getReadPower: (): Uint8Array => request(Opcode.getReadPower, POWER_ONLY),
  /** Each antenna sends and receives. */
  antennas: (numbers: readonly number[]): Uint8Array =>
    request(Opcode.setAntennas, ANTENNA_LIST, ...numbers.flatMap((number) => [number, number])),
  protocol: (): Uint8Array => request(Opcode.setProtocol, 0x00, PROTOCOL_GEN2),
  session: (session: number): Uint8Array =>
    request(Opcode.setProtocolOption, PROTOCOL_GEN2, SESSION, session),
  readFilterOff: (): Uint8Array => request(Opcode.setReaderOption, KEY_VALUE, READ_FILTER, OFF),
  start: (): Uint8Array => {
    const read = [WITH_METADATA, ...SEARCH_FLAGS, ...CYCLE, METADATA_ALL >> 8, METADATA_ALL & 0xff];
    return request(
      Opcode.multiProtocol,
      ...NO_TIMEOUT,
      CONTINUOUS,
      Opcode.readMultiple,
      ...NO_FLAGS,
      PROTOCOL_GEN2,
      read.length,
      Opcode.readMultiple,
      ...read,
    );
  },
  stop: (): Uint8Array => request(Opcode.multiProtocol, ...NO_TIMEOUT, STOP),
} as const;

export function isAnswerTo(opcode: number): (frame: ThingMagicFrame) => boolean {
  return (frame) => frame.opcode === opcode;
}

/** Power in dBm of an answer to getReadPower; undefined when it is none. */
export function readPowerOf({ opcode, data }: ThingMagicFrame): number | undefined {
  const [, high, low] = data;
  if (opcode !== Opcode.getReadPower || high === undefined || low === undefined) return undefined;
  return ((high << 8) | low) / 100;
}

/** Whether the answer to currentProgram says that the module waits in its boot loader. */
export function isInBootLoader({ data }: ThingMagicFrame): boolean {
  const BOOT_LOADER = 1;
  return ((data[0] ?? 0) & 0x03) === BOOT_LOADER;
}

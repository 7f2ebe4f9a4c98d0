/** Commands to a UHFReader18 or UHFReader288, and what a refusal means (user's manuals, sections 5 and 8). */
import { Uhf18Command, Uhf18Status } from './codes.ts';
import { encodeUhf18Request, type Uhf18Frame } from './frame.ts';
import { encodeBand, type Uhf18Band } from './info.ts';
import type { Uhf18Options } from './options.ts';
import type { Uhf18Variant } from './tag-list.ts';

const SCAN_UNIT_MS = 100;
/** Nothing is masked: EPC memory, from bit 0, no bits. */
const NO_MASK = [0x01, 0x00, 0x00, 0x00];
const TARGET_A = 0x00;
const FIRST_ANTENNA = 0x80;
/** The reader waits to be asked. */
const ANSWER_MODE = 0x00;
const ANSWER_MODE_18_BYTES = 6;

/** The commands to the reader with this address, ready to be sent. */
export function uhf18Requests(address: number): {
  info(): Uint8Array;
  region(band: Uhf18Band): Uint8Array;
  power(dBm: number): Uint8Array;
  scanTime(ms: number): Uint8Array;
  antennas(numbers: readonly number[]): Uint8Array;
  answerMode(variant: Uhf18Variant): Uint8Array;
  inventory18(): Uint8Array;
  inventory288(antenna: number, options: Pick<Uhf18Options, 'q' | 'session' | 'scanTimeMs'>): Uint8Array;
} {
  const request = (command: number, ...data: number[]): Uint8Array =>
    encodeUhf18Request({ address, command, data: Uint8Array.from(data) });
  return {
    info: () => request(Uhf18Command.info),
    region: (band) => request(Uhf18Command.region, ...encodeBand(band)),
    power: (dBm) => request(Uhf18Command.power, dBm),
    scanTime: (ms) => request(Uhf18Command.scanTime, ms / SCAN_UNIT_MS),
    antennas: (numbers) => request(Uhf18Command.antennas, antennaMask(numbers)),
    answerMode: (variant) =>
      variant === 'uhfreader288'
        ? request(Uhf18Command.workMode288, ANSWER_MODE)
        : request(
            Uhf18Command.workMode18,
            ...Array.from({ length: ANSWER_MODE_18_BYTES }, () => ANSWER_MODE),
          ),
    inventory18: () => request(Uhf18Command.inventory),
    inventory288: (antenna, { q, session, scanTimeMs }) =>
      request(
        Uhf18Command.inventory,
        q,
        session,
        ...NO_MASK,
        TARGET_A,
        FIRST_ANTENNA + antenna - 1,
        scanTimeMs / SCAN_UNIT_MS,
      ),
  };
}

/** A bit per antenna, the first one lowest. */
export function antennaMask(numbers: readonly number[]): number {
  return numbers.reduce((mask, number) => mask | (1 << (number - 1)), 0);
}

/** The end of an answer to a command: an inventory may answer in several frames. */
export function isUhf18Answer(command: number): (frame: Uhf18Frame) => boolean {
  return (frame) =>
    (frame.command === command && frame.status !== Uhf18Status.inventoryMore) ||
    frame.command === Uhf18Command.unknown;
}

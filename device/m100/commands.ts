/** Commands to an M100 and what its answers say (firmware command manual V2.3.3, sections 3 to 17 and 36). */
import { encodeM100, M100Type, type M100Dialect, type M100Frame } from './frame.ts';

export const M100Command = {
  info: 0x03,
  region: 0x07,
  query: 0x0e,
  singlePoll: 0x22,
  multiPoll: 0x27,
  stop: 0x28,
  hopping: 0xad,
  setPower: 0xb6,
  getPower: 0xb7,
  /** In answers only: the command failed. */
  failed: 0xff,
} as const;

export const M100_REGIONS = { 'china-900': 1, us: 2, eu: 3, 'china-800': 4, korea: 6 } as const;
export type M100Region = keyof typeof M100_REGIONS;

export const M100Failure = {
  inventory: 0x15,
  command: 0x17,
  hopping: 0x20,
} as const;

const NO_PARAMS = new Uint8Array();
/** Kind of information: version of the hardware. */
const HARDWARE = 0x00;
/** A part of the multi-poll command that is always the same. */
const MULTI_POLL_RESERVED = 0x22;
const HOPPING_ON = 0xff;

function command(dialect: M100Dialect, code: number, params: Uint8Array = NO_PARAMS): Uint8Array {
  return encodeM100({ dialect, type: M100Type.command, command: code, params });
}

/** The commands in one dialect, ready to be sent. */
export function m100Commands(dialect: M100Dialect): {
  info(): Uint8Array;
  region(region: M100Region): Uint8Array;
  hopping(): Uint8Array;
  query(session: number, q: number): Uint8Array;
  setPower(dBm: number): Uint8Array;
  getPower(): Uint8Array;
  singlePoll(): Uint8Array;
  multiPoll(rounds: number): Uint8Array;
  stop(): Uint8Array;
} {
  return {
    info: () => command(dialect, M100Command.info, Uint8Array.of(HARDWARE)),
    region: (region) => command(dialect, M100Command.region, Uint8Array.of(M100_REGIONS[region])),
    hopping: () => command(dialect, M100Command.hopping, Uint8Array.of(HOPPING_ON)),
    query: (session, q) => command(dialect, M100Command.query, uint16(queryWord(session, q))),
    setPower: (dBm) => command(dialect, M100Command.setPower, uint16(Math.round(dBm * 100))),
    getPower: () => command(dialect, M100Command.getPower),
    singlePoll: () => command(dialect, M100Command.singlePoll),
    multiPoll: (rounds) =>
      command(dialect, M100Command.multiPoll, Uint8Array.from([MULTI_POLL_RESERVED, ...uint16(rounds)])),
    stop: () => command(dialect, M100Command.stop),
  };
}

/**
 * Parameters of the Gen2 Query (manual, section 11): DR 8, M 1, pilot tone, all tags, target A.
 * @param session 0 to 3.
 * @param q 0 to 15: 2^q slots in a round.
 */
function queryWord(session: number, q: number): number {
  const PILOT_TONE = 0x1000;
  return PILOT_TONE | (session << 8) | (q << 3);
}

/** Power in dBm of an answer to getPower; undefined when it is none. */
export function m100PowerOf({ command: code, params }: M100Frame): number | undefined {
  const [high, low] = params;
  if (code !== M100Command.getPower || high === undefined || low === undefined) return undefined;
  return ((high << 8) | low) / 100;
}

/** Whether a frame belongs to the inventory: a tag, or that there was none. */
export function isM100Inventory(frame: M100Frame): boolean {
  const { type, command: code } = frame;
  if (type === M100Type.notice) return code === M100Command.singlePoll || code === M100Command.multiPoll;
  const failure = m100FailureOf(frame);
  return failure === M100Failure.inventory || failure === M100Failure.hopping;
}

/** Whether a frame answers a command that is not a poll, well or badly. */
export function isM100Answer(code: number): (frame: M100Frame) => boolean {
  return (frame) =>
    frame.type === M100Type.answer &&
    (frame.command === code || (frame.command === M100Command.failed && !isM100Inventory(frame)));
}

/** The code of a failed command; undefined when the frame does not say that one failed. */
export function m100FailureOf({ type, command: code, params }: M100Frame): number | undefined {
  return type === M100Type.answer && code === M100Command.failed ? params[0] : undefined;
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

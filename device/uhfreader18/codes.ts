/** Commands and statuses of UHFReader18 and UHFReader288 (user's manuals V2.0 and v1.14, sections 4 and 5). */

export const Uhf18Command = {
  /** In answers only: the reader did not understand the command. */
  unknown: 0x00,
  inventory: 0x01,
  singleTag: 0x0f,
  inventoryByEpc: 0x1a,
  inventoryQt: 0x1b,
  info: 0x21,
  region: 0x22,
  scanTime: 0x25,
  power: 0x2f,
  workMode18: 0x35,
  antennas: 0x3f,
  workMode288: 0x76,
  /** In answers only: a tag that the reader tells without being asked, in its own working modes. */
  realTime: 0xee,
} as const;

/** All that a reader answers to: what is not among them is not a frame. */
const COMMANDS: ReadonlySet<number> = new Set([
  ...range(0x00, 0x1b),
  ...range(0x21, 0x28),
  ...range(0x2a, 0x2f),
  ...range(0x33, 0x4f),
  ...range(0x50, 0x55),
  ...range(0x66, 0x6f),
  ...range(0x70, 0x7f),
  ...range(0x90, 0x98),
  Uhf18Command.realTime,
]);

export const Uhf18Status = {
  done: 0x00,
  inventoryDone: 0x01,
  inventoryTimeout: 0x02,
  inventoryMore: 0x03,
  inventoryFull: 0x04,
  statistics: 0x26,
  heartbeat: 0x28,
  antennaMissing: 0xf8,
  noTag: 0xfb,
  wrongLength: 0xfd,
  unknownCommand: 0xfe,
  wrongParameter: 0xff,
} as const;

const STATUSES: ReadonlySet<number> = new Set([
  ...range(0x00, 0x1a),
  ...range(0x26, 0x30),
  0xee,
  ...range(0xf8, 0xff),
]);

/** Whether a reader could say this: there is no header, so that frames must be told by what they say. */
export function isPlausible(command: number, status: number): boolean {
  return COMMANDS.has(command) && STATUSES.has(status);
}

/** Whether tags may follow. */
export function isTagStatus(status: number): boolean {
  return status >= Uhf18Status.inventoryDone && status <= Uhf18Status.inventoryFull;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

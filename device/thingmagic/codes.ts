/** Opcodes and statuses of ThingMagic modules (Mercury API serial protocol). */

export const Opcode = {
  version: 0x03,
  bootFirmware: 0x04,
  currentProgram: 0x0c,
  readMultiple: 0x22,
  multiProtocol: 0x2f,
  getReadPower: 0x62,
  setAntennas: 0x91,
  setReadPower: 0x92,
  setProtocol: 0x93,
  setRegion: 0x97,
  setReaderOption: 0x9a,
  setProtocolOption: 0x9b,
} as const;

export const Status = {
  ok: 0x0000,
  wrongLength: 0x0100,
  unknownOpcode: 0x0101,
  powerTooHigh: 0x0103,
  wrongParameter: 0x0105,
  powerTooLow: 0x0106,
  /** While reading: nothing was found, which also shows that the module lives. */
  noTags: 0x0400,
  noAntenna: 0x0503,
  tooHot: 0x0504,
  returnLoss: 0x0505,
} as const;

/** Mercury API names; the Nano takes fewer than the M6e. */
export const REGIONS = {
  eu3: 0x08,
  eu: 0x02,
  eu2: 0x07,
  na: 0x01,
  na2: 0x0d,
  na3: 0x0e,
  in: 0x04,
  jp: 0x05,
  prc: 0x06,
  kr2: 0x09,
  au: 0x0b,
  nz: 0x0c,
} as const;
export type ThingMagicRegion = keyof typeof REGIONS;

export const PROTOCOL_GEN2 = 0x05;

/**
 * What a Gen2 tag says in an inventory (EPC UHF Gen2 air interface 2.1, 6.3.2.1.2): protocol control word (PC),
 * extended control words where the PC announces them, EPC, CRC. Readers pass it on whole.
 */
import { epcLength, gen2Crc } from '../epc/crc16.ts';

export interface AirFrame {
  pc: number;
  epc: Uint8Array;
}

const PC_BYTES = 2;
const CRC_BYTES = 2;
/** XI: one or two extended protocol control words lie between PC and EPC. */
const EXTENDED = 0x0200;
/** 31 words is the most that a PC can announce. */
export const MAX_EPC_BYTES = 62;

/** The PC of an EPC that fills `bytes` bytes, with no other bit set. */
export function plainPc(bytes: number): number {
  return (bytes / 2) << 11;
}

/**
 * Takes the bytes apart.
 * @param checkCrc False accepts whatever stands in the place of the tag's CRC.
 * @param from Where the PC begins; what the tag sent reaches to the end of the bytes.
 * @returns undefined when the length is not what the PC says, when there is no EPC, or when the tag's CRC is wrong.
 */
export function splitAirFrame(bytes: Uint8Array, checkCrc: boolean, from = 0): AirFrame | undefined {
  const pc = ((bytes[from] ?? 0) << 8) | (bytes[from + 1] ?? 0);
  const length = epcLength(pc);
  const extra = bytes.length - from - PC_BYTES - length - CRC_BYTES;
  const fits = extra === 0 || ((pc & EXTENDED) !== 0 && (extra === 2 || extra === 4));
  if (length === 0 || !fits) return undefined;
  const end = bytes.length - CRC_BYTES;
  const crc = ((bytes[end] ?? 0) << 8) | (bytes[end + 1] ?? 0);
  if (checkCrc && crc !== gen2Crc(bytes, from, end)) return undefined;
  return { pc, epc: bytes.subarray(end - length, end) };
}

/** The bytes that a tag sends, its CRC included. */
export function joinAirFrame({ pc, epc }: AirFrame): Uint8Array {
  const body = [pc >> 8, pc & 0xff, ...epc];
  const crc = gen2Crc(Uint8Array.from(body));
  return Uint8Array.from([...body, crc >> 8, crc & 0xff]);
}

/** A tag that an M100 found (firmware command manual V2.3.3, section 3.2): RSSI as a signed byte in dBm, then the tag's own words. */
import { joinAirFrame, splitAirFrame } from '../uhf/air-frame.ts';
import type { UhfTag } from '../uhf/tag.ts';
import { M100Command } from './commands.ts';
import { M100Type, type M100Dialect, type M100Frame } from './frame.ts';

/** These modules have one antenna. */
const ANTENNA = 1;

/**
 * @param checkCrc Whether the tag's own CRC must be right.
 * @returns undefined for every other frame, and for a tag whose length or CRC is wrong.
 */
export function decodeM100Tag({ type, command, params }: M100Frame, checkCrc: boolean): UhfTag | undefined {
  const isPoll = command === M100Command.singlePoll || command === M100Command.multiPoll;
  const rssi = params[0];
  if (type !== M100Type.notice || !isPoll || rssi === undefined) return undefined;
  const air = splitAirFrame(params, checkCrc, 1);
  if (air === undefined) return undefined;
  return { epc: air.epc, pc: air.pc, antenna: ANTENNA, rssiDbm: (rssi << 24) >> 24 };
}

/** The frame with which the module reports a tag. */
export function encodeM100Tag(
  dialect: M100Dialect,
  tag: { pc: number; epc: Uint8Array; rssiDbm: number },
): M100Frame {
  return {
    dialect,
    type: M100Type.notice,
    command: M100Command.singlePoll,
    params: Uint8Array.from([tag.rssiDbm & 0xff, ...joinAirFrame(tag)]),
  };
}

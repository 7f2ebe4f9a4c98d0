/** One tag as a reader reports it, whatever its protocol, and the reading it becomes. */
import { toHex } from '../bytes.ts';
import type { EpcReading } from '../ports.ts';

export interface UhfTag {
  epc: Uint8Array;
  /** Protocol control word, where the reader tells it. */
  pc?: number;
  /** From 1. */
  antenna: number;
  rssiDbm: number | null;
  tid?: Uint8Array;
  /** Reads that this one stands for. */
  count?: number;
}

export function epcReading(tag: UhfTag, where: { source: string; at: string }): EpcReading {
  const { pc, antenna, rssiDbm, tid, count } = tag;
  const epc = toHex(tag.epc);
  const reading: EpcReading = { kind: 'epc', source: where.source, epc, antenna, rssiDbm, at: where.at };
  if (pc !== undefined) reading.pc = pc.toString(16).padStart(4, '0').toUpperCase();
  if (tid !== undefined) reading.tid = toHex(tid);
  if (count !== undefined) reading.count = count;
  return reading;
}

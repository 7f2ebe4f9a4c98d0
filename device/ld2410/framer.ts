/**
 * Cuts a stream into LD2410 frames (Hi-Link serial protocol 1.07, section 2): reports, acknowledgements, and commands
 * where both directions are heard.
 *
 * Bounded: it holds at most one frame. Bytes that belong to none are counted, not kept: at 256000 baud slow bridges
 * lose some, and what follows a gap must be found again. A report whose content is none is no frame.
 */
import { COMMAND_ENVELOPE, decodeMessage } from '../hilink/commands.ts';
import { ENVELOPE_BYTES, scanEnvelope } from '../hilink/envelope.ts';
import { ScanningFramer, type Scan } from '../scanning-framer.ts';
import { LD2410S_HEAD, MAX_LD2410S_DATA, scanLd2410s } from './ld2410s.ts';
import { isReport, REPORT_ENVELOPE } from './report.ts';

/** `ld2410s`: a report of the LD2410S, which speaks a protocol of its own. */
export type Ld2410FrameKind = 'report' | 'acknowledgement' | 'command' | 'ld2410s';

export interface Ld2410Frame {
  kind: Ld2410FrameKind;
  /** What lies between length and footer; of an LD2410S the whole frame. */
  data: Uint8Array;
}

export const MAX_FRAME: number = ENVELOPE_BYTES + MAX_LD2410S_DATA;

export class Ld2410Framer extends ScanningFramer<Ld2410Frame> {
  constructor() {
    super(scanLd2410, MAX_FRAME);
  }
}

/** Bytes that a frame had on the line. */
export function sizeOf({ kind, data }: Ld2410Frame): number {
  return kind === 'ld2410s' ? data.length : data.length + ENVELOPE_BYTES;
}

/** First bytes of anything that this framer knows. */
const BEGINNINGS = new Set([REPORT_ENVELOPE.header[0], COMMAND_ENVELOPE.header[0], LD2410S_HEAD]);

function scanLd2410(bytes: Uint8Array, at: number): Scan<Ld2410Frame> {
  if (!BEGINNINGS.has(bytes[at])) return 'none';
  const report = scanEnvelope(bytes, at, REPORT_ENVELOPE);
  if (typeof report === 'object' && isReport(report.frame)) return framed('report', report);
  const message = scanEnvelope(bytes, at, COMMAND_ENVELOPE);
  if (typeof message === 'object') {
    const kind = decodeMessage(message.frame)?.kind;
    return kind === undefined ? 'none' : framed(kind, message);
  }
  const other = scanLd2410s(bytes, at);
  if (typeof other === 'object') return framed('ld2410s', other);
  return [report, message, other].includes('incomplete') ? 'incomplete' : 'none';
}

function framed(
  kind: Ld2410FrameKind,
  { frame, length }: { frame: Uint8Array; length: number },
): Scan<Ld2410Frame> {
  return { frame: { kind, data: frame }, length };
}

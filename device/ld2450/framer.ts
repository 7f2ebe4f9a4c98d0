/** Cuts a stream into LD2450 frames: reports, acknowledgements, and commands where both directions are heard. */
import { COMMAND_ENVELOPE, decodeMessage } from '../hilink/commands.ts';
import { ENVELOPE_BYTES, scanEnvelope } from '../hilink/envelope.ts';
import { ScanningFramer, type Scan } from '../scanning-framer.ts';
import { REPORT_BYTES, scanReport } from './report.ts';

export interface Ld2450Frame {
  kind: 'report' | 'acknowledgement' | 'command';
  /** Of a report the targets' 24 bytes, of the others what lies between length and footer. */
  data: Uint8Array;
}

export const MAX_FRAME: number = ENVELOPE_BYTES + COMMAND_ENVELOPE.maxData;

export class Ld2450Framer extends ScanningFramer<Ld2450Frame> {
  constructor() {
    super(scanLd2450, MAX_FRAME);
  }
}

/** Bytes that a frame had on the line. */
export function sizeOf({ kind, data }: Ld2450Frame): number {
  return kind === 'report' ? REPORT_BYTES : data.length + ENVELOPE_BYTES;
}

function scanLd2450(bytes: Uint8Array, at: number): Scan<Ld2450Frame> {
  const report = scanReport(bytes, at);
  if (report === 'incomplete') return report;
  if (report !== 'none') return { frame: { kind: 'report', data: report.frame }, length: report.length };
  const message = scanEnvelope(bytes, at, COMMAND_ENVELOPE);
  if (typeof message === 'string') return message;
  const kind = decodeMessage(message.frame)?.kind;
  return kind === undefined ? 'none' : { frame: { kind, data: message.frame }, length: message.length };
}

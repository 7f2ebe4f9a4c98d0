/**
 * Frames of MagicRF M100 chips (firmware command manual V2.3.3, section 1.1): header, type, command, parameter length
 * u16 BE, parameters, sum of the bytes from the type on, end.
 *
 * Header and end are BB and 7E on YRM100 and most modules, AA and DD on R200. Both ends may stand within the
 * parameters, so that only the length says where a frame ends.
 */
import type { FrameScan } from '../scanning-framer.ts';

export type M100Dialect = 'bb' | 'aa';

export const M100Type = { command: 0x00, answer: 0x01, notice: 0x02 } as const;

export interface M100Frame {
  dialect: M100Dialect;
  /** M100Type. */
  type: number;
  command: number;
  params: Uint8Array;
}

const EDGES: Record<M100Dialect, { header: number; end: number }> = {
  bb: { header: 0xbb, end: 0x7e },
  aa: { header: 0xaa, end: 0xdd },
};
const HEAD = 5;
const TAIL = 2;
/** The longest answer that the manual knows, 32 words read from a tag with a long EPC, is half as long. */
export const M100_MAX_PARAMS = 255;
export const M100_MAX_FRAME = HEAD + M100_MAX_PARAMS + TAIL;

/** Both dialects, or the one that is given. */
export function m100Scan(only?: M100Dialect): FrameScan<M100Frame> {
  return (bytes, at) => {
    const dialect = dialectOf(bytes[at]);
    if (dialect === undefined || (only !== undefined && dialect !== only)) return 'none';
    const available = bytes.length - at;
    const type = bytes[at + 1] ?? 0;
    const command = bytes[at + 2] ?? 0;
    if (type > M100Type.notice || (bytes[at + 3] ?? 0) !== 0) return 'none';
    if (available < HEAD) return 'incomplete';
    const length = HEAD + (bytes[at + 4] ?? 0) + TAIL;
    if (available < length) return 'incomplete';
    const sumAt = at + length - TAIL;
    if (bytes[sumAt + 1] !== EDGES[dialect].end || bytes[sumAt] !== sum(bytes, at + 1, sumAt)) return 'none';
    return { frame: { dialect, type, command, params: bytes.slice(at + HEAD, sumAt) }, length };
  };
}

/** @param frame At most 255 bytes of parameters. */
export function encodeM100({ dialect, type, command, params }: M100Frame): Uint8Array {
  const body = [type, command, params.length >> 8, params.length & 0xff, ...params];
  const { header, end } = EDGES[dialect];
  return Uint8Array.from([header, ...body, sum(body, 0, body.length), end]);
}

/** Bytes on the line. */
export function m100FrameLength(frame: M100Frame): number {
  return HEAD + frame.params.length + TAIL;
}

function dialectOf(header: number | undefined): M100Dialect | undefined {
  if (header === EDGES.bb.header) return 'bb';
  return header === EDGES.aa.header ? 'aa' : undefined;
}

function sum(bytes: ArrayLike<number>, from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index += 1) total += bytes[index] ?? 0;
  return total & 0xff;
}

/** One range of bytes of a file (RFC 9110, section 14), for who goes on where a line broke. */

export interface ByteRange {
  /** Of the first byte. */
  start: number;
  /** Of the last byte. */
  end: number;
}

const RANGE = /^bytes=(\d{1,15})-(\d{0,15})$/;

/**
 * @returns undefined when the header asks for nothing that is understood here, and the whole file is the answer; `beyond`
 * when the file ends before the range begins.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'beyond' | undefined {
  const [, first, last] = RANGE.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined) return undefined;
  const start = Number(first);
  if (start >= size) return 'beyond';
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return end < start ? undefined : { start, end };
}

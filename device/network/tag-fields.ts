/** The fields of a tag report of enterprise readers: hexadecimal, base64, strengths, times. What is odd becomes absent. */

/** An EPC is at most 496 bits long (Gen2, 31 words). */
const MOST_HEX = 124;
const HEX = /^(?:[0-9a-fA-F]{2})+$/;
/** Both alphabets of RFC 4648 are seen, with and without padding. */
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
/** Readers whose clock is farther off tell a time that would mislead. */
const MOST_SKEW_MS = 5_000;

/** Upper-case hexadecimal; undefined when it is none, or too long. */
export function hexField(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MOST_HEX || !HEX.test(value)) return undefined;
  return value.toUpperCase();
}

/** Upper-case hexadecimal of bytes in base64; undefined when it is none, or too long. */
export function base64Field(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MOST_HEX || !BASE64.test(value)) return undefined;
  // Four characters are three bytes; one that is left over is no byte.
  if (value.replace(/=+$/, '').length % 4 === 1) return undefined;
  return hexField(Buffer.from(value, 'base64').toString('hex'));
}

/** A strength in dBm that a receiver can measure; null otherwise. */
export function dbmField(value: unknown): number | null {
  return typeof value === 'number' && value >= -120 && value <= 20 ? value : null;
}

/** Antennas are counted from 1; a reader that does not name one has one. */
export function antennaField(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 256 ? value : 1;
}

export function countField(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1_000_000
    ? value
    : undefined;
}

/**
 * The reader's time of a read when it can be believed, else the time at which it came.
 * @param value ISO 8601 with up to nanoseconds, with `Z`, `+0100` or `+01:00`; or milliseconds or microseconds since the epoch.
 * @param at When the message came, ISO 8601.
 */
export function timeField(value: unknown, at: string): string {
  const ms =
    typeof value === 'number' ? epochMs(value) : typeof value === 'string' ? isoMs(value) : Number.NaN;
  return Math.abs(ms - Date.parse(at)) <= MOST_SKEW_MS ? new Date(ms).toISOString() : at;
}

function epochMs(value: number): number {
  return value > 1e14 ? value / 1_000 : value;
}

const ISO = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/;

/** `Date.parse` knows neither nine decimals everywhere nor an offset without a colon. */
function isoMs(text: string): number {
  const [, second = '', fraction = '', zone = ''] = ISO.exec(text) ?? [];
  if (second === '') return Number.NaN;
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  return Date.parse(`${second}${fraction.slice(0, 4)}${offset}`);
}

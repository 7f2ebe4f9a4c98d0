/** Readings as the command line prints them. */
import { ndefToJson, type NdefRecordJson } from '../../device/ndef/decode.ts';
import type { Reading, TagReading } from '../../device/ports.ts';

export type ReadingJson =
  | Exclude<Reading, TagReading>
  | (Omit<TagReading, 'ndef'> & { ndef: NdefRecordJson[] });

/** The same fields in the same order; bytes in hexadecimal. */
export function readingToJson(reading: Reading): ReadingJson {
  return reading.kind === 'tag' ? { ...reading, ndef: ndefToJson(reading.ndef).records } : reading;
}

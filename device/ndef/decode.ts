/** NDEF messages to records with their URIs, texts and Smart Posters understood. */
import { latin1, toHex } from '../bytes.ts';
import { Tnf, type NdefRecord } from './record.ts';
import { posterUri } from './smart-poster.ts';
import { splitMessage, type RawRecord } from './structure.ts';
import { decodeText } from './text.ts';
import { decodeUri, decodeUtf8 } from './uri.ts';

/**
 * Decodes a whole message strictly.
 * @throws DeviceError TW_NDEF_TRUNCATED, TW_NDEF_INVALID, TW_NDEF_TOO_LARGE; nothing else, whatever the bytes.
 */
export function decodeNdef(message: Uint8Array): NdefRecord[] {
  return splitMessage(message).map((raw) => Object.assign(bare(raw), interpret(raw)));
}

function bare({ tnf, type, id, payload }: RawRecord): NdefRecord {
  return { tnf, type: latin1(type), id: latin1(id), payload };
}

type Meaning = Pick<NdefRecord, 'uri' | 'text' | 'lang' | 'records'>;

function interpret(raw: RawRecord): Meaning {
  const isPoster = raw.tnf === Tnf.wellKnown && latin1(raw.type) === 'Sp';
  return isPoster ? interpretPoster(raw.payload) : interpretSimple(raw);
}

function interpretSimple({ tnf, type, payload }: RawRecord): Meaning {
  if (tnf === Tnf.absoluteUri) return { uri: decodeUtf8(type) };
  if (tnf !== Tnf.wellKnown) return {};
  if (latin1(type) === 'U') return { uri: decodeUri(payload) };
  return latin1(type) === 'T' ? decodeText(payload) : {};
}

/** The message inside is understood one level deep: a poster in a poster stays bytes, so that depth costs nothing. */
function interpretPoster(payload: Uint8Array): Meaning {
  const records = splitMessage(payload).map((raw) => Object.assign(bare(raw), interpretSimple(raw)));
  return { uri: posterUri(records), records };
}

/** A record as `tapwall decode` prints it: payloads in hexadecimal. */
export type NdefRecordJson = Omit<NdefRecord, 'payload' | 'records'> & {
  payload: string;
  records?: NdefRecordJson[];
};

export function ndefToJson(records: readonly NdefRecord[]): { records: NdefRecordJson[] } {
  return { records: records.map(recordToJson) };
}

function recordToJson({ records, payload, ...rest }: NdefRecord): NdefRecordJson {
  const { tnf, type, id, ...meaning } = rest;
  return {
    tnf,
    type,
    id,
    payload: toHex(payload),
    ...meaning,
    ...(records === undefined ? {} : { records: records.map(recordToJson) }),
  };
}

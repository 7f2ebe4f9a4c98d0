/** NDEF messages to records with their URIs and texts understood. */
import { latin1, toHex } from '../bytes.ts';
import { Tnf, type NdefRecord } from './record.ts';
import { splitMessage, type RawRecord } from './structure.ts';
import { decodeText } from './text.ts';
import { decodeUri } from './uri.ts';

/**
 * Decodes a whole message strictly.
 * @throws DeviceError TW_NDEF_TRUNCATED, TW_NDEF_INVALID, TW_NDEF_TOO_LARGE; nothing else, whatever the bytes.
 */
export function decodeNdef(message: Uint8Array): NdefRecord[] {
  return splitMessage(message).map((raw) => ({
    tnf: raw.tnf,
    type: latin1(raw.type),
    id: latin1(raw.id),
    payload: raw.payload,
    ...interpret(raw),
  }));
}

function interpret(raw: RawRecord): Pick<NdefRecord, 'uri' | 'text' | 'lang'> {
  const type = latin1(raw.type);
  if (raw.tnf === Tnf.absoluteUri) return { uri: type };
  if (raw.tnf !== Tnf.wellKnown) return {};
  if (type === 'U') return { uri: decodeUri(raw.payload) };
  if (type === 'T') return decodeText(raw.payload);
  return type === 'Sp' ? interpretSmartPoster(raw.payload) : {};
}

/** A Smart Poster holds a message of its own with exactly one URI (RTD Smart Poster 1.1, 3.2). */
function interpretSmartPoster(payload: Uint8Array): Pick<NdefRecord, 'uri'> {
  const inner = splitMessage(payload).find(({ tnf, type }) => tnf === Tnf.wellKnown && latin1(type) === 'U');
  return inner === undefined ? {} : { uri: decodeUri(inner.payload) };
}

/** A record as `tapwall decode` prints it: the payload in hexadecimal. */
export type NdefRecordJson = Omit<NdefRecord, 'payload'> & { payload: string };

export function ndefToJson(records: readonly NdefRecord[]): { records: NdefRecordJson[] } {
  return { records: records.map((record) => ({ ...record, payload: toHex(record.payload) })) };
}

/** Records to NDEF messages: what is written to tags, by us and by our simulators. */
import { concat, latin1 } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { Tnf, type NdefRecord } from './record.ts';
import { MAX_PAYLOAD_BYTES, MAX_RECORDS } from './structure.ts';
import { encodeText, type NdefText, type TextEncoding } from './text.ts';
import { encodeUri, encodeUtf8 } from './uri.ts';

const MAX_SHORT_PAYLOAD = 255;
const MAX_FIELD = 255;
const Flag = { messageBegin: 0x80, messageEnd: 0x40, shortRecord: 0x10, idLength: 0x08 } as const;

/** A URI record (RTD URI 1.0). */
export function uriRecord(uri: string): NdefRecord {
  return { tnf: Tnf.wellKnown, type: 'U', id: '', payload: encodeUri(uri), uri };
}

/** A text record (RTD Text 1.0), in UTF-8 unless told otherwise. */
export function textRecord({ text, lang }: NdefText, encoding: TextEncoding = 'utf-8'): NdefRecord {
  return { tnf: Tnf.wellKnown, type: 'T', id: '', payload: encodeText({ text, lang }, encoding), text, lang };
}

/** Content under a media type (RFC 2046), e.g. `image/png`. */
export function mimeRecord(type: string, payload: Uint8Array): NdefRecord {
  return { tnf: Tnf.mime, type, id: '', payload };
}

/** Content under a type of somebody's domain, e.g. `example.com:shelf` (RTD 1.0, 3.5). */
export function externalRecord(type: string, payload: Uint8Array): NdefRecord {
  return { tnf: Tnf.external, type, id: '', payload };
}

/** A record that says with a URI, in its type, what its payload is (NDEF 1.0, 3.2.6). */
export function absoluteUriRecord(uri: string, payload: Uint8Array = new Uint8Array()): NdefRecord {
  return { tnf: Tnf.absoluteUri, type: latin1(encodeUtf8(uri)), id: '', payload, uri };
}

/** Content that says nothing of its kind. */
export function unknownRecord(payload: Uint8Array): NdefRecord {
  return { tnf: Tnf.unknown, type: '', id: '', payload };
}

/** What an erased tag holds. */
export function emptyRecord(): NdefRecord {
  return { tnf: Tnf.empty, type: '', id: '', payload: new Uint8Array() };
}

/**
 * Encodes a message of at least one record; short records where they fit, no chunks. What comes out is what
 * `decodeNdef` takes: only TNF, type, id and payload count, not what they mean.
 * @throws DeviceError TW_NDEF_INVALID when a record breaks a rule of the format, TW_NDEF_TOO_LARGE.
 */
export function encodeNdef(records: readonly NdefRecord[]): Uint8Array {
  demand(records.length > 0, 'A message has at least one record.');
  if (records.length > MAX_RECORDS) throw new DeviceError('TW_NDEF_TOO_LARGE');
  return concat(
    ...records.map((record, index) => {
      const begin = index === 0 ? Flag.messageBegin : 0;
      const end = index === records.length - 1 ? Flag.messageEnd : 0;
      return encodeRecord(record, begin | end);
    }),
  );
}

function encodeRecord({ tnf, type, id, payload }: NdefRecord, position: number): Uint8Array {
  const typeBytes = fieldBytes(type);
  const idBytes = fieldBytes(id);
  checkRules(tnf, { type: typeBytes, id: idBytes, payload });
  const isShort = payload.length <= MAX_SHORT_PAYLOAD;
  const hasId = idBytes.length > 0;
  const flags = position | (isShort ? Flag.shortRecord : 0) | (hasId ? Flag.idLength : 0) | tnf;
  const length = Buffer.alloc(isShort ? 1 : 4);
  if (isShort) length.writeUInt8(payload.length);
  else length.writeUInt32BE(payload.length);
  const idLength = hasId ? Uint8Array.of(idBytes.length) : new Uint8Array();
  return concat(Uint8Array.of(flags, typeBytes.length), length, idLength, typeBytes, idBytes, payload);
}

/** NDEF 1.0, 3.2.6: which type name format goes with which fields. */
function checkRules(tnf: Tnf, fields: { type: Uint8Array; id: Uint8Array; payload: Uint8Array }): void {
  const { type, id, payload } = fields;
  if (payload.length > MAX_PAYLOAD_BYTES) throw new DeviceError('TW_NDEF_TOO_LARGE');
  if (tnf === Tnf.empty) {
    demand(type.length + id.length + payload.length === 0, 'An empty record has no content.');
  } else if (tnf === Tnf.unknown) {
    demand(type.length === 0, 'A record of unknown type has no type.');
  } else {
    demand(type.length > 0, 'The record lacks its type.');
  }
}

function fieldBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'latin1');
  demand(bytes.length <= MAX_FIELD, 'A type or id has at most 255 bytes.');
  demand(bytes.toString('latin1') === text, 'A type or id holds one byte per character.');
  return bytes;
}

function demand(condition: boolean, rule: string): void {
  if (!condition) throw new DeviceError('TW_NDEF_INVALID', { detail: rule });
}

/** Records to NDEF messages: what our simulators put on their tags. */
import { concat } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { Tnf, type NdefRecord } from './record.ts';
import { encodeText, type NdefText } from './text.ts';
import { encodeUri } from './uri.ts';

const MAX_SHORT_PAYLOAD = 255;
const MAX_FIELD = 255;

/** A URI record (RTD URI 1.0). */
export function uriRecord(uri: string): NdefRecord {
  return { tnf: Tnf.wellKnown, type: 'U', id: '', payload: encodeUri(uri), uri };
}

/** A UTF-8 text record (RTD Text 1.0). */
export function textRecord(content: NdefText): NdefRecord {
  return { tnf: Tnf.wellKnown, type: 'T', id: '', payload: encodeText(content), ...content };
}

/**
 * Encodes a message of at least one record; short records where they fit, no chunks.
 * @throws DeviceError TW_NDEF_INVALID when there is no record, or a type or id is too long.
 */
export function encodeNdef(records: readonly NdefRecord[]): Uint8Array {
  if (records.length === 0)
    throw new DeviceError('TW_NDEF_INVALID', { detail: 'A message has at least one record.' });
  return concat(
    ...records.map((record, index) => {
      const begin = index === 0 ? 0x80 : 0;
      const end = index === records.length - 1 ? 0x40 : 0;
      return encodeRecord(record, begin | end);
    }),
  );
}

function encodeRecord({ tnf, type, id, payload }: NdefRecord, position: number): Uint8Array {
  const typeBytes = Buffer.from(type, 'latin1');
  const idBytes = Buffer.from(id, 'latin1');
  if (typeBytes.length > MAX_FIELD || idBytes.length > MAX_FIELD) {
    throw new DeviceError('TW_NDEF_INVALID', { detail: 'A type or id has at most 255 bytes.' });
  }
  const isShort = payload.length <= MAX_SHORT_PAYLOAD;
  const flags = position | (isShort ? 0x10 : 0) | (idBytes.length > 0 ? 0x08 : 0) | tnf;
  const length = Buffer.alloc(isShort ? 1 : 4);
  if (isShort) length.writeUInt8(payload.length);
  else length.writeUInt32BE(payload.length);
  const idLength = idBytes.length > 0 ? Uint8Array.of(idBytes.length) : new Uint8Array();
  return concat(Uint8Array.of(flags, typeBytes.length), length, idLength, typeBytes, idBytes, payload);
}

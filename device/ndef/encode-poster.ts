/** Smart Posters to records (NFC Forum RTD Smart Poster 1.1, section 3). */
import { DeviceError } from '../errors.ts';
import { encodeNdef, textRecord, uriRecord } from './encode.ts';
import { Tnf, type NdefRecord } from './record.ts';
import { posterActions, posterUri, type SmartPoster } from './smart-poster.ts';
import { encodeUtf8 } from './uri.ts';

const MAX_SIZE = 0xffff_ffff;

/**
 * A Smart Poster record: only the URI is needed.
 * @throws DeviceError TW_NDEF_INVALID, e.g. for two titles in one language.
 */
export function smartPosterRecord(poster: Pick<SmartPoster, 'uri'> & Partial<SmartPoster>): NdefRecord {
  const { uri, titles = [], action, size, mimeType, icons = [] } = poster;
  const records = [
    uriRecord(uri),
    ...titles.map((title) => textRecord(title)),
    ...(action === undefined ? [] : [local('act', Uint8Array.of(posterActions.indexOf(action)))]),
    ...(size === undefined ? [] : [local('s', sizeBytes(size))]),
    ...(mimeType === undefined ? [] : [local('t', encodeUtf8(mimeType))]),
    ...icons,
  ];
  return {
    tnf: Tnf.wellKnown,
    type: 'Sp',
    id: '',
    payload: encodeNdef(records),
    uri: posterUri(records),
    records,
  };
}

/** A type that means something only inside a Smart Poster. */
function local(type: string, payload: Uint8Array): NdefRecord {
  return { tnf: Tnf.wellKnown, type, id: '', payload };
}

function sizeBytes(size: number): Uint8Array {
  if (!Number.isInteger(size) || size < 0 || size > MAX_SIZE) {
    throw new DeviceError('TW_NDEF_INVALID', { detail: 'The size in a Smart Poster has four bytes.' });
  }
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, size);
  return bytes;
}

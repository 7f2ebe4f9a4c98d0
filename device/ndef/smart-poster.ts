/** Smart Posters (NFC Forum RTD Smart Poster 1.1, section 3): a URI with titles, an action, and what lies behind it. */
import { DeviceError } from '../errors.ts';
import { Tnf, type NdefRecord } from './record.ts';
import type { NdefText } from './text.ts';
import { decodeUtf8 } from './uri.ts';

/** Table 2: value of the action record = index. */
export const posterActions = ['do', 'save', 'edit'] as const;

export type PosterAction = (typeof posterActions)[number];

export interface SmartPoster {
  uri: string;
  /** One per language. */
  titles: readonly NdefText[];
  action?: PosterAction;
  /** Bytes of what the URI points to. */
  size?: number;
  /** MIME type of what the URI points to. */
  mimeType?: string;
  /** Pictures and films: records of type `image/…` and `video/…`. */
  icons: readonly NdefRecord[];
}

const ACTION = 'act';
const SIZE = 's';
const MIME_TYPE = 't';
const SIZE_BYTES = 4;

/**
 * Checks the records inside a Smart Poster and returns their URI.
 * @throws DeviceError TW_NDEF_INVALID
 */
export function posterUri(records: readonly NdefRecord[]): string {
  return interpretPoster(records).uri;
}

/** What a decoded Smart Poster says; undefined for any other record. */
export function smartPosterOf(record: NdefRecord): SmartPoster | undefined {
  return record.records === undefined ? undefined : interpretPoster(record.records);
}

function interpretPoster(records: readonly NdefRecord[]): SmartPoster {
  const uri = onlyOne(records, 'U')?.uri;
  if (uri === undefined) throw invalid('A Smart Poster has exactly one URI.');
  const action = readAction(onlyOne(records, ACTION));
  const size = readSize(onlyOne(records, SIZE));
  const type = onlyOne(records, MIME_TYPE);
  return {
    uri,
    titles: readTitles(records),
    ...(action === undefined ? {} : { action }),
    ...(size === undefined ? {} : { size }),
    ...(type === undefined ? {} : { mimeType: decodeUtf8(type.payload) }),
    icons: records.filter(({ tnf, type: name }) => tnf === Tnf.mime && /^(image|video)\//i.test(name)),
  };
}

function onlyOne(records: readonly NdefRecord[], type: string): NdefRecord | undefined {
  const found = wellKnown(records, type);
  if (found.length > 1) throw invalid(`A Smart Poster has at most one record of type ${type}.`);
  return found[0];
}

function wellKnown(records: readonly NdefRecord[], type: string): NdefRecord[] {
  return records.filter((record) => record.tnf === Tnf.wellKnown && record.type === type);
}

function readTitles(records: readonly NdefRecord[]): NdefText[] {
  const titles = wellKnown(records, 'T').map(({ text = '', lang = '' }) => ({ text, lang }));
  const languages = new Set(titles.map(({ lang }) => lang.toLowerCase()));
  if (languages.size < titles.length) throw invalid('A Smart Poster has one title per language.');
  return titles;
}

function readAction(record: NdefRecord | undefined): PosterAction | undefined {
  if (record === undefined) return undefined;
  const [value = posterActions.length] = record.payload;
  const action = record.payload.length === 1 ? posterActions[value] : undefined;
  if (action === undefined) throw invalid('The action of a Smart Poster is undefined.');
  return action;
}

function readSize(record: NdefRecord | undefined): number | undefined {
  if (record === undefined) return undefined;
  const { payload } = record;
  if (payload.length !== SIZE_BYTES) throw invalid('The size in a Smart Poster has four bytes.');
  return new DataView(payload.buffer, payload.byteOffset, SIZE_BYTES).getUint32(0);
}

function invalid(rule: string): DeviceError {
  return new DeviceError('TW_NDEF_INVALID', { detail: rule });
}

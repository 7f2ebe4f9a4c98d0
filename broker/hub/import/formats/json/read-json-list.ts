/** A JSON list, entry by entry. */
import { BrokerError } from '../../../../errors.ts';
import type { Rejections } from '../../rejections.ts';
import { readText } from '../files/read-text.ts';
import { JsonScanner, type JsonEntry } from './json-scanner.ts';

export interface ListEntry {
  /** From 1. */
  number: number;
  value: unknown;
}

const MOST_ENTRY = 1_048_576;

/**
 * An entry that is too long or is no JSON goes to `rejections`.
 * @throws BrokerError TW_FEED_UNREADABLE when the file is missing, no list, or ends before its list does
 */
export async function* readJsonList({
  path,
  rejections,
}: {
  path: string;
  rejections: Rejections;
}): AsyncGenerator<ListEntry> {
  const scanner = new JsonScanner(MOST_ENTRY);
  const read = ({ number, text }: JsonEntry): ListEntry[] => {
    const value = text === undefined ? undefined : parsed(text);
    if (value !== undefined) return [{ number, value }];
    const place = { file: path, line: number, id: '' };
    if (text === undefined) rejections.add(place, 'TW_ROW_TOO_LONG');
    else rejections.add(place, 'TW_ROW_INVALID', 'the entry is no JSON');
    return [];
  };
  for await (const text of readText(path)) {
    for (const entry of scanner.push(text)) yield* read(entry);
    if (scanner.shape === 'value') break;
  }
  if (scanner.shape !== 'list') throw new BrokerError('TW_FEED_UNREADABLE', `${path} is not a JSON list.`);
  if (!scanner.closed || scanner.trailing)
    throw new BrokerError('TW_FEED_UNREADABLE', `${path} cannot be read as JSON: its list has no end.`);
}

/** Undefined when it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Opens feed files; whatever is wrong with a whole file ends the import before anything is changed. */
import { open, readFile } from 'node:fs/promises';
import type { ReadStream } from 'node:fs';
import { BrokerError } from '../../errors.ts';

/** @throws BrokerError TW_FEED_UNREADABLE */
export async function openFeed(path: string): Promise<ReadStream> {
  try {
    const handle = await open(path, 'r');
    if (!(await handle.stat()).isFile()) {
      await handle.close();
      throw new BrokerError('TW_FEED_UNREADABLE', `${path} is not a file.`);
    }
    return handle.createReadStream({ encoding: 'utf8' });
  } catch (error) {
    if (error instanceof BrokerError) throw error;
    throw new BrokerError('TW_FEED_UNREADABLE', `${path} cannot be read.`, { cause: error });
  }
}

/**
 * A JSON list.
 * @throws BrokerError TW_FEED_UNREADABLE when the file is missing, no JSON or no list
 */
export async function readJsonList(path: string): Promise<unknown[]> {
  let value: unknown;
  try {
    const text = await readFile(path, 'utf8');
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new BrokerError('TW_FEED_UNREADABLE', `${path} cannot be read as JSON.`, { cause: error });
  }
  if (!Array.isArray(value)) throw new BrokerError('TW_FEED_UNREADABLE', `${path} is not a JSON list.`);
  return value;
}

/** The fields of an entry of a JSON list; of anything else none. */
export function fieldsOf(entry: unknown): Record<string, unknown> {
  return typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : {};
}

/** A string or a number as trimmed text; anything else as ''. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

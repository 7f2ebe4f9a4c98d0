/** What an import leaves out, row by row, and why. */
import { basename } from 'node:path';
import { BROKER_ERRORS, type BrokerErrorCode } from '../../errors.ts';
import { oneLine } from './plain-text.ts';

export interface Rejection {
  /** Name of the feed file, without its folder. */
  file: string;
  /** Line of the file, from 1; in a JSON list the number of the entry. */
  line: number;
  /** The id the row gives, as far as it has one. */
  id: string;
  code: BrokerErrorCode;
  reason: string;
}

/** Where a value came from. */
export interface RowPlace {
  file: string;
  line: number;
  id: string;
}

/** All are counted; the list is bounded so that a broken feed of a million rows does not fill the memory. */
const MOST_LISTED = 5_000;

export class Rejections {
  readonly list: Rejection[] = [];
  count = 0;
  readonly #onEach: ((rejection: Rejection) => void) | undefined;

  /** @param onEach Told of every one, also of those that the list has no room for. */
  constructor(onEach?: (rejection: Rejection) => void) {
    this.#onEach = onEach;
  }

  add(place: RowPlace, code: BrokerErrorCode, reason: string = BROKER_ERRORS[code]): void {
    this.count += 1;
    if (this.list.length >= MOST_LISTED && !this.#onEach) return;
    const id = oneLine(place.id.slice(0, 200), 64);
    // A reason quotes the feed, and may end on a terminal.
    const bounded = oneLine(reason.slice(0, 800), 200);
    const rejection = { file: basename(place.file), line: place.line, id, code, reason: bounded };
    this.#onEach?.(rejection);
    if (this.list.length < MOST_LISTED) this.list.push(rejection);
  }
}

/** A row that is left out. Caught where rows are read; never leaves the import. */
export class RowFault extends Error {
  readonly code: BrokerErrorCode;

  constructor(code: BrokerErrorCode, reason: string) {
    super(reason);
    this.name = 'RowFault';
    this.code = code;
  }
}

/** Runs `read` for one row; a fault is noted and answered with undefined. */
export function attempt<T>(rejections: Rejections, place: RowPlace, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    rejections.add(place, error.code, error.message);
    return undefined;
  }
}

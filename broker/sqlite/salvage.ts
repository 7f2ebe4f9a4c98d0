/**
 * A damaged database file: set aside so that the service starts, and read for whatever is still readable.
 *
 * Power cuts on flash leave files with a bad page in the middle or a first page of zeros. The first is read around;
 * for the second the first page of an empty file with the same tables stands in, because our tables are always
 * created in the same order and so have the same root pages.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { isDamage } from './open.ts';

const PARTS = ['', '-wal', '-shm'];
/** Without a single readable row, and in all: a service waits for this before it starts. */
const FRUITLESS_MS = 2_000;
const BUDGET_MS = 6_000;
const ROWS_PER_QUERY = 1_000;
/** Keys to look beyond the last readable row before giving up. */
const REACH = 100_000;
const MOST_SKIPPED = 64;

/**
 * Renames the file with its -wal and -shm to `{path}.damaged-{ISO 8601 basic time}`.
 * @param now Epoch milliseconds.
 * @returns The new path.
 */
export function setAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const taken = (name: string): boolean => PARTS.some((part) => existsSync(name + part));
  let target = `${path}.damaged-${stamp}`;
  for (let count = 2; taken(target); count += 1) target = `${path}.damaged-${stamp}-${count}`;
  for (const part of PARTS) if (existsSync(path + part)) renameSync(path + part, target + part);
  return target;
}

/** The file with its -wal and -shm. */
export function removeDatabase(path: string): void {
  for (const part of PARTS) rmSync(path + part, { force: true });
}

/** Makes names durable: a rename or a removal is only on the disk once its folder was synced. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export interface SalvageOptions {
  /** The damaged file; it is read from a copy and stays as it is. */
  path: string;
  table: string;
  /** The table's INTEGER PRIMARY KEY. */
  key: string;
  /** Creates an empty file with the same tables at the given path. */
  createEmpty: (path: string) => void;
}

/** Every row that can still be read, in the order of its key. Takes six seconds at the most; never throws damage. */
export function salvageRows(options: SalvageOptions): Record<string, unknown>[] {
  const copy = copyOf(options.path);
  const empty = `${options.path}.empty`;
  try {
    const rows = readAround(copy, options);
    if (rows.length > 0) return rows;
    options.createEmpty(empty);
    transplantFirstPage(empty, copy);
    return readAround(copy, options);
  } finally {
    if (copy !== options.path) removeDatabase(copy);
    removeDatabase(empty);
  }
}

/** A copy to read from, because reading merges the log into the file; the file itself when there is no room. */
function copyOf(path: string): string {
  const copy = `${path}.copy`;
  // A salvage that was cut short may have left a log that fits no other copy.
  removeDatabase(copy);
  try {
    for (const part of ['', '-wal']) if (existsSync(path + part)) copyFileSync(path + part, copy + part);
    return copy;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    removeDatabase(copy);
    return path;
  }
}

/** Reads from the lowest key upwards; at a bad page it tries again a few keys further. */
function readAround(path: string, { table, key }: SalvageOptions): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = [];
  const began = performance.now();
  let fruitful = began;
  const database = openOrNothing(path);
  if (!database) return rows;
  try {
    const query = database.prepare<[number], Record<string, unknown>>(
      `SELECT * FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ${ROWS_PER_QUERY}`,
    );
    let position = 0;
    let skip = 1;
    let lastGood = 0;
    while (!isSpent(began, fruitful) && position - lastGood < REACH) {
      const before = rows.length;
      const whole = attempt(() => {
        for (const row of query.iterate(position)) rows.push(row);
      });
      if (rows.length > before) {
        lastGood = Number(rows.at(-1)?.[key]);
        position = lastGood;
        skip = 1;
        fruitful = performance.now();
      } else if (whole) return rows;
      if (!whole) {
        position += skip;
        skip = Math.min(skip * 2, MOST_SKIPPED);
      }
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error;
  } finally {
    database.close();
  }
  return rows;
}

function isSpent(began: number, fruitful: number): boolean {
  const now = performance.now();
  return now - began > BUDGET_MS || now - fruitful > FRUITLESS_MS;
}

function openOrNothing(path: string): Database.Database | undefined {
  try {
    return new Database(path);
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

function attempt(read: () => void): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (isUnreadable(error)) return false;
    throw error;
  }
}

/** Damage, or tables that the damage hides; anything else is not ours to swallow. */
function isUnreadable(error: unknown): boolean {
  return isDamage(error) || error instanceof Database.SqliteError;
}

/** SQLite file format, 1.3: bytes 92 to 95 must differ from 24 to 27 so that the page count comes from the file. */
function transplantFirstPage(from: string, to: string): void {
  const page = Buffer.alloc(4_096);
  const source = openSync(from, 'r');
  readSync(source, page, 0, page.length, 0);
  closeSync(source);
  page.writeUInt32BE(page.readUInt32BE(24) + 1, 92);
  const target = openSync(to, 'r+');
  writeSync(target, page, 0, page.length, 0);
  closeSync(target);
}

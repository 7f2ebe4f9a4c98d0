/** Which revision had which version, for as long as a kiosk may come back with it; and what was removed meanwhile. */
import type { SqliteDatabase } from '../../sqlite/open.ts';
import type { Side } from './catalogue-tables.ts';

/** A kiosk that was away for longer fetches everything anew. */
const KEEP_MS = 35 * 86_400_000;
/** A write a second would fill the disk in 35 days. */
const MOST_VERSIONS = 100_000;
/** With each write: more than one, so that what piled up goes, and few enough to cost nothing. */
const AT_ONCE = 64;

export interface VersionEntry {
  version: string;
  revision: number;
  side: Side;
  /** Milliseconds since 1970. */
  now: number;
}

/** Inside the caller's transaction. */
export function logVersion(database: SqliteDatabase, { version, revision, side, now }: VersionEntry): void {
  database
    .prepare('INSERT INTO versions (revision, version, at) VALUES (?, ?, ?)')
    .run(revision, version, now);
  const expired = expiredOf(database, now);
  if (expired) {
    database.prepare('DELETE FROM versions WHERE entry <= ?').run(expired.entry);
    database.prepare('UPDATE catalogue SET floor = ?').run(expired.revision);
  }
  pruneRemovals(database, side, AT_ONCE);
}

/** Takes up to `most` removals away that no known version is older than. True when there may be more. */
export function pruneRemovals(database: SqliteDatabase, side: Side, most: number): boolean {
  const { changes } = database
    .prepare(
      `DELETE FROM documents_${side} WHERE row IN (
         SELECT row FROM documents_${side} WHERE body IS NULL AND revision <= (SELECT floor FROM catalogue) LIMIT ?)`,
    )
    .run(most);
  return changes === most;
}

interface Entry {
  entry: number;
  revision: number;
  at: number;
}

/** A version is as old as the one that followed it: a catalogue that nobody touched for a year is not forgotten. */
function expiredOf(database: SqliteDatabase, now: number): Entry | undefined {
  const oldest = database
    .prepare(`SELECT entry, revision, at FROM versions ORDER BY entry LIMIT ${AT_ONCE + 1}`)
    .all() as Entry[];
  const last = database.prepare('SELECT max(entry) FROM versions').pluck().get() as number;
  return oldest.findLast(({ entry }, index) => {
    const next = oldest[index + 1];
    return next !== undefined && (next.at < now - KEEP_MS || entry <= last - MOST_VERSIONS);
  });
}

/** What both ways of writing an import have in common. */
import type { SqliteDatabase } from '../../../sqlite/open.ts';
import type { CatalogueState } from '../../store/catalogue-write.ts';
import type { Differences } from './differences.ts';

export interface ApplyOptions {
  /** Of `hub.sqlite`, with the staging file attached as `stage`. */
  database: SqliteDatabase;
  differences: Pick<Differences, 'sum' | 'total' | 'added' | 'altered' | 'removed'>;
  /** Revision that the differences were found against. */
  base: number;
  /** Milliseconds since 1970. */
  now: number;
  rejected: number;
  /** In place up to so many differences. */
  mostInPlace?: number;
}

/** Inside the caller's transaction. */
export function sayImported(
  database: SqliteDatabase,
  { state, now, rejected }: { state: CatalogueState } & Pick<ApplyOptions, 'now' | 'rejected'>,
): CatalogueState {
  database
    .prepare('UPDATE catalogue SET imported_at = ?, rejected = ?')
    .run(new Date(now).toISOString(), rejected);
  return state;
}

/** Long lists in parts: a statement of SQLite takes 32,766 parameters, one of PostgreSQL 65,535. */
const MOST_PARAMETERS = 30_000;

/** @param width Parameters that one item takes. */
export function* chunksOf<T>(items: readonly T[], width: number): Generator<readonly T[]> {
  const size = Math.floor(MOST_PARAMETERS / width);
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/**
 * SQLite overwrites what is deleted (`secure_delete`), but not what it once moved from one page to another: that stays in the
 * gap between cells. A table that is emptied and filled again has no such gaps.
 */
import { sql, type Transaction } from 'kysely';

/** Beyond it a hub would stand still for too long; what a gap holds of a larger table goes when its page is used again. */
const MOST_ROWS = 50_000;

export async function rewriteTable<Tables>(trx: Transaction<Tables>, name: string): Promise<void> {
  const table = sql.table(name);
  const counted = await sql<{ rows: number }>`SELECT COUNT(*) AS rows FROM ${table}`.execute(trx);
  if ((counted.rows[0]?.rows ?? 0) > MOST_ROWS) return;
  await sql`CREATE TEMP TABLE rewritten AS SELECT * FROM ${table}`.execute(trx);
  await sql`DELETE FROM ${table}`.execute(trx);
  await sql`INSERT INTO ${table} SELECT * FROM temp.rewritten`.execute(trx);
  await sql`DROP TABLE temp.rewritten`.execute(trx);
}

/** When sale prices begin and end. Times are ISO 8601 in UTC, all of one length, so that they compare as texts. */
import type { Statements } from './statements.ts';

export function nextSaleEdge(statements: Statements, now: number): number | null {
  const at = new Date(now).toISOString();
  const next = statements.text(
    `SELECT min(edge) FROM (
       SELECT min(sale_from) AS edge FROM variant WHERE sale_from > ?
       UNION ALL SELECT min(sale_until) FROM variant WHERE sale_until > ?) WHERE edge IS NOT NULL HAVING min(edge) IS NOT NULL`,
    at,
    at,
  );
  return next === undefined ? null : Date.parse(next);
}

export function lastSaleEdge(statements: Statements, now: number): string {
  const at = new Date(now).toISOString();
  const last = statements.text(
    `SELECT max(edge) FROM (
       SELECT max(sale_from) AS edge FROM variant WHERE sale_from <= ?
       UNION ALL SELECT max(sale_until) FROM variant WHERE sale_until <= ?) WHERE edge IS NOT NULL HAVING max(edge) IS NOT NULL`,
    at,
    at,
  );
  return last ?? '';
}

/** Products with a variant whose sale price begins or ends after the one and up to the other. */
export function productsWithSaleEdge(
  statements: Statements,
  { after, until }: { after: number; until: number },
): string[] {
  const [first, last] = [new Date(after).toISOString(), new Date(until).toISOString()];
  return statements.texts(
    `SELECT product FROM variant WHERE sale_from > ? AND sale_from <= ?
     UNION SELECT product FROM variant WHERE sale_until > ? AND sale_until <= ?`,
    first,
    last,
    first,
    last,
  );
}

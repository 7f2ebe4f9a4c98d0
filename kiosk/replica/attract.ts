/** What a resting display invites with. */
import type { Statements } from './statements.ts';

const DAY_MS = 86_400_000;

interface Candidate {
  id: string;
  category: string;
  sku: string;
}

/**
 * The first buyable variant of well-rated products of this store, round robin over categories.
 * The same day gives the same answer, another day another one.
 */
export function attractSkus(statements: Statements, options: { now: number; limit: number }): string[] {
  const day = Math.floor(options.now / DAY_MS);
  const best = statements.rows<Candidate>(
    `SELECT product.id AS id, product.category AS category,
       (SELECT variant.sku FROM variant JOIN offer ON offer.sku = variant.sku
        WHERE variant.product = product.id AND offer.buyable = 1
          AND offer.store = (SELECT value FROM meta WHERE name = 'storeCode')
        ORDER BY variant.position LIMIT 1) AS sku
     FROM product WHERE here = 1 AND pictured = 1
     ORDER BY rating DESC, id LIMIT ?`,
    // Three times as many as are shown leaves the days something to differ by without reaching for the badly rated.
    options.limit * 3,
  );
  return mixed(best.sort((a, b) => lot(a.id, day) - lot(b.id, day)))
    .slice(0, options.limit)
    .map(({ sku }) => sku);
}

/** One of each category in turn. */
function mixed(candidates: Candidate[]): Candidate[] {
  const piles = new Map<string, Candidate[]>();
  for (const candidate of candidates)
    piles.set(candidate.category, [...(piles.get(candidate.category) ?? []), candidate]);
  const rounds = [...piles.values()].flatMap((pile) =>
    pile.map((candidate, round) => ({ candidate, round })),
  );
  return rounds.sort((a, b) => a.round - b.round).map(({ candidate }) => candidate);
}

/** FNV-1a of product and day: an order that looks drawn by lot and needs no randomness. */
function lot(id: string, day: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${day}:${id}`)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // The last characters alone would decide the order of ids that differ only there.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

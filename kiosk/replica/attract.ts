/** What a resting display invites with. */
import type { Statements } from './statements.ts';

const DAY_MS = 86_400_000;

interface Candidate {
  id: string;
  category: string;
  sku: string;
}

/**
 * The first buyable variant of well-rated products of this store, round robin over categories; of any products where nothing is
 * known of the store's stock. The same day gives the same answer, another day another one.
 */
export function attractSkus(statements: Statements, options: { now: number; limit: number }): string[] {
  const day = Math.floor(options.now / DAY_MS);
  // Three times as many as are shown leaves the days something to differ by without reaching for the badly rated.
  const most = options.limit * 3;
  const here = productsHere(statements, most);
  const best = here.length === 0 && !hasStock(statements) ? anyProducts(statements, most) : here;
  return mixed(best.sort((a, b) => lot(a.id, day) - lot(b.id, day)))
    .slice(0, options.limit)
    .map(({ sku }) => sku);
}

function hasStock(statements: Statements): boolean {
  const any = `SELECT sku FROM offer WHERE store = (SELECT value FROM meta WHERE name = 'storeCode') LIMIT 1`;
  return statements.text(any) !== undefined;
}

function anyProducts(statements: Statements, most: number): Candidate[] {
  return statements.rows<Candidate>(
    `SELECT product.id AS id, product.category AS category,
       (SELECT sku FROM variant WHERE variant.product = product.id ORDER BY position LIMIT 1) AS sku
     FROM product WHERE pictured = 1 AND EXISTS (SELECT 1 FROM variant WHERE variant.product = product.id)
     ORDER BY rating DESC, id LIMIT ?`,
    most,
  );
}

function productsHere(statements: Statements, most: number): Candidate[] {
  return statements.rows<Candidate>(
    `SELECT product.id AS id, product.category AS category,
       (SELECT variant.sku FROM variant JOIN offer ON offer.sku = variant.sku
        WHERE variant.product = product.id AND offer.buyable = 1
          AND offer.store = (SELECT value FROM meta WHERE name = 'storeCode')
        ORDER BY variant.position LIMIT 1) AS sku
     FROM product WHERE here = 1 AND pictured = 1
     ORDER BY rating DESC, id LIMIT ?`,
    most,
  );
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

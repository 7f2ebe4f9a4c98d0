/** As-you-type search over the replica (SQLite FTS5). */
import type { Product, Variant } from '../../broker/contract/domain.ts';
import type { FoundPage } from '../../broker/contract/http.ts';
import type { Language } from '../../broker/contract/settings.ts';
import { cardOf } from '../views/card.ts';
import { readVariant } from './sale.ts';
import type { Statements } from './statements.ts';

export interface SearchQuery {
  query: string;
  offset: number;
  limit: number;
  /** Language of the cards; without one the first the product has. */
  language?: Language;
}

/** What a person types on a screen; more only costs time. */
const MOST_WORDS = 8;
const LONGEST_WORD = 32;
const MOST = 100;
/** It only stands in while the index of kiosk/search is being built: more would keep others waiting. */
const MOST_HITS = 1_000;

/**
 * The FTS5 expression of what was typed: each word as a quoted prefix, all of them required.
 * Quoting leaves nothing of FTS5's own syntax to whoever types (sqlite.org/fts5.html, 3.1).
 * @returns undefined when nothing in the text is a word.
 */
export function ftsExpression(text: string): string | undefined {
  const words = wordsOf(text);
  return words.length === 0 ? undefined : words.map((word) => `"${word}"*`).join(' AND ');
}

function wordsOf(text: string): string[] {
  const found = text.slice(0, 500).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return found.slice(0, MOST_WORDS).map((word) => Array.from(word).slice(0, LONGEST_WORD).join(''));
}

interface Hit {
  id: string;
  category: string;
}

/** One page of products; an empty query lists everything by category. @param now Whose prices count, milliseconds since 1970. */
export function searchPage(statements: Statements, query: SearchQuery, now: number): FoundPage {
  const isEmpty = query.query.trim() === '';
  const expression = ftsExpression(query.query);
  const page = { query: query.query, total: 0, cards: [], categories: [] };
  if (!isEmpty && expression === undefined) return page;
  const { sql, parameters } = expression === undefined ? everything() : matching(expression);
  const all = statements.rows<Hit>(sql, ...parameters);
  const offset = Math.max(0, query.offset);
  const hits = all.slice(offset, offset + Math.max(0, Math.min(query.limit, MOST)));
  return {
    ...page,
    total: all.length,
    cards: hits.flatMap((hit) => cardOfHit(statements, hit, { query, now })),
    categories: [...new Set(all.map(({ category }) => category))],
  };
}

function everything(): { sql: string; parameters: unknown[] } {
  return {
    sql: `SELECT id, category FROM product ORDER BY category, here DESC, rating DESC, id LIMIT ${MOST_HITS}`,
    parameters: [],
  };
}

/** bm25 is negative, the best the most; being here and being liked stretch it. */
function matching(expression: string): { sql: string; parameters: unknown[] } {
  return {
    sql: `SELECT product.id AS id, product.category AS category
          FROM words JOIN product ON product.id = words.product
          WHERE words MATCH ?
          ORDER BY bm25(words, 10, 4, 3, 3) * (1 + 0.5 * here + 0.1 * rating), product.id LIMIT ${MOST_HITS}`,
    parameters: [expression],
  };
}

interface VariantRow {
  json: string;
  here: number;
}

function cardOfHit(
  statements: Statements,
  hit: Hit,
  { query, now }: { query: SearchQuery; now: number },
): FoundPage['cards'] {
  const json = statements.text('SELECT json FROM product WHERE id = ?', hit.id);
  if (json === undefined) return [];
  const product = JSON.parse(json) as Product;
  const rows = statements.rows<VariantRow>(
    `SELECT variant.json AS json, EXISTS (
       SELECT 1 FROM offer WHERE offer.sku = variant.sku AND buyable = 1
         AND store = (SELECT value FROM meta WHERE name = 'storeCode')) AS here
     FROM variant WHERE product = ? ORDER BY position, sku`,
    hit.id,
  );
  const variants = rows.map(({ json, here }) => ({ variant: readVariant(json, now), here: here === 1 }));
  const chosen = choose(variants, query.query);
  if (chosen === undefined) return [];
  const card = cardOf(product, chosen.variant, query.language);
  return [{ ...card, availableHere: variants.some(({ here }) => here) }];
}

interface Choice {
  variant: Variant;
  here: boolean;
}

/** The variant a card leads to: of the colour that was typed, and in this store, if there is one. */
function choose(variants: Choice[], typed: string): Choice | undefined {
  const words = wordsOf(typed).map(fold);
  const worth = ({ variant, here }: Choice): number => {
    const colour = fold(variant.colour).split(' ');
    const isTyped = words.some((word) => word.length > 1 && colour.some((part) => part.startsWith(word)));
    return (isTyped ? 2 : 0) + (here ? 1 : 0);
  };
  return variants.reduce<Choice | undefined>(
    (best, next) => (best === undefined || worth(next) > worth(best) ? next : best),
    undefined,
  );
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** By the words of the path, of which there is an index, and not by every product. */
export function ofCategory(statements: Statements, path: readonly string[], limit: number): string[] {
  const words = path.join(' ').replaceAll('"', '').trim();
  if (!/[\p{L}\p{N}]/u.test(words)) return [];
  return statements.texts(
    `SELECT product.id FROM words JOIN product ON product.rowid = words.rowid
     WHERE words MATCH ? AND product.category = ? ORDER BY here DESC, rating DESC, product.id LIMIT ?`,
    `categories : "${words}"`,
    path.join(' > '),
    limit,
  );
}

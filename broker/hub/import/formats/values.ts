/** What several formats read alike. */
import type { Money } from '../../../contract/domain.ts';
import type { VariantRow } from '../../sources/rows.ts';
import { oneLine } from '../plain-text.ts';
import { RowFault } from '../rejections.ts';
import { readGtin } from '../values.ts';

export const MOST_PICTURES = 20;
const MOST_LINK = 2_048;
const MOST_IN_LIST = 100;

/** Comma-separated values; one with a comma of its own stands in quotes. */
export function listOf(text: string): string[] {
  const parts = text.match(/"(?:[^"]|"")*"|[^,]+/g) ?? [];
  return parts
    .map((part) =>
      part
        .trim()
        .replace(/^"(.*)"$/s, '$1')
        .replaceAll('""', '"')
        .trim(),
    )
    .filter(Boolean)
    .slice(0, MOST_IN_LIST);
}

/** @throws RowFault TW_ROW_INVALID unless it can stand on a tag and in a topic's payload */
export function idOf(id: string, column: string): string {
  if (/^[\x21-\x7E][\x20-\x7E]{0,63}$/.test(id)) return id;
  throw new RowFault('TW_ROW_INVALID', `${column} is missing or is not 1 to 64 printable ASCII characters`);
}

/** @throws RowFault TW_ROW_INVALID */
export function titleOf(text: string): string {
  const title = oneLine(text, 200);
  if (title === '') throw new RowFault('TW_ROW_INVALID', 'title is missing');
  return title;
}

/** '' unless it is a GTIN. */
export function gtinOrNone(text: string): string {
  try {
    return readGtin(text);
  } catch (error) {
    if (error instanceof RowFault) return '';
    throw error;
  }
}

/** A "reduction" that reduces nothing would mislead (Directive 98/6/EC article 6a): null. */
export function reductionOf(sale: Money, price: Money): Money | null {
  if (sale.currency !== price.currency)
    throw new RowFault('TW_ROW_PRICE', 'sale price and price differ in currency');
  return sale.amountMinor < price.amountMinor ? sale : null;
}

export function picturesOf(links: readonly string[]): string[] {
  return [...new Set(links)]
    .filter((link) => link !== '' && link.length <= MOST_LINK)
    .slice(0, MOST_PICTURES);
}

/** A rating on a scale of its own as 1 to 5. */
export function starsOf(value: string, scale: { least: string; most: string }): number {
  const numberOf = (text: string, fallback: number): number =>
    text === '' ? fallback : Number(text.replace(',', '.'));
  const least = numberOf(scale.least, 1);
  const most = numberOf(scale.most, 5);
  const rating = value === '' ? Number.NaN : numberOf(value, Number.NaN);
  if (most > least && rating >= least && rating <= most)
    return Math.round(((rating - least) / (most - least)) * 4) + 1;
  const what = value === '' ? 'is missing' : value;
  throw new RowFault('TW_REVIEW_RATING', `rating ${what} on a scale from ${least} to ${most}`);
}

/** What is said of all reviews of a product together. Texts as they stand in the feed. */
export interface SaidRating {
  value: string;
  count: string;
  /** Ends of the scale; empty: 1 and 5. */
  least?: string;
  most?: string;
}

/** On the scale from 1 to 5, with two decimals. Undefined when nobody rated it, or it makes no sense: it is no reason to leave a product out. */
export function ratingOf({ value, count, least = '', most = '' }: SaidRating): VariantRow['rating'] {
  const numberOf = (text: string, fallback: number): number =>
    text === '' ? fallback : Number(text.replace(',', '.'));
  const [low, high, stars] = [numberOf(least, 1), numberOf(most, 5), numberOf(value, Number.NaN)];
  const many = numberOf(count, 0);
  const makesSense = high > low && stars >= low && stars <= high && Number.isSafeInteger(many) && many > 0;
  if (!makesSense) return undefined;
  return { average: Math.round((1 + ((stars - low) / (high - low)) * 4) * 100) / 100, count: many };
}

/** @throws RowFault TW_ROW_INVALID */
export function timeOf(text: string, column: string): string {
  const time = text.length > 64 ? Number.NaN : Date.parse(text);
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new RowFault('TW_ROW_INVALID', `${column} is missing or is not ISO 8601`);
}

/** BCP 47; `und` when it is not. */
export function languageOf(text: string): string {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(text) ? text : 'und';
}

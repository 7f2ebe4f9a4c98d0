/** Ends of price ranges that a person would choose by: round numbers near the fifths of what the shop sells. */
import type { Segment } from '../index/segment.ts';

const SAMPLE = 4_000;
const RANGES = 5;
const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** @returns At most four ends, minor units, ascending. */
export function priceRanges({ columns, documents }: Segment): number[] {
  const step = Math.max(1, Math.floor(documents / SAMPLE));
  const prices: number[] = [];
  for (let document = 0; document < documents; document += step) prices.push(columns.docPrice[document] ?? 0);
  prices.sort((a, b) => a - b);
  const ends = Array.from({ length: RANGES - 1 }, (_, at) =>
    rounded(prices[Math.floor((prices.length * (at + 1)) / RANGES)] ?? 0),
  );
  return [...new Set(ends)].filter((end) => end > (prices[0] ?? 0) && end <= (prices.at(-1) ?? 0));
}

function rounded(price: number): number {
  if (price <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(price));
  const nearest = ROUND.reduce((best, round) =>
    Math.abs(round * power - price) < Math.abs(best * power - price) ? round : best,
  );
  return Math.round(nearest * power);
}

/** Sources as a hub would describe them. */
import type {
  SourceIncident,
  SourceRejection,
  SourcesAnswer,
  SourceSummary,
} from '../../../broker/contract/sources.ts';
import { minutesAgo } from './fixtures.ts';

export function source(change: Partial<SourceSummary> = {}): SourceSummary {
  const run: SourceSummary['lastRun'] = {
    startedAt: minutesAgo(4.2),
    endedAt: minutesAgo(4),
    cause: 'schedule',
    outcome: 'imported',
    counts: {
      products: 1_204,
      variants: 11_480,
      offers: 184_022,
      reviews: 9_310,
      added: 12,
      altered: 310,
      removed: 3,
    },
    rejected: 0,
    error: null,
  };
  return {
    name: 'webshop',
    kind: 'feeds',
    description: 'Product, stock and review feeds, as files or by URL.',
    state: 'good',
    problem: null,
    parts: ['stores', 'products', 'reviews'],
    notes: [],
    every: 600,
    progress: null,
    lastRun: run,
    lastGood: run,
    nextAt: minutesAgo(-5.8),
    held: null,
    rejections: 0,
    live: null,
    ...change,
  };
}

export const REJECTED: SourceRejection[] = [
  {
    file: 'products.tsv',
    line: 17,
    id: 'SKU-4411',
    code: 'TW_ROW_GTIN',
    reason: 'GTIN 4006381333932 has a wrong check digit',
  },
  {
    file: 'products.tsv',
    line: 318,
    id: 'SKU-5120',
    code: 'TW_ROW_PRICE',
    reason: 'price lacks its currency',
  },
  {
    file: 'products.tsv',
    line: 902,
    id: 'SKU-5120',
    code: 'TW_ROW_DUPLICATE',
    reason: 'id SKU-5120 came before, on line 318',
  },
];

function incident(
  source: string,
  code: string,
  about: Pick<SourceIncident, 'message' | 'openedAt'> & Partial<SourceIncident>,
): SourceIncident {
  return { id: `${source} ${code}`, source, code, closedAt: null, ...about };
}

/** One of each state that somebody may meet. */
export function everySource(): SourcesAnswer {
  const failed: SourceSummary['lastRun'] = {
    startedAt: minutesAgo(9),
    endedAt: minutesAgo(9),
    cause: 'schedule',
    outcome: 'failed',
    counts: null,
    rejected: 0,
    error: { code: 'TW_FETCH_FAILED', message: 'https://erp.example/stock.tsv answered 503.' },
  };
  return {
    folder: '/srv/tapwall/sources.d',
    given: ['products', 'stock', 'reviews'],
    incidents: [
      incident('erp-stock', 'TW_SOURCE_FAILING', {
        message: 'erp-stock could not be read 3 times in a row: https://erp.example/stock.tsv answered 503.',
        openedAt: minutesAgo(9),
      }),
      incident('reviews', 'TW_IMPORT_HELD', {
        message: 'An import of reviews would take much away, and waits.',
        openedAt: minutesAgo(19),
      }),
      incident('webshop', 'TW_SOURCE_STALE', {
        message:
          'webshop was last read well at 2026-11-26T05:10:00.000Z, and what it gives stays fresh for 10 minutes.',
        openedAt: minutesAgo(260),
        closedAt: minutesAgo(220),
      }),
    ],
    sources: [
      source({
        name: 'erp-stock',
        state: 'failing',
        parts: ['stock'],
        every: 300,
        lastRun: failed,
        nextAt: minutesAgo(-2),
      }),
      source({
        name: 'looks',
        state: 'invalid',
        kind: '',
        description: '',
        problem: 'looks.json, line 4: every is -5, but must be a whole number from 0 to 604800.',
        parts: [],
        lastRun: null,
        lastGood: null,
        nextAt: null,
      }),
      source({
        name: 'reviews',
        state: 'held',
        parts: ['reviews'],
        every: 3_600,
        nextAt: minutesAgo(-41),
        held: {
          heldAt: minutesAgo(19),
          removals: { variants: { removed: 0, of: 11_480 }, reviews: { removed: 7_204, of: 9_310 } },
          approved: false,
        },
      }),
      source({
        name: 'shop',
        kind: 'vendure',
        description: 'A Vendure shop, by its admin API.',
        state: 'running',
        parts: ['products', 'stock', 'people', 'wishlist', 'orders'],
        notes: ['Orders wait at the shop for their payment.'],
        progress: { stage: 'products', done: 7_400, total: 11_480 },
        live: { changedAt: minutesAgo(0.4), changes: 1_318, trouble: null },
      }),
      source({ rejections: 3 }),
    ],
  };
}

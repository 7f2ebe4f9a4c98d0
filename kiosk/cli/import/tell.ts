/** What an import says of itself: one line for programs, and a table for whoever started it. */
import type { FeedPart } from '../../../broker/hub/import/import-feeds.ts';
import type { CatalogueReport } from '../../../broker/hub/import/pipeline/import-catalogue.ts';

export type Report = CatalogueReport & { kept?: readonly FeedPart[]; unused?: readonly FeedPart[] };

/** Enough to see what is wrong; the counts by reason say the rest. */
const SHOWN_REJECTIONS = 20;
const PARTS = [
  ['stores', 'store'],
  ['products', 'product'],
  ['variants', 'variant'],
  ['stock', 'offer'],
  ['reviews', 'review'],
] as const;
const FLAG_OF: Readonly<Record<FeedPart, string>> = {
  stores: '--stores',
  products: '--products',
  stock: '--local',
  reviews: '--reviews',
};

/** The one line on standard output. */
export function lineOf(report: Report, dryRun: boolean): object {
  const { products, variants, offers, reviews, rejected, added, altered, removed, held, kept = [] } = report;
  const counts = {
    products,
    variants,
    offers,
    reviews,
    rejected,
    ...(kept.length > 0 && { kept }),
  };
  if (held !== null) return { event: 'held', rejected, removals: held };
  return dryRun ? { event: 'checked', ...counts, added, altered, removed } : { event: 'imported', ...counts };
}

/** For people: what is there afterwards, what changes, and what no feed was given for. */
export function tableOf(report: Report, dryRun: boolean): string {
  const { added, altered, removed, kept = [] } = report;
  const total = (name: string): string => {
    const totals: Readonly<Record<string, number>> = {
      products: report.products,
      variants: report.variants,
      stock: report.offers,
      reviews: report.reviews,
    };
    return totals[name] === undefined ? '' : String(totals[name]);
  };
  const wouldBe = dryRun || report.held !== null ? ' (nothing was written)' : '';
  const lines = PARTS.map(([name, kind]) => {
    const part = name === 'variants' ? 'products' : name;
    const why = kept.includes(part) ? `kept: no ${FLAG_OF[part]}` : '';
    const changes = [added[kind], altered[kind], removed[kind]].map(cell).join('');
    return `  ${name.padEnd(10)}${cell(total(name))}${changes}${why === '' ? '' : `   ${why}`}`;
  });
  const head = `  ${''.padEnd(10)}${['total', 'added', 'altered', 'removed'].map(cell).join('')}${wouldBe}`;
  return `${[head, ...lines].join('\n')}\n`;
}

function cell(text: string | number): string {
  return String(text).padStart(9);
}

export function rejectionLines({ rejections, rejected }: Report): string {
  const lines = rejections
    .slice(0, SHOWN_REJECTIONS)
    .map(({ file, line, id, code, reason }) => `  rejected ${file}:${line} ${id} ${code}: ${reason}\n`);
  const rest = rejected - lines.length;
  return `${lines.join('')}${rest > 0 ? `  … and ${rest} more\n` : ''}${remoteHint(rejections)}`;
}

const HOST_IN: Readonly<Record<string, RegExp>> = {
  TW_PICTURE_REMOTE: /^https?:\/\/([^\s/:]+)/i,
  TW_PICTURE_UNREACHABLE: /^(\S+) is not one of the allowed hosts/,
};

/** Shops keep their pictures on servers of their own, and nobody guesses the flag. */
function remoteHint(rejections: Report['rejections']): string {
  const hosts = new Set<string>();
  for (const { code, reason } of rejections) {
    const wording = HOST_IN[code];
    const host = wording?.exec(reason)?.[1];
    if (host !== undefined) hosts.add(host);
    if (hosts.size === 5) break;
  }
  return hosts.size === 0 ? '' : `  to have these pictures fetched: --allow-host ${[...hosts].join(',')}\n`;
}

export function heldText(held: NonNullable<Report['held']>): string {
  const much = Object.entries(held)
    .filter(([, { removed }]) => removed > 0)
    .map(([name, { removed, of }]) => `${removed} of ${of} ${name}`);
  return `The import would remove ${much.join(', ')}, so nothing was changed. When that is meant: --approve.`;
}

export function unusedText(parts: readonly FeedPart[], { rejections }: Report): string {
  const why = rejections.at(-1);
  const said = why === undefined ? '' : ` The last: ${why.reason}.`;
  return `No row of ${parts.map((part) => FLAG_OF[part]).join(' and ')} could be used.${said}`;
}

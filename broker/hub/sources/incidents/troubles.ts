/** What is wrong with a source for longer than a moment, and by which code an alarm knows it. Pure. */
import type { SourceSummary } from '../../../contract/sources.ts';
import type { SourceEntry } from '../run/source-entry.ts';
import type { BrokerErrorCode } from '../../../errors.ts';

/** A shop’s server restarts, and a line is down for a minute: that mends itself. */
export const MOST_FAILURES = 3;
/** In times of what a source says that it stays fresh: one reading may be late, or take long. */
const STALE_TIMES = 2;
const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];

export interface WatchedSource extends Pick<
  SourceSummary,
  'name' | 'state' | 'problem' | 'lastRun' | 'held' | 'live'
> {
  /** Readings that failed since the last good one. */
  failures: number;
  /** Seconds that what it reads stays fresh, as it declares; null: it says nothing of that. */
  freshSeconds: number | null;
  /** Milliseconds since 1970: when it was last read well; null: never. */
  goodAt: number | null;
}

export interface Trouble {
  code: BrokerErrorCode;
  message: string;
}

/** @param entry Absent when its file is not in force. */
export function watchedOf(summary: SourceSummary, entry: SourceEntry | undefined): WatchedSource {
  const { name, state, problem, lastRun, lastGood, held, live } = summary;
  return {
    name,
    state,
    problem,
    lastRun,
    held,
    live,
    failures: entry?.record.failures ?? 0,
    freshSeconds: entry?.bundle.catalogue === undefined ? null : freshOf(entry),
    goodAt: lastGood === null ? null : Date.parse(lastGood.endedAt),
  };
}

/** Stock that comes by itself has a freshness of its own, and says itself when it does not come. */
function freshOf({ bundle, live }: SourceEntry): number | null {
  const { freshness } = bundle.card;
  const read = (['catalogue', 'stock', 'reviews'] as const).filter(
    (part) => part !== 'stock' || live === null,
  );
  const declared = read.flatMap((part) => freshness[part] ?? []);
  return declared.length === 0 ? null : Math.min(...declared);
}

/** At most one of each code. Nothing of a source that is paused: somebody wanted that. */
export function troublesOf(source: WatchedSource, now: number): Trouble[] {
  const { name, state, problem, held, live } = source;
  if (state === 'paused') return [];
  if (state === 'invalid')
    return [{ code: 'TW_SOURCE_INVALID', message: problem ?? `${name} has a mistake.` }];
  const troubles: Trouble[] = [];
  if (source.failures >= MOST_FAILURES)
    troubles.push({ code: 'TW_SOURCE_FAILING', message: failing(source) });
  if (isStale(source, now)) troubles.push({ code: 'TW_SOURCE_STALE', message: stale(source) });
  if (held !== null && !held.approved)
    troubles.push({
      code: 'TW_IMPORT_HELD',
      message: `An import of ${name} would take much away, and waits.`,
    });
  const trouble = live?.trouble ?? null;
  if (trouble !== null)
    troubles.push({
      code: 'TW_STOCK_SILENT',
      message: `Changes of stock from ${name} do not come: ${trouble}`,
    });
  return troubles;
}

function isStale({ freshSeconds, goodAt }: WatchedSource, now: number): boolean {
  return freshSeconds !== null && goodAt !== null && now - goodAt > STALE_TIMES * freshSeconds * 1_000;
}

function failing({ name, failures, lastRun }: WatchedSource): string {
  const why = lastRun?.error?.message ?? '';
  return `${name} could not be read ${failures} times in a row${why === '' ? '.' : `: ${why}`}`;
}

function stale({ name, freshSeconds, goodAt }: WatchedSource): string {
  const since = new Date(goodAt ?? 0).toISOString();
  return `${name} was last read well at ${since}, and what it gives stays fresh for ${spoken(freshSeconds ?? 0)}.`;
}

/** In the largest unit that says it whole. */
function spoken(seconds: number): string {
  const [unit, name] = UNITS.find(([size]) => seconds >= size && seconds % size === 0) ?? [1, 'second'];
  const count = seconds / unit;
  return count === 1 ? `a${name === 'hour' ? 'n' : ''} ${name}` : `${count} ${name}s`;
}

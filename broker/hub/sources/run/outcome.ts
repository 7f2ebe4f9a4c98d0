/** What became of a reading, and what is remembered of it. */
import type { SourceCounts, SourceRun } from '../../../contract/sources.ts';
import { isBrokerError } from '../../../errors.ts';
import type { JobResult } from './import-job.ts';
import type { ImportReport } from './importer.ts';
import type { RunRecord } from './run-record.ts';

interface About {
  cause: SourceRun['cause'];
  startedAt: number;
  now: () => number;
}

/** What the hub works out of a row depends on the day (the lowest price of 30 days), so it is read again after a while all the same. */
const READ_AGAIN_MS = 3_600_000;

/** By what the content is known that need not be read again. */
export function knownOf({ stamp, lastRead }: RunRecord, now: number): string | null {
  const readAt = lastRead === null ? Number.NEGATIVE_INFINITY : Date.parse(lastRead.startedAt);
  return now - readAt < READ_AGAIN_MS && readAt <= now ? stamp : null;
}

export function runOf({ report }: JobResult, before: RunRecord, about: About): SourceRun {
  const times = timesOf(about);
  // The same content as the one that was held is held, too.
  if (report === null)
    return {
      ...times,
      outcome: before.lastRead?.outcome === 'held' ? 'held' : 'unchanged',
      counts: before.lastRead?.counts
        ? { ...before.lastRead.counts, added: 0, altered: 0, removed: 0 }
        : null,
      rejected: before.lastRead?.rejected ?? 0,
      error: null,
    };
  return {
    ...times,
    outcome: report.held ? 'held' : report.unchanged ? 'unchanged' : 'imported',
    counts: countsOf(report),
    rejected: report.rejected,
    error: null,
  };
}

export function failedRun(error: unknown, about: About): SourceRun {
  const { message } = error instanceof Error ? error : { message: String(error) };
  const code = isBrokerError(error) ? error.code : 'TW_SOURCE_FAILED';
  return { ...timesOf(about), outcome: 'failed', counts: null, rejected: 0, error: { code, message } };
}

export function recordAfter(before: RunRecord, run: SourceRun, result: JobResult | null): RunRecord {
  const read = result !== null && result.report !== null;
  const stockAsOf = stockAfter(before, run, result);
  return {
    stamp: read ? result.stamp : before.stamp,
    lastRead: read ? run : before.lastRead,
    lastRun: run,
    lastGood: run.outcome === 'imported' || run.outcome === 'unchanged' ? run : before.lastGood,
    failures: run.outcome === 'failed' ? before.failures + 1 : 0,
    ...(stockAsOf !== undefined && { stockAsOf }),
  };
}

/** Content that need not be read again says again what it said before. */
function stockAfter(before: RunRecord, run: SourceRun, result: JobResult | null): string | undefined {
  if (run.outcome !== 'imported' && run.outcome !== 'unchanged') return before.stockAsOf;
  const saysAll = result?.report ? result.report.saysAllStock : before.stockAsOf !== undefined;
  return saysAll ? run.startedAt : undefined;
}

function timesOf({ cause, startedAt, now }: About): Pick<SourceRun, 'startedAt' | 'endedAt' | 'cause'> {
  return { startedAt: new Date(startedAt).toISOString(), endedAt: new Date(now()).toISOString(), cause };
}

function countsOf({
  products,
  variants,
  offers,
  reviews,
  added,
  altered,
  removed,
}: ImportReport): SourceCounts {
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((all, count) => all + count, 0);
  return {
    products,
    variants,
    offers,
    reviews,
    added: sum(added),
    altered: sum(altered),
    removed: sum(removed),
  };
}

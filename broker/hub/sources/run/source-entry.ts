/** One source while the hub runs: what it is doing, what became of it last, and when it is due. */
import type { HeldSource, SourceProgress, SourceRun, SourceSummary } from '../../../contract/sources.ts';
import type { SourceBundle } from '../bundle.ts';
import type { ConfiguredSource } from '../source-file.ts';
import type { RunRecord } from './run-record.ts';

export interface SourceEntry {
  source: ConfiguredSource;
  bundle: SourceBundle;
  record: RunRecord;
  /** What asked for a run that has not begun yet. */
  queued: SourceRun['cause'] | null;
  /** While it runs. */
  running: { startedAt: number; progress: SourceProgress | null } | null;
  /** Milliseconds since 1970. */
  nextAt: number | null;
  live: NonNullable<SourceSummary['live']> | null;
  /** Ends its timers and watches. */
  undo: (() => void)[];
}

export function summaryOf(entry: SourceEntry, held: HeldSource | null): SourceSummary {
  const { source, record, running, nextAt, live } = entry;
  return {
    name: source.name,
    kind: source.kind.kind,
    description: source.kind.description,
    state: stateOf(entry, held),
    problem: null,
    parts: [...source.parts],
    notes: [...(source.kind.notes?.(source.options) ?? [])],
    every: source.every,
    progress: running?.progress ?? null,
    lastRun: record.lastRun,
    lastGood: record.lastGood,
    nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
    held,
    rejections: record.lastRead?.rejected ?? 0,
    live,
  };
}

function stateOf(
  { source, bundle, record, running }: SourceEntry,
  held: HeldSource | null,
): SourceSummary['state'] {
  if (source.paused) return 'paused';
  if (bundle.catalogue === undefined) return 'watched';
  if (running) return 'running';
  if (record.lastRun === null) return 'never';
  if (record.lastRun.outcome === 'failed') return 'failing';
  return held && !held.approved ? 'held' : 'good';
}

/** Of a file that is not in force. */
export function invalidSummary({ name, message }: { name: string; message: string }): SourceSummary {
  return {
    name,
    kind: '',
    description: '',
    state: 'invalid',
    problem: message,
    parts: [],
    notes: [],
    every: 0,
    progress: null,
    lastRun: null,
    lastGood: null,
    nextAt: null,
    held: null,
    rejections: 0,
    live: null,
  };
}

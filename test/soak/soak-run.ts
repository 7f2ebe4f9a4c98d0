/** A soak in rounds: the first warm up, the footprint of the last is compared with that after them. */
import type { Footprint } from './footprint.ts';
import { SoakError } from './soak-error.ts';

/** Goal: resident memory grows by no more than this after the warm-up. */
export const MOST_GROWTH_MB = 5;

export interface SoakPlan {
  what: string;
  /** Rounds in all, and how many of them warm up. */
  rounds: number;
  warmUp: number;
  /** One round; throws when something was not as it should be. */
  round: (index: number) => Promise<void>;
  /** By process. */
  measure: () => Record<string, Footprint>;
}

export interface SoakResult {
  what: string;
  process: string;
  before: Footprint;
  after: Footprint;
}

/** Runs all rounds. @throws SoakError when memory, files or resources grew beyond the goals. */
export async function soak({ what, rounds, warmUp, round, measure }: SoakPlan): Promise<SoakResult[]> {
  let before: Record<string, Footprint> = {};
  let after: Record<string, Footprint> = {};
  for (let index = 0; index < rounds; index += 1) {
    if (index === warmUp) before = after;
    await round(index);
    // Every round, because measuring collects garbage: V8 alone would let tens of megabytes gather first, and resident
    // memory would say nothing of what is held.
    after = measure();
  }
  const results = Object.entries(before).flatMap(([process, first]) => {
    const last = after[process];
    return last === undefined ? [] : [{ what, process, before: first, after: last }];
  });
  for (const result of results) check(result);
  return results;
}

function check({ what, process, before, after }: SoakResult): void {
  const growth = after.residentMb - before.residentMb;
  const where = `${what}, ${process}`;
  if (growth > MOST_GROWTH_MB)
    throw new SoakError(`${where}: resident memory grew by ${growth.toFixed(1)} MB.`);
  if (after.files > before.files)
    throw new SoakError(`${where}: ${after.files} files are open, ${before.files} were.`);
  if ((after.resources ?? 0) > (before.resources ?? 0))
    throw new SoakError(`${where}: ${after.resources} timers and handles, ${before.resources} before.`);
}

/** One line for each process. */
export function table(results: readonly SoakResult[]): string {
  const mb = (before?: number, after?: number): string =>
    before === undefined || after === undefined ? '' : `${before.toFixed(1)} → ${after.toFixed(1)}`;
  const rows = results.map(({ what, process, before, after }) => [
    what,
    process,
    mb(before.residentMb, after.residentMb),
    mb(before.heapMb, after.heapMb),
    `${before.files} → ${after.files}`,
    before.resources === undefined ? '' : `${before.resources} → ${after.resources}`,
  ]);
  const head = ['soak', 'process', 'resident MB', 'heap MB', 'files', 'timers, handles'];
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

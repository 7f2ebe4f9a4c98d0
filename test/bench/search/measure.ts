/** Times searches and reads the memory of the process. */
import { readFileSync } from 'node:fs';
import type { Queries, RankedQuery } from './queries.ts';

type Ids = readonly string[];

export interface Searcher {
  /** The last word is still being typed; answers ids, the best first. */
  typed(text: string): Ids | Promise<Ids>;
  /** Full words, ranked, with counts and filters where the engine has them. */
  ranked(query: RankedQuery): Ids | Promise<Ids>;
}

/** What a search in a process of its own tells. */
export interface Told {
  /** Seconds of processor time. */
  build: number;
  /** Milliseconds of processor time of each search. */
  typed: number[];
  ranked: number[];
  /** Megabytes: after the searches, and at the most. */
  rss: number;
  peak: number;
}

/** The slow are not asked everything: each series ends after so long, but not before so many. */
const BUDGET = { seconds: 6, least: 60 };
const WARM = { typed: 100, ranked: 10 };

/** Processor time, not time on the wall: a machine that has other things to do gives the same figures as an idle one. */
export async function measure(searcher: Searcher, { typed, ranked }: Queries): Promise<Omit<Told, 'build'>> {
  for (const text of typed.slice(0, WARM.typed)) await searcher.typed(text);
  for (const query of ranked.slice(0, WARM.ranked)) await searcher.ranked(query);
  const times = {
    typed: await each(typed, (text) => searcher.typed(text)),
    ranked: await each(ranked, (query) => searcher.ranked(query)),
  };
  return { ...times, rss: memory('VmRSS'), peak: memory('VmHWM') };
}

async function each<T>(queries: readonly T[], run: (query: T) => unknown): Promise<number[]> {
  const times: number[] = [];
  const start = cpuSeconds();
  for (const query of queries) {
    const began = cpuSeconds();
    if (times.length >= BUDGET.least && began - start > BUDGET.seconds) break;
    await run(query);
    times.push((cpuSeconds() - began) * 1000);
  }
  return times;
}

/** Seconds of processor time so far, of all threads. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Megabytes, from the kernel. */
export function memory(field: 'VmRSS' | 'VmHWM'): number {
  const text = readFileSync('/proc/self/status', 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024;
}

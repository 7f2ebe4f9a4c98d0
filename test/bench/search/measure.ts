/** Times searches and reads the memory of the process. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Queries, RankedQuery } from './queries.ts';

export interface Searcher {
  /** The last word is still being typed; answers ids, the best first. */
  typed(text: string): readonly string[];
  /** Full words, ranked, with counts where the engine can count. */
  ranked(query: RankedQuery): readonly string[];
}

export interface Figures {
  typed: number[];
  ranked: number[];
  /** Megabytes: now and at the most. */
  rss: number;
  peak: number;
}

/** Each search once before the clock runs: a kiosk is warm after its first shopper. */
export async function measure(searcher: Searcher, { typed, ranked }: Queries): Promise<Figures> {
  for (const text of typed.slice(0, 300)) searcher.typed(text);
  for (const query of ranked.slice(0, 30)) searcher.ranked(query);
  const times = {
    typed: typed.map((text) => timed(() => searcher.typed(text))),
    ranked: ranked.map((query) => timed(() => searcher.ranked(query))),
  };
  return { ...times, rss: memory('VmRSS'), peak: memory('VmHWM') };
}

function timed(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

/** Megabytes, from the kernel. */
export function memory(field: 'VmRSS' | 'VmHWM'): number {
  const text = readFileSync('/proc/self/status', 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024;
}

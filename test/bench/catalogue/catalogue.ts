/**
 * Catalogues of several sizes: rows a second, memory, what a second and a changed import cost, how long somebody who wants to
 * write waits meanwhile, what a live change costs, what a kiosk takes of it; then the way of a change to the wall, and search
 * beside others, on the same catalogues. `--parts import,delta,search` for some of it.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { HUB_FILE } from '../../../broker/hub/store/schema.ts';
import { bundle } from '../../support/bundle.ts';
import { Child } from '../../support/child.ts';
import { textTable } from '../../support/text-table.ts';
import { benchDelta } from '../delta/delta.ts';
import { percentile } from '../percentiles.ts';
import { benchSearch } from '../search/search.ts';
import type { StepFigures } from './one-size.ts';

export interface SizeFigures {
  variants: number;
  steps: StepFigures[];
  /** Milliseconds that a writer waited while half of all prices changed. */
  waits: number[];
  fileMb: number;
}

export async function benchCatalogue(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      variants: { type: 'string', default: '10000,100000,1000000' },
      parts: { type: 'string', default: 'import,delta,search' },
    },
  });
  const { variants } = values;
  const parts = values.parts.split(',');
  const all: SizeFigures[] = [];
  if (parts.includes('import'))
    for (const size of variants.split(',').map(Number)) all.push(await measure(size));
  if (all.length > 0) process.stdout.write(`${tableOf(all)}\n\n${replicaTable(all)}\n\n`);
  if (parts.includes('delta')) await benchDelta(['--variants', variants]);
  if (parts.includes('search')) await benchSearch(['--variants', variants]);
}

export async function measure(variants: number): Promise<SizeFigures> {
  const children = await bundle({ 'one-size': 'test/bench/catalogue/one-size.ts' });
  const dataDir = mkdtempSync(join(tmpdir(), 'tapwall-catalogue-'));
  const steps: StepFigures[] = [];
  const waits: number[] = [];
  try {
    const child = new Child(children.file('one-size'), { dataDir, variants });
    let writing = false;
    child.onLine((line) => {
      if (line.startsWith('F ')) steps.push(JSON.parse(line.slice(2)) as StepFigures);
      writing = line === 'B half';
    });
    const ended = child.ended();
    while (!child.gone) {
      if (writing) waits.push(await waitToWrite(join(dataDir, HUB_FILE)));
      await setTimeout(20);
    }
    await ended;
    return { variants, steps, waits, fileMb: Math.round(statSync(join(dataDir, HUB_FILE)).size / 2 ** 20) };
  } finally {
    children.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** As live stock waits: it tries again every few milliseconds. */
async function waitToWrite(path: string): Promise<number> {
  const database = new Database(path, { timeout: 0 });
  const began = performance.now();
  try {
    for (;;) {
      try {
        database.exec('BEGIN IMMEDIATE; ROLLBACK');
        return performance.now() - began;
      } catch {
        await setTimeout(5);
      }
    }
  } finally {
    database.close();
  }
}

function tableOf(all: readonly SizeFigures[]): string {
  const rows = all.map(({ variants, steps, waits, fileMb }) => {
    const of = (step: StepFigures['step']) => steps.find((each) => each.step === step);
    const seconds = (step: StepFigures['step']): string => {
      const { ms = Number.NaN, cpuMs = Number.NaN } = of(step) ?? {};
      return `${(ms / 1_000).toFixed(1)} (${(cpuMs / 1_000).toFixed(1)})`;
    };
    const first = of('first');
    const live = of('live')?.live ?? [];
    return {
      variants,
      rows: first?.rows ?? 0,
      'first, s (CPU)': seconds('first'),
      'rows/s': Math.round(((first?.rows ?? 0) / (first?.ms ?? 1)) * 1_000),
      'same, s (CPU)': seconds('same'),
      '1 %, s (CPU)': seconds('percent'),
      '50 %, s (CPU)': seconds('half'),
      // What a kiosk takes is measured last, in the same process, and writes the kiosk's file too.
      'peak, MB': of('live')?.rssMb ?? 0,
      'file, MB': fileMb,
      'live, ms p50/p95': `${percentile(live, 0.5).toFixed(1)} / ${percentile(live, 0.95).toFixed(1)}`,
      'writer waits, ms p95/max': `${percentile(waits, 0.95).toFixed(0)} / ${percentile(waits, 1).toFixed(0)}`,
    };
  });
  return textTable(rows);
}

function replicaTable(all: readonly SizeFigures[]): string {
  return textTable(
    all.flatMap(({ variants, steps }) => {
      const replica = steps.find(({ step }) => step === 'replica')?.replica;
      if (replica === undefined) return [];
      const { lines, packed, file, hubMs, kioskMs } = replica;
      return {
        variants,
        'records of one of 20 stores': lines,
        'sent, MB': (packed / 2 ** 20).toFixed(1),
        'at the kiosk, MB': (file / 2 ** 20).toFixed(1),
        'hub, s': (hubMs / 1_000).toFixed(1),
        'kiosk, s': (kioskMs / 1_000).toFixed(1),
      };
    }),
  );
}

/** How long a durable append takes: the price of "on disk before the screen changes". */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Outbox } from '../../broker/outbox/outbox.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { SeededRandom } from '../support/seeded-random.ts';

export interface AppendFigures {
  /** Events waiting in the outbox when the measurement began. */
  backlog: number;
  appends: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  max: number;
  /** Goal: p99 at or below 5 ms. */
  met: boolean;
}

const GOAL_MS = 5;
const APPENDS = 3_000;

/** Measures single appends on an empty outbox and on one with a day's backlog, and prints a table. */
// oxlint-disable-next-line require-await -- benchmarks are asynchronous
export async function benchAppend(folder: string = tmpdir()): Promise<AppendFigures[]> {
  const figures = [0, 50_000].map((backlog) => measure(folder, backlog));
  console.table(figures);
  return figures;
}

function measure(parent: string, backlog: number): AppendFigures {
  const folder = mkdtempSync(join(parent, 'tapwall-bench-'));
  const outbox = new Outbox({
    path: join(folder, 'outbox.sqlite'),
    source: '/luma/mil-01/kiosk-1',
    clock: { now: () => Date.now(), setTimer: () => ({ cancel: () => undefined }) },
    random: new SeededRandom(1),
    logger: new QuietLogger(),
  });
  const tap = {
    name: 'tag_tapped',
    data: {
      display: 'wall',
      device: 'reader-1',
      tag: 'product',
      sku: 'WS12-M-Orange',
      gtin: '09506000134352',
    },
    sessionId: '0199a0c0-0000-7000-8000-000000000000',
  } as const;
  try {
    outbox.start();
    outbox.appendAll(Array.from({ length: backlog }, () => tap));
    const times = Array.from({ length: APPENDS }, () => {
      const began = performance.now();
      outbox.append(tap);
      return performance.now() - began;
    }).sort((a, b) => a - b);
    const at = (share: number): number => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(3));
    const p99 = at(0.99);
    return { backlog, appends: APPENDS, p50: at(0.5), p99, max: at(0.9999), met: p99 <= GOAL_MS };
  } finally {
    outbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await benchAppend();

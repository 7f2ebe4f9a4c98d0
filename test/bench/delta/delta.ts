/** `npm run bench delta [-- --variants 1000,1000000 --changes N]`: from a change of stock at the hub to the wall. */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { printTable, type Series } from '../percentiles.ts';
import { DeltaRig } from './rig.ts';

const GOAL = { percentile: 95, most: 1_000 };

/** Long enough for timers of a second to count as they do. */
const REST_MS = 4_000;

export interface DeltaFigures extends Series {
  /** Milliseconds of processor time of hub, broker, kiosk and browser together, beyond what they take at rest. */
  cpuPerChange: number;
}

export async function measureDelta(variants: number, changes: number): Promise<DeltaFigures> {
  const rig = new DeltaRig();
  try {
    await rig.start(variants);
    // The first ones compile what the others use.
    for (let count = 0; count < 5; count += 1) await rig.change();
    const atRest = await cpuShare(() => setTimeout(REST_MS));
    const values: number[] = [];
    const working = await cpuShare(async () => {
      for (let count = 0; count < changes; count += 1) values.push(await rig.change());
    });
    const cpuPerChange = (working.cpu - atRest.share * working.ms) / changes;
    return { name: `${variants} variants`, values, goal: GOAL, cpuPerChange };
  } finally {
    await rig.stop();
  }
}

export async function benchDelta(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      variants: { type: 'string', default: '1000,10000,100000,1000000' },
      changes: { type: 'string', default: '100' },
    },
  });
  const rows: DeltaFigures[] = [];
  for (const size of values.variants.split(',')) {
    const row = await measureDelta(Number(size), Number(values.changes));
    rows.push(row);
    process.stderr.write(`${row.name}: ${row.cpuPerChange.toFixed(1)} ms of processor time a change\n`);
  }
  printTable(rows);
  process.stdout.write('\nprocessor time of one change, of all parts together, milliseconds\n');
  for (const { name, cpuPerChange } of rows)
    process.stdout.write(`${name.padEnd(20)} ${cpuPerChange.toFixed(1)}\n`);
}

async function cpuShare(work: () => Promise<unknown>): Promise<{ cpu: number; ms: number; share: number }> {
  const [before, began] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(before);
  const [cpu, ms] = [(user + system) / 1_000, performance.now() - began];
  return { cpu, ms, share: cpu / ms };
}

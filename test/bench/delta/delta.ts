/** `npm run bench delta [-- --variants 1000,10000,100000 --changes N]`: from a change of stock at the hub to the wall. */
import { parseArgs } from 'node:util';
import { printTable, type Series } from '../percentiles.ts';
import { DeltaRig } from './rig.ts';

const GOAL = { percentile: 95, most: 1_000 };

export async function measureDelta(variants: number, changes: number): Promise<Series> {
  const rig = new DeltaRig();
  try {
    await rig.start(variants);
    // The first one compiles what the others use.
    await rig.change();
    const values: number[] = [];
    for (let count = 0; count < changes; count += 1) values.push(await rig.change());
    return { name: `${variants} variants`, values, goal: GOAL };
  } finally {
    await rig.stop();
  }
}

export async function benchDelta(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      variants: { type: 'string', default: '1000,10000,100000' },
      changes: { type: 'string', default: '100' },
    },
  });
  const rows: Series[] = [];
  for (const size of values.variants.split(','))
    rows.push(await measureDelta(Number(size), Number(values.changes)));
  printTable(rows);
}

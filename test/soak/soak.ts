/**
 * `npm run soak -- NAME [VIRTUAL [REAL]]`: long runs that look for what grows. Prints a table; ends with 1 when memory,
 * files, timers or listeners grew beyond the goals, or anything was told wrongly.
 */
import { cpus } from 'node:os';
import { keepHeapSmall } from '../../kiosk/system/small-heap.ts';
import { SoakError } from './soak-error.ts';
import { table, type SoakResult } from './soak-run.ts';

interface Soak {
  what: string;
  run: (sizes: readonly number[]) => Promise<SoakResult[]>;
}

const SOAKS: Readonly<Record<string, Soak>> = {
  readers: {
    what: 'visits at readers: 20,000 at virtual ones, 300 at each of two of a real pcscd',
    run: async ([virtual = 20_000, real = 300]) => {
      const { soakVirtualReaders } = await import('./virtual-readers.ts');
      const { soakRealReaders } = await import('./real-readers.ts');
      return [...(await soakVirtualReaders(virtual)), ...(real > 0 ? await soakRealReaders(real) : [])];
    },
  },
  sensors: {
    what: 'a store’s day of every simulated sensor behind its real driver, in virtual time: hours, seed',
    run: async ([hours = 10, seed = 1]) => {
      const { virtualDay } = await import('./virtual-day.ts');
      const { results, readings, meanings } = await virtualDay(seed, { hours });
      process.stdout.write(`readings ${JSON.stringify(readings)}\nmeanings ${JSON.stringify(meanings)}\n\n`);
      return results;
    },
  },
};

// As a kiosk does, before anything is loaded: where the heap for short-lived objects may grow, resident memory says
// nothing about leaks.
keepHeapSmall();
const [name = '', ...sizes] = process.argv.slice(2);
const chosen = Object.hasOwn(SOAKS, name) ? SOAKS[name] : undefined;
if (chosen === undefined) {
  throw new SoakError(`npm run soak -- NAME, with NAME one of ${Object.keys(SOAKS).join(', ')}.`);
}
process.stdout.write(
  `${name}: ${chosen.what}\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}\n\n`,
);
const began = performance.now();
const results = await chosen.run(sizes.map(Number));
process.stdout.write(
  `${table(results)}\n\n${((performance.now() - began) / 1000).toFixed(0)} s, all as it should be\n`,
);

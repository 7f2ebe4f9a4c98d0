/**
 * `npm run test:faults`: every fault for as long as it takes to hurt, and a table of what came of it. Ends with 1 when an
 * event was lost, memory grew, or an alarm was not said once and closed once.
 * Flags: `--short` holds each for seconds only; other words choose the faults that contain them.
 */
import { cpus } from 'node:os';
import { keepHeapSmall } from '../../kiosk/system/small-heap.ts';
import { offlineDay } from './offline-day.ts';
import { play, wrong, type Row } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';
import { table } from './table.ts';

type Disposers = (() => unknown)[];

async function disposing<T>(run: (t: { after: (dispose: () => unknown) => void }) => Promise<T>): Promise<T> {
  const disposers: Disposers = [];
  try {
    return await run({ after: (dispose) => void disposers.push(dispose) });
  } finally {
    for (const dispose of disposers.reverse()) await dispose();
  }
}

// As a kiosk does: where the heap for short-lived objects may grow, resident memory says nothing.
keepHeapSmall();
const words = process.argv.slice(2);
const length = words.includes('--short') ? 'short' : 'full';
const chosen = words.filter((word) => !word.startsWith('--'));
const isChosen = (name: string): boolean => chosen.length === 0 || chosen.some((word) => name.includes(word));
const rows: Row[] = [];
const problems: string[] = [];
const began = performance.now();

async function one(name: string, run: () => Promise<Row>, says?: readonly string[]): Promise<void> {
  const from = performance.now();
  try {
    const row = await run();
    rows.push(row);
    const problem = wrong(row, says);
    if (problem !== undefined) problems.push(`${name}: ${problem}`);
  } catch (error) {
    problems.push(`${name}: ${String(error)}`);
  }
  process.stderr.write(`${((performance.now() - from) / 1_000).toFixed(0)} s  ${name}\n`);
}

for (const scenario of SCENARIOS.filter(({ name }) => isChosen(name)))
  await one(scenario.name, () => disposing((t) => play(t, scenario, length)), scenario.says);
if (isChosen('24 hours without a network'))
  await one('24 hours without a network', () => disposing((t) => offlineDay(t)), ['TW_LINK_DOWN']);

const seconds = ((performance.now() - began) / 1_000).toFixed(0);
process.stdout.write(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${seconds} s\n\n${table(rows)}\n\n`,
);
process.stdout.write(problems.length === 0 ? 'all as it should be\n' : `${problems.join('\n')}\n`);
process.exitCode = problems.length === 0 && rows.length > 0 ? 0 : 1;

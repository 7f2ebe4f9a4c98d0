/** `npm run fuzz:feeds -- [--inputs N] [--seed N] [--readers N]`: prints a table; exit code 1 when a rule broke. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FuzzFailure } from '../target.ts';
import { feedCampaign, type FormatReport } from './campaign.ts';

const { values } = parseArgs({
  options: { inputs: { type: 'string' }, seed: { type: 'string' }, readers: { type: 'string' } },
});
const inputs = numberOf(values.inputs, 2_000);
const seed = numberOf(values.seed, (Date.now() % 2 ** 31) + 1);
process.stdout.write(`seed ${seed}, ${inputs.toLocaleString('en')} inputs\n`);

const began = performance.now();
const report = await feedCampaign({
  inputs,
  seed,
  readers: numberOf(values.readers, 1),
  onInput: (number, { failures, memory }) => {
    if (number % 1_000 === 0)
      process.stderr.write(`${number}: ${failures.length} broken, ${mebibytes(memory)} MiB\n`);
  },
});
console.table(Object.fromEntries([...report.formats].map(([name, format]) => [name, row(format)])));
console.table(Object.fromEntries([...report.refusals].sort(([a], [b]) => (a < b ? -1 : 1))));
for (const { format, rule, number, bytes } of report.failures) {
  const file = join(tmpdir(), `feed-${seed}-${number}`);
  writeFileSync(file, bytes);
  process.stdout.write(`\ninput ${number}, ${format}, broke a rule: ${rule}\n  ${file}\n`);
}
const all = [...report.formats.values()];
const sum = (of: keyof FormatReport): number => all.reduce((total, format) => total + format[of], 0);
const figures = {
  inputs: sum('inputs'),
  rows: sum('rows'),
  faults: sum('faults'),
  refused: sum('refused'),
  broken: report.failures.length,
  slowestMs: Math.round(Math.max(...all.map(({ slowestMs }) => slowestMs))),
  memoryMiB: mebibytes(report.memory),
  seconds: Math.round((performance.now() - began) / 1_000),
};
process.stdout.write(`\n${JSON.stringify(figures)}\n`);
process.exitCode = report.failures.length === 0 ? 0 : 1;

function row(format: FormatReport): object {
  return {
    inputs: format.inputs,
    rows: format.rows,
    'rows left out': format.faults,
    'feeds refused': format.refused,
    'slowest ms': Math.round(format.slowestMs),
  };
}

function numberOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value > 0)) throw new FuzzFailure(`${text} is not a number above 0`);
  return value;
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1_048_576);
}

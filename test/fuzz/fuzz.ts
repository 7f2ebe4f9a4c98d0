/** `npm run fuzz -- [--minutes N | --inputs N] [--seed N] [--only NAME]`: prints a table; exit code 1 when a rule broke. */
import { parseArgs } from 'node:util';
import { fuzz, type FuzzReport } from './run.ts';
import { FuzzFailure } from './target.ts';
import { fuzzTargets } from './targets.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    inputs: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
});

const { minutes, inputs, only } = values;
const seed = numberOf(values.seed, Date.now() % 2 ** 31);
const targets = (await fuzzTargets()).filter(({ name }) => only === undefined || name === only);
if (targets.length === 0) throw new FuzzFailure(`there is no target ${String(only)}`);
process.stdout.write(`seed ${seed}: ${targets.map(({ name }) => name).join(', ')}\n`);

const reports = fuzz(targets, {
  ms: inputs === undefined ? numberOf(minutes, 1) * 60_000 : Number.POSITIVE_INFINITY,
  inputs: numberOf(inputs, Number.POSITIVE_INFINITY),
  seed,
});

console.table(reports.map(row));
for (const { name, failures } of reports)
  for (const { rule, input } of failures)
    process.stdout.write(`\n${name} broke a rule: ${rule}\n  ${input}\n`);
const total = reports.reduce((sum, report) => sum + report.inputs, 0);
const broken = reports.reduce((sum, { failures }) => sum + failures.length, 0);
process.stdout.write(`\n${total.toLocaleString('en')} inputs, ${broken} broken rules\n`);
process.exitCode = broken === 0 ? 0 : 1;

function row({ name, inputs: count, ms, slowestMs, failures }: FuzzReport): object {
  return {
    target: name,
    inputs: count.toLocaleString('en'),
    'inputs/s': Math.round((1000 * count) / Math.max(1, ms)).toLocaleString('en'),
    'slowest ms': slowestMs.toFixed(1),
    'broken rules': failures.length,
  };
}

function numberOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value > 0)) throw new FuzzFailure(`${text} is not a number above 0`);
  return value;
}

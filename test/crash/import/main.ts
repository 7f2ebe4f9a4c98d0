/**
 * `npm run test:import-crash [-- --rounds N --seed N --variants N]`: kills imports with SIGKILL, every other one while it
 * writes, and looks at the catalogue after each. Ends with 1 when it was ever anything but one whole version.
 */
import { parseArgs } from 'node:util';
import { SeededRandom } from '../../support/seeded-random.ts';
import { isWhole, killImports } from './kill-imports.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    variants: { type: 'string', default: '1000' },
  },
});
process.stdout.write(`import-crash: ${values.rounds} rounds, seed ${values.seed}\n\n`);
const result = await killImports({
  rounds: Number(values.rounds),
  variants: Number(values.variants),
  random: new SeededRandom(Number(values.seed)),
  progress: (text) => void process.stderr.write(`… ${text}\n`),
});
for (const fault of result.faults.slice(0, 50)) process.stdout.write(`${fault}\n`);
process.stdout.write(`${JSON.stringify({ rig: 'import-crash', seed: Number(values.seed), ...result })}\n`);
process.exitCode = isWhole(result) ? 0 : 1;

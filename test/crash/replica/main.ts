/** `npm run test:replica-crash [-- --rounds N --seed N]`: kills in the middle of snapshots, changes and pictures. Ends with 1 when anything was torn. */
import { parseArgs } from 'node:util';
import { SeededRandom } from '../../support/seeded-random.ts';
import { isWhole, killReplicas } from './kill-replicas.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
});
const began = performance.now();
const result = await killReplicas({
  rounds: Number(values.rounds),
  random: new SeededRandom(Number(values.seed)),
  progress: (text) => void process.stderr.write(`… ${text}\n`),
});
const seconds = Math.round((performance.now() - began) / 1_000);
process.stdout.write(
  `${JSON.stringify({ rig: 'replica-crash', seed: Number(values.seed), seconds, ...result })}\n`,
);
process.exitCode = isWhole(result) ? 0 : 1;

/** `npm run test:orders-faults -- [--rounds N] [--seed N]`: prints what came of it; exit code 1 when a promise broke. */
import { parseArgs } from 'node:util';
import { orderRounds } from './orders-rounds.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
const rounds = Number(values.rounds ?? 200);
const seed = Number(values.seed ?? (Date.now() % 1_000_000) + 1);
process.stdout.write(`seed ${seed}, ${rounds} rounds\n`);

const began = performance.now();
const figures = await orderRounds({ rounds, seed }, (round, { broken }) => {
  if (round % 20 === 0) process.stderr.write(`${round}: ${broken.length} broken\n`);
});
const { broken, ...counts } = figures;
for (const what of broken) process.stdout.write(`${what}\n`);
const seconds = Math.round((performance.now() - began) / 1_000);
process.stdout.write(`${JSON.stringify({ ...counts, broken: broken.length, seconds })}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;

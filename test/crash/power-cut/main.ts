/** `npm run test:power-cut [-- --states N --seed N --events N]`: prints a table; ends with 1 when anything was lost. */
import { parseArgs } from 'node:util';
import { prepare } from '../../../kiosk/launch/prepare.mjs';
import { isSound, powerCut, printPowerCut } from './power-cut.ts';

const { values } = parseArgs({
  options: {
    states: { type: 'string', default: '2000' },
    proof: { type: 'string', default: '200' },
    events: { type: 'string', default: '600' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
});
await prepare({ build: false, packages: ['strace'], why: 'to record what the outbox writes' });
const began = performance.now();
const seed = Number(values.seed);
process.stdout.write(`power cut, seed ${seed}\n`);
const figures = await powerCut({
  states: Number(values.states),
  proofStates: Number(values.proof),
  events: Number(values.events),
  seed,
  progress: (text) => void process.stderr.write(`… ${text}\n`),
});
printPowerCut(figures);
const seconds = Math.round((performance.now() - began) / 1_000);
process.stdout.write(`${JSON.stringify({ rig: 'power-cut', seed, seconds, ...figures })}\n`);
process.exitCode = isSound(figures) ? 0 : 1;

/** Appends as fast as it can and prints each sequence once `append` has returned, until somebody kills it. */
import { writeSync } from 'node:fs';
import { Outbox } from '../../../broker/outbox/outbox.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { numbered, SOURCE } from './kit.ts';

const [path = '', seed = '1'] = process.argv.slice(2);
const outbox = new Outbox({
  path,
  source: SOURCE,
  clock: new VirtualClock(),
  random: new SeededRandom(Number(seed)),
  logger: new QuietLogger(),
});
outbox.start();
for (let n = outbox.lastSequence() + 1; ; n += 1) {
  const event = outbox.append(numbered(n));
  // Straight to the descriptor: a buffered line would be a promise nobody made.
  writeSync(1, `${event.sequence} ${event.id}\n`);
  if (n % 50 === 0) outbox.acknowledge(outbox.epoch, n - 25);
}

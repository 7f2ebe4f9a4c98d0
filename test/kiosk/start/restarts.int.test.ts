import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from '../../../kiosk/start/child.ts';
import * as assert from 'uvu/assert';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { until } from '../../support/until.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Restarts of a part');
const SOON = 20_000;
/** Ready at once, and gone when it is told. */
const FRAGILE = `
import { readFileSync, writeFileSync } from 'node:fs';
process.once('SIGUSR2', () => process.exit(1));
writeFileSync(process.argv.at(-1), String(process.pid));
process.send({ event: 'ready' });
setInterval(() => undefined, 60_000);
`;

async function fragile(t: TestContext) {
  const folder = temporaryFolder(t);
  const [main, pidFile] = [join(folder, 'fragile.mjs'), join(folder, 'pid')];
  writeFileSync(main, FRAGILE);
  const clock = new VirtualClock();
  const logger = new QuietLogger();
  const child = new Child({ command: 'hub', args: [pidFile], clock, logger, main });
  t.after(() => child.stop());
  await child.start();
  return { clock, logger, child, pid: () => Number(readFileSync(pidFile, 'utf8')) };
}

test('pause longer each time it dies soon after it was ready, and start over after a sound minute', async (t) => {
  const { clock, logger, child, pid } = await fragile(t);
  const waits = (): unknown[] => logger.at('error').map(({ fields }) => fields['wait']);
  const die = async (times: number): Promise<void> => {
    process.kill(pid(), 'SIGUSR2');
    await until(() => waits().length === times, SOON);
  };
  const restart = async (wait: number): Promise<void> => {
    await clock.advance(wait);
    // The one timer of a part that is ready is the one that finds it sound.
    await until(() => clock.pending === 1, SOON);
  };
  await die(1);
  await restart(1_000);
  await clock.advance(59_000);
  await die(2);
  await restart(2_000);
  await clock.advance(60_000);
  await die(3);
  assert.equal(waits(), [1_000, 2_000, 1_000]);
  await child.stop();
  assert.is(clock.pending, 0);
});

test('are one line each, which names the part that stopped once', async (t) => {
  const { logger, pid } = await fragile(t);
  process.kill(pid(), 'SIGUSR2');
  await until(() => logger.lines.length > 0, SOON);
  // `part` is the logger's own field: the program that speaks.
  assert.equal(logger.lines[0]?.fields, { stopped: 'hub', wait: 1_000 });
});

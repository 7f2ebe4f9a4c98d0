/** A replica with the sample catalogue, in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Replica } from '../../kiosk/replica/replica.ts';
import type { TestContext } from '../harness/suite.ts';
import { QuietLogger } from './quiet-logger.ts';
import { sampleLines, stream } from './sample-catalogue.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A folder that goes away with the test. */
export function temporaryFolder({ after }: Pick<TestContext, 'after'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty replica, started. */
export function emptyReplica(
  context: Pick<TestContext, 'after'>,
  { path = join(temporaryFolder(context), 'catalogue.db'), logger = new QuietLogger() } = {},
): Replica {
  const replica = new Replica({ path, clock: new VirtualClock(), logger });
  replica.start();
  context.after(() => replica.stop());
  return replica;
}

export async function sampleReplica(context: Pick<TestContext, 'after'>): Promise<Replica> {
  const replica = emptyReplica(context);
  await replica.load(stream(sampleLines()));
  return replica;
}

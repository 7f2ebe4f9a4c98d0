/** An outbox in a folder of its own, with virtual time and seeded randomness. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '../../../broker/contract/events.ts';
import type { OutboxOptions } from '../../../broker/outbox/options.ts';
import { Outbox } from '../../../broker/outbox/outbox.ts';
import type { TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

export interface OutboxKit {
  folder: string;
  path: string;
  clock: VirtualClock;
  logger: QuietLogger;
  /** Creates and starts an outbox on the same file; it is stopped after the test. */
  open: (more?: Partial<OutboxOptions>) => Outbox;
}

export const SOURCE = '/luma/mil-01/kiosk-1';

export function outboxKit(t: TestContext, seed = 1): OutboxKit {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-outbox-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'outbox.sqlite');
  const clock = new VirtualClock();
  const logger = new QuietLogger();
  const random = new SeededRandom(seed);
  const open = (more: Partial<OutboxOptions> = {}): Outbox => {
    const elapsed = (): number => (more.clock ?? clock).now();
    const outbox = new Outbox({ path, source: SOURCE, clock, random, logger, elapsed, ...more });
    outbox.start();
    t.after(() => outbox.stop());
    return outbox;
  };
  return { folder, path, clock, logger, open };
}

/** Event number `n`, recognisable by its data. */
export function numbered(n: number): NewEvent {
  return { name: 'search', data: { display: 'wall', search_term: `term ${n}`, results: n } };
}

export function numberOf(event: { data: Record<string, unknown> }): number {
  return Number(event.data['results']);
}

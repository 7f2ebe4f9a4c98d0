/** A kiosk's downlink on a broker in memory, and the platform's side as plain publishing and observing. */
import { MemoryBroker, type MemoryMessage } from '../../../broker/link/memory-broker.ts';
import { MemoryLink } from '../../../broker/link/memory-link.ts';
import { KioskDownlink } from '../../../broker/uplink/kiosk-downlink.ts';
import { presenceWill } from '../../../broker/uplink/kiosk-state.ts';
import type { TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { ADDRESS, SUBTREE } from './kit.ts';

export interface KioskKit {
  broker: MemoryBroker;
  link: MemoryLink;
  clock: VirtualClock;
  logger: QuietLogger;
  downlink: KioskDownlink;
  /** Everything the kiosk published, by `class/name`. */
  sent: (name: string) => Record<string, unknown>[];
  /** Publishes to the kiosk and lets it arrive. */
  tell: (name: string, payload: unknown) => Promise<void>;
}

export const BOOT = 'boot-0001';

export async function kioskKit(t: TestContext): Promise<KioskKit> {
  const broker = new MemoryBroker();
  const logger = new QuietLogger();
  const clock = new VirtualClock();
  const messages: MemoryMessage[] = [];
  broker.observe(`${SUBTREE}#`, (message) => messages.push(message));
  broker.observe(`${SUBTREE}req/config`, ({ payload }) => {
    const { id } = JSON.parse(payload) as { id: string };
    broker.publish(`${SUBTREE}rsp/config`, JSON.stringify({ id, ok: true }));
  });
  const link = new MemoryLink({ broker, clientId: 'kiosk-1', logger, will: presenceWill(ADDRESS, BOOT) });
  const random = new SeededRandom(4);
  const downlink = new KioskDownlink({ link, address: ADDRESS, clock, random, logger });
  await downlink.start();
  await link.start();
  t.after(() => link.stop());
  t.after(() => downlink.stop());
  const sent = (name: string): Record<string, unknown>[] =>
    messages
      .filter((message) => message.topic === SUBTREE + name)
      .map((message) => JSON.parse(message.payload) as Record<string, unknown>);
  const tell = async (name: string, payload: unknown): Promise<void> => {
    broker.publish(SUBTREE + name, typeof payload === 'string' ? payload : JSON.stringify(payload));
    await clock.advance(0);
  };
  return { broker, link, clock, logger, downlink, sent, tell };
}

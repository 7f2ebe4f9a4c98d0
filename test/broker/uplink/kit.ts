/** A kiosk's uplink on a broker in memory with a receiver behind it. */
import type { KioskAddress } from '../../../broker/contract/topics.ts';
import { MemoryBroker } from '../../../broker/link/memory-broker.ts';
import { MemoryLink } from '../../../broker/link/memory-link.ts';
import type { Outbox } from '../../../broker/outbox/outbox.ts';
import { Uplink, type UplinkOptions } from '../../../broker/uplink/uplink.ts';
import type { TestContext } from '../../harness/suite.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { outboxKit, type OutboxKit } from '../outbox/kit.ts';
import { ReferenceReceiver } from './reference-receiver.ts';

export const ADDRESS: KioskAddress = { root: 'tapwall', tenant: 'luma', store: 'mil-01', kiosk: 'kiosk-1' };
export const SUBTREE = 'tapwall/luma/mil-01/kiosk-1/';

export interface UplinkKit extends OutboxKit {
  broker: MemoryBroker;
  link: MemoryLink;
  outbox: Outbox;
  receiver: ReferenceReceiver;
  uplink: Uplink;
  /** Lets everything that is under way arrive. */
  settle: () => Promise<void>;
}

export async function uplinkKit(t: TestContext, more: Partial<UplinkOptions> = {}): Promise<UplinkKit> {
  const kit = outboxKit(t);
  const broker = new MemoryBroker();
  const receiver = ReferenceReceiver.at(broker, SUBTREE);
  const { clock, logger } = kit;
  const link = new MemoryLink({ broker, clientId: 'kiosk-1', logger });
  const outbox = kit.open();
  const random = new SeededRandom(2);
  const uplink = new Uplink({ link, outbox, address: ADDRESS, clock, random, logger, ...more });
  await uplink.start();
  await link.start();
  t.after(() => link.stop());
  t.after(() => uplink.stop());
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await clock.advance(0);
  };
  return { ...kit, broker, link, outbox, receiver, uplink, settle };
}

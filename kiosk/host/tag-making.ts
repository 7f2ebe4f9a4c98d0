/** The desk where tags are made, with what it needs of the rest; and the readers' light and buzzer. */
import type { Signal } from '../../device/nfc/feedback.ts';
import { hasSignals } from '../../device/nfc/reader-signals.ts';
import { CardCheck } from '../encode/card-check.ts';
import { TagDesk } from '../encode/tag-desk.ts';
import { TagOrders } from '../encode/tag-orders.ts';
import { isVirtualId } from '../hardware/virtual-hardware.ts';
import type { Identified } from '../identify/identified.ts';
import type { HostContext } from './context.ts';
import type { Parts } from './parts.ts';

export function createTagMaking(
  context: HostContext,
  { platform, manager, replica }: Pick<Parts, 'platform' | 'manager' | 'replica'>,
): Pick<Parts, 'tagDesk' | 'tagOrders'> {
  const { clock, random, logger, newId, loyaltyKey } = context;
  const { downlink } = platform;
  const tagDesk = new TagDesk({
    devices: manager,
    isVirtual: isVirtualId,
    catalogue: replica,
    cards: new CardCheck({ downlink, loyaltyKey }),
    downlink,
    signal: (reader, signal) => signalAt(manager, reader, signal),
    clock,
    newId,
    logger,
  });
  const tagOrders = new TagOrders(tagDesk, { random, gtinsOf: (sku) => replica.variant(sku)?.gtins });
  return { tagDesk, tagOrders };
}

/** Says at the reader whether a tag meant anything here; what a card means only the hub knows. */
export function signalOutcome(manager: Parts['manager'], reader: string, identified: Identified): void {
  signalAt(manager, reader, identified.kind === 'unknown' ? 'failure' : 'success');
}

function signalAt(manager: Parts['manager'], reader: string, signal: Signal): void {
  const device = manager.get(reader);
  if (hasSignals(device)) device.signal(signal);
}

/** A simulated card on a reader that keeps count of what passes. */
import { toHex } from '../../device/bytes.ts';
import { SimulatedTransport, type SimulatedCard } from '../../device/nfc/simulated-card.ts';
import { readTag, type TagContent } from '../../device/nfc/read-tag.ts';

export interface WatchedCard extends SimulatedCard {
  /** In hexadecimal, since the card entered the field. */
  readonly commands: string[];
}

export function watched(card: SimulatedCard): WatchedCard {
  const commands: string[] = [];
  return {
    ...card,
    commands,
    powerOn: () => {
      commands.length = 0;
      card.powerOn();
    },
    answer: (apdu) => {
      commands.push(toHex(apdu));
      return card.answer(apdu);
    },
  };
}

/** Puts the card on a reader and reads it. */
export async function readOnce(card: SimulatedCard): Promise<TagContent> {
  card.powerOn();
  return readTag(card.atr, new SimulatedTransport(card));
}

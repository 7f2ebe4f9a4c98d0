/** The lab's signed tags, NTAG 424 DNAs that say something new at every read, and a cheap tag that repeats one. */
import { uriRecord } from '../../device/ndef/encode.ts';
import { buildDigitalLink } from '../../device/gs1/digital-link.ts';
import type { SimulatedCard } from '../../device/nfc/simulated-card.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { simulatedType4 } from '../../device/nfc/simulated-type4.ts';
import { SimulatedSunTag } from '../../device/sun/simulated-sun-tag.ts';
import type { Clock, Random } from '../../broker/ports.ts';
import { LAB_HOST, type ChipKeys, type LabTagKeys } from '../sun/lab-keys.ts';

export interface LabSignedTagsOptions {
  keys: LabTagKeys;
  /** UID of the customer whose card is a signed one; undefined when there is no customer. */
  cardUid: string | undefined;
  clock: Clock;
  random: Random;
}

interface Chip {
  uid: string;
  keys: ChipKeys;
  /** What is written in front of the message. */
  url: string;
}

const TAG_UID = '04D1A0B0C0D0E0';
const COPY_UID = '04C0C0C0C0C0C0';
const COUNTED_FROM = Date.UTC(2026, 0, 1);
const COUNT_MS = 16_000;

export class LabSignedTags {
  readonly #options: LabSignedTagsOptions;
  #counter = 0;
  #said: string | null = null;

  constructor(options: LabSignedTagsOptions) {
    this.#options = options;
  }

  /** By the names that the lab's requests use. */
  names(): string[] {
    return ['genuine_tag', 'copied_tag', ...(this.#options.cardUid === undefined ? [] : ['signed_card'])];
  }

  /** @param gtin Of the product that a tag is to be on. */
  make(name: string, gtin: string): SimulatedCard | undefined {
    if (name === 'genuine_tag') return this.#genuine(gtin);
    if (name === 'copied_tag') return this.#copy(gtin);
    return name === 'signed_card' ? this.#card() : undefined;
  }

  #genuine(gtin: string): SimulatedCard {
    const chip = this.#product(gtin);
    return simulatedType4({ uid: chip.uid, sunUrl: () => (this.#said = this.#read(chip)) });
  }

  /** Repeats what the signed tag said last. Before it said anything there is nothing to copy but its looks. */
  #copy(gtin: string): SimulatedCard {
    const url = this.#said ?? this.#read(this.#product(gtin)).replace(/.{16}$/, '0123456789ABCDEF');
    return simulatedTag({ uid: COPY_UID, model: 'ntag215', ndef: [uriRecord(url)] });
  }

  #card(): SimulatedCard | undefined {
    const { cardUid, keys } = this.#options;
    if (cardUid === undefined) return undefined;
    const chip = { uid: cardUid, keys: keys.card, url: `https://${LAB_HOST}/card` };
    return simulatedType4({ uid: cardUid, sunUrl: () => this.#read(chip) });
  }

  #product(gtin: string): Chip {
    const link: [string, string][] = [
      ['01', gtin],
      ['21', 'S1'],
    ];
    return {
      uid: TAG_UID,
      keys: this.#options.keys.product,
      url: buildDigitalLink(link, `https://${LAB_HOST}`),
    };
  }

  #read({ uid, keys, url }: Chip): string {
    const { random } = this.#options;
    const counter = this.#reads() - 1;
    return new SimulatedSunTag({
      ...keys,
      uid,
      url,
      counter,
      random: (length) => random.bytes(length),
    }).next();
  }

  /** A hub remembers counters for ever and the lab nothing over a restart: its chips count on while nobody looks. */
  #reads(): number {
    const meanwhile = Math.floor((this.#options.clock.now() - COUNTED_FROM) / COUNT_MS);
    this.#counter = Math.max(this.#counter + 1, meanwhile);
    return this.#counter;
  }
}

/** The lab's signed tag, an NTAG 424 DNA that says something new at every read, and a cheap tag that repeats it. */
import { uriRecord } from '../../device/ndef/encode.ts';
import { buildDigitalLink } from '../../device/gs1/digital-link.ts';
import type { SimulatedCard } from '../../device/nfc/simulated-card.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { simulatedType4 } from '../../device/nfc/simulated-type4.ts';
import { SimulatedSunTag } from '../../device/sun/simulated-sun-tag.ts';
import type { Clock, Random } from '../../broker/ports.ts';
import { LAB_HOST, type LabTagKeys } from '../sun/lab-keys.ts';

export interface LabSignedTagOptions {
  keys: LabTagKeys;
  clock: Clock;
  random: Random;
}

const DAY_MS = 86_400_000;
const COPY_UID = '04C0C0C0C0C0C0';

export class LabSignedTag {
  readonly #options: LabSignedTagOptions;
  #reads = 0;
  #said: string | null = null;

  constructor(options: LabSignedTagOptions) {
    this.#options = options;
  }

  /** By the names that the lab's requests use. */
  make(name: string, gtin: string): SimulatedCard | undefined {
    if (name === 'genuine_tag') return this.#genuine(gtin);
    return name === 'copied_tag' ? this.#copy(gtin) : undefined;
  }

  names(): string[] {
    return ['genuine_tag', 'copied_tag'];
  }

  #genuine(gtin: string): SimulatedCard {
    const sunUrl = (): string => (this.#said = this.#next(gtin));
    return simulatedType4({ uid: this.#identity().uid, sunUrl });
  }

  /** Repeats what the signed tag said last. Before it said anything there is nothing to copy but its looks. */
  #copy(gtin: string): SimulatedCard {
    const url = this.#said ?? this.#next(gtin).replace(/.{16}$/, '0123456789ABCDEF');
    return simulatedTag({ uid: COPY_UID, model: 'ntag215', ndef: [uriRecord(url)] });
  }

  #next(gtin: string): string {
    const { keys, random } = this.#options;
    const { uid, counter } = this.#identity();
    this.#reads += 1;
    const link: [string, string][] = [
      ['01', gtin],
      ['21', 'S1'],
    ];
    const url = buildDigitalLink(link, `https://${LAB_HOST}`);
    const tag = new SimulatedSunTag({ ...keys, url, uid, counter, random: (length) => random.bytes(length) });
    return tag.next();
  }

  /**
   * A hub remembers counters for ever and the lab remembers nothing over a restart: the tag is another one every day, and
   * its counter is as high as the day is old.
   */
  #identity(): { uid: string; counter: number } {
    const now = this.#options.clock.now();
    const day = Math.floor(now / DAY_MS);
    const uid = `04${day.toString(16).padStart(12, '0')}`.toUpperCase();
    return { uid, counter: Math.floor((now % DAY_MS) / 1000) + this.#reads };
  }
}

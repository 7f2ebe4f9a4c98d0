/** Is a signed tag the tag itself, or a copy of what it once said? */
import { createHmac } from 'node:crypto';
import type { Clock } from '../../ports.ts';
import type { PersonKey } from '../people/person-key.ts';
import type { TagCounterStore } from '../store/tag-counter-store.ts';
import type { TagPurpose, TagVerifier } from './tag-verifier.ts';

export interface TagChecksOptions {
  /** Null: this hub was given no keys of tags. */
  tagVerifier: TagVerifier | null;
  counters: Pick<TagCounterStore, 'advance' | 'belongs'>;
  /** The keyed hash that stands for a person. */
  hashOf: (key: PersonKey) => string;
  loyaltyKey: Uint8Array;
  clock: Clock;
}

export type TagCheck =
  | { result: 'genuine'; purpose: TagPurpose; card: string; tag: string }
  | { result: 'replayed'; purpose: TagPurpose }
  | { result: 'not_genuine'; purpose: TagPurpose | null };

/** Keeps the pseudonyms of tags apart from those of customers' cards: the two tables must not be joined by them. */
const COUNTER_DOMAIN = 'tag-counter\0';

export class TagChecks {
  readonly #options: TagChecksOptions;

  constructor(options: TagChecksOptions) {
    this.#options = options;
  }

  /** Whose card it was, so that its counter goes when they are erased. @throws what `assertStill` throws */
  async belongs(tag: string, key: PersonKey, assertStill: () => void): Promise<void> {
    const { counters, hashOf } = this.#options;
    await counters.belongs(tag, hashOf(key), assertStill);
  }

  /** Undefined when no key here is for such tags. `card` is the pseudonym that customers are stored by, `tag` that of its counter. */
  async check(url: string): Promise<TagCheck | undefined> {
    const { tagVerifier, counters, loyaltyKey, clock } = this.#options;
    const opened = tagVerifier?.open(url) ?? { kind: 'foreign' };
    if (opened.kind === 'foreign') return undefined;
    if (opened.kind === 'forged') return { result: 'not_genuine', purpose: null };
    const { purpose, uid, counter } = opened;
    const bytes = Buffer.from(uid, 'hex');
    const tag = createHmac('sha256', loyaltyKey).update(COUNTER_DOMAIN).update(bytes).digest('hex');
    const seenAt = new Date(clock.now()).toISOString();
    if (!(await counters.advance(tag, counter, seenAt))) return { result: 'replayed', purpose };
    const card = createHmac('sha256', loyaltyKey).update(bytes).digest('hex');
    return { result: 'genuine', purpose, card, tag };
  }
}

/** Learns which tag stands for which variant, and never takes a person's card for one. */
import { createHmac } from 'node:crypto';
import type { LearnedTag } from '../../contract/http.ts';
import { BrokerError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { BindingStore } from '../store/binding-store.ts';
import type { CustomerStore } from '../store/customer-store.ts';
import { partsOf } from '../kiosk-key.ts';
import type { VariantSearch } from './variant-search.ts';

export interface BindingsOptions {
  store: Pick<BindingStore, 'add' | 'remove' | 'newest' | 'count'>;
  customers: Pick<CustomerStore, 'byCard'>;
  variants: Pick<VariantSearch, 'of'>;
  loyaltyKey: Uint8Array;
  clock: Clock;
  /** The snapshot of the catalogue is another one now. */
  changed: (revision: number) => void;
}

/** Enough for a page; the others are found again by the variant's tags. */
const LISTED = 200;
/** Far more than a chain has tags that cannot be written; kiosks must not fill the disk. */
const MOST = 500_000;

export class Bindings {
  readonly #options: BindingsOptions;

  constructor(options: BindingsOptions) {
    this.#options = options;
  }

  /** @param card Pseudonym of a UID, as recognition uses it. */
  isCard(card: string): boolean {
    return this.#options.customers.byCard(card) !== undefined;
  }

  /** On disk when it resolves. @throws BrokerError TW_SKU_UNKNOWN | TW_TAG_PERSONAL | TW_TAG_TAKEN | TW_TAG_TOO_MANY */
  async learn(kioskId: string, { uid, sku }: { uid: string; sku: string }): Promise<void> {
    const { store, variants, loyaltyKey, clock, changed } = this.#options;
    if (variants.of(sku) === undefined) throw new BrokerError('TW_SKU_UNKNOWN');
    const card = createHmac('sha256', loyaltyKey).update(Buffer.from(uid, 'hex')).digest('hex');
    if (this.isCard(card)) throw new BrokerError('TW_TAG_PERSONAL');
    const binding = { uid, sku, learnedAt: new Date(clock.now()).toISOString(), kioskId };
    const revision = await store.add(binding, (known, count) => {
      // A tag that fell off a product which is no longer sold may serve another.
      if (known !== undefined && variants.of(known) !== undefined)
        throw new BrokerError('TW_TAG_TAKEN', `The tag stands for ${known} already. Forget it first.`);
      if (known === undefined && count >= MOST) throw new BrokerError('TW_TAG_TOO_MANY');
    });
    if (revision !== undefined) changed(revision);
  }

  /** @throws BrokerError TW_TAG_NOT_LEARNED */
  async forget(uid: string): Promise<void> {
    const revision = await this.#options.store.remove(uid.toUpperCase());
    if (revision === undefined) throw new BrokerError('TW_TAG_NOT_LEARNED');
    this.#options.changed(revision);
  }

  /** The newest first. */
  async list(): Promise<{ total: number; tags: LearnedTag[] }> {
    const { store, variants } = this.#options;
    const newest = await store.newest(LISTED);
    const tags = newest.map(({ uid, sku, learnedAt, kioskId }) => {
      const variant = variants.of(sku);
      return { uid, sku, learnedAt, ...partsOf(kioskId), variant: variant ?? null };
    });
    return { total: await store.count(), tags };
  }
}

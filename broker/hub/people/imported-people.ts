/** The customers of the last import as a source like any other: they are asked first. */
import type { WishlistItem } from '../../contract/domain.ts';
import { BrokerError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { PeopleSource, Person, SourceCard, WishlistSource } from '../sources/ports.ts';
import type { CustomerRecord, CustomerStore } from '../store/customer-store.ts';
import type { Erasures } from './erasures.ts';
import { withWishes, type WishStore } from './wish-store.ts';

/** Its name among the sources. */
export const IMPORTED = 'imported';
/** As many as the contract carries. */
const LONGEST_LIST = 200;

export interface ImportedPeopleOptions {
  customers: Pick<CustomerStore, 'byCard' | 'byRef'>;
  wishes: WishStore;
  erasures: Pick<Erasures, 'has'>;
  clock: Clock;
}

export class ImportedPeople implements PeopleSource, WishlistSource {
  readonly card: SourceCard = { name: IMPORTED, capabilities: ['people', 'wishlist'], freshness: {} };
  readonly #options: ImportedPeopleOptions;

  constructor(options: ImportedPeopleOptions) {
    this.#options = options;
  }

  byCard(hash: string): Promise<Person | undefined> {
    return this.#unlessErased(this.#options.customers.byCard(hash));
  }

  byLoyaltyId(id: string): Promise<Person | undefined> {
    return this.#unlessErased(this.#options.customers.byRef(id));
  }

  /** A feed has one id of each customer: the provider's subject is taken for it. */
  bySubject(_issuer: string, subject: string): Promise<Person | undefined> {
    return this.#unlessErased(this.#options.customers.byRef(subject));
  }

  async read(ref: string): Promise<WishlistItem[]> {
    const { customers, wishes } = this.#options;
    const imported = customers.byRef(ref)?.wishlist ?? [];
    return withWishes(imported, await wishes.of({ source: IMPORTED, ref })).slice(0, LONGEST_LIST);
  }

  async add(ref: string, sku: string): Promise<void> {
    const list = await this.read(ref);
    if (list.some((item) => item.sku === sku)) return;
    if (list.length >= LONGEST_LIST) throw new BrokerError('TW_WISHLIST_FULL');
    await this.#set(ref, sku, true);
  }

  async remove(ref: string, sku: string): Promise<void> {
    const list = await this.read(ref);
    if (list.some((item) => item.sku === sku)) await this.#set(ref, sku, false);
  }

  async #set(ref: string, sku: string, wanted: boolean): Promise<void> {
    const { wishes, clock } = this.#options;
    const at = new Date(clock.now()).toISOString();
    await wishes.set({ source: IMPORTED, ref }, { sku, wanted, at });
  }

  async #unlessErased(record: CustomerRecord | undefined): Promise<Person | undefined> {
    if (record === undefined) return undefined;
    const { ref, displayName, tier, locale } = record;
    if (await this.#options.erasures.has({ source: IMPORTED, ref })) return undefined;
    return { ref, displayName, tier, locale };
  }
}

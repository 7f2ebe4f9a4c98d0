/** People at displays: who a kiosk may know, by an opaque token, and what is on their list. */
import type { Customer, WishlistItem } from '../../contract/domain.ts';
import { BrokerError } from '../../errors.ts';
import type { VariantSearch } from '../tags/variant-search.ts';
import type { Directory, FoundPerson } from './directory.ts';
import type { Fence } from './erase/fence.ts';
import type { Passes } from './pass/passes.ts';
import type { PersonKey } from './person-key.ts';
import type { Recognitions } from './recognitions.ts';

export interface PeopleOptions {
  directory: Directory;
  recognitions: Recognitions;
  variants: Pick<VariantSearch, 'of'>;
  passes: Pick<Passes, 'open'>;
  fence: Pick<Fence, 'mark'>;
}

export interface WishlistQuestion {
  token: string;
  action?: 'read' | 'add' | 'remove';
  sku?: string;
}

/** Longest list that a message carries. */
const LONGEST_LIST = 200;

export class People {
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  /** @param note What else has to be known of whoever it is. @throws BrokerError TW_PEOPLE_AWAY, and what `note` throws */
  async byCard(
    kioskId: string,
    hash: string,
    note?: (key: PersonKey, assertStill: () => void) => Promise<void>,
  ): Promise<Customer | undefined> {
    const { directory, fence } = this.#options;
    const assertStill = fence.mark();
    const found = await directory.byCard(hash);
    if (found === undefined) return undefined;
    await note?.(found.key, assertStill);
    return this.admit(kioskId, found, assertStill);
  }

  /** By the code that a phone shows. @throws BrokerError TW_PASS_REFUSED | TW_PERSON_UNKNOWN | TW_PEOPLE_AWAY */
  async byPass(kioskId: string, pass: string): Promise<Customer> {
    const { passes, directory, fence } = this.#options;
    const assertStill = fence.mark();
    const { issuer, subject } = await passes.open(pass);
    const found = await directory.bySubject(issuer, subject);
    if (found === undefined) throw new BrokerError('TW_PERSON_UNKNOWN');
    return this.admit(kioskId, found, assertStill);
  }

  /** What that kiosk may know of somebody, for ten minutes. @throws what `assertStill` throws */
  async admit(kioskId: string, { key, person }: FoundPerson, assertStill: () => void): Promise<Customer> {
    const { recognitions } = this.#options;
    const wishlistCount = await this.#count(key);
    assertStill();
    const { displayName, tier, locale } = person;
    const token = recognitions.issue(kioskId, key);
    const known = { token, displayName: displayName.slice(0, 60), tier: tier.slice(0, 40), locale };
    return { ...known, wishlistCount: wishlistCount ?? 0, wishes: wishlistCount !== null };
  }

  /** @throws BrokerError TW_CUSTOMER_TOKEN_UNKNOWN | TW_WISHLIST_NONE | TW_WISHLIST_FULL | TW_PEOPLE_AWAY | TW_SKU_UNKNOWN */
  async wishlist(kioskId: string, question: WishlistQuestion): Promise<WishlistItem[]> {
    const { directory, recognitions, variants } = this.#options;
    const { token, action = 'read', sku = '' } = question;
    const key = recognitions.personOf(kioskId, token);
    if (key === undefined) throw new BrokerError('TW_CUSTOMER_TOKEN_UNKNOWN');
    if (action === 'read') return (await directory.wishlist(key)).slice(0, LONGEST_LIST);
    // What left the catalogue may still be taken off.
    if (action === 'add' && variants.of(sku) === undefined) throw new BrokerError('TW_SKU_UNKNOWN');
    const items = await directory.wish(key, { sku, wanted: action === 'add' });
    return items.slice(0, LONGEST_LIST);
  }

  /** Null when there is no list. One that does not come now is offered all the same, and tried again when it is opened. */
  async #count(key: PersonKey): Promise<number | null> {
    const { directory } = this.#options;
    if (!directory.keepsList(key)) return null;
    try {
      return (await directory.wishlist(key)).length;
    } catch {
      return 0;
    }
  }
}

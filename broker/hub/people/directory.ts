/**
 * Everybody that some source knows. Sources are asked in order, each within its time; the first one that knows somebody
 * answers for them, and keeps their list. Nothing of it is written down, and what is remembered is forgotten soon.
 */
import type { WishlistItem } from '../../contract/domain.ts';
import { BrokerError, isBrokerError } from '../../errors.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { LogGate } from '../log-gate.ts';
import type { PeopleSource, Person, WishlistSource } from '../sources/ports.ts';
import { inTime } from './in-time.ts';
import type { PersonKey } from './person-key.ts';
import { ShortMemory } from './short-memory.ts';

export interface DirectoryOptions {
  /** In the order in which they are asked; asked for each time, because sources come and go. */
  people: () => readonly PeopleSource[];
  wishlists: () => readonly WishlistSource[];
  clock: Clock;
  gate: LogGate;
  logger: Logger;
}

export interface FoundPerson {
  key: PersonKey;
  person: Person;
}

/** A kiosk waits four seconds for everything. */
const SOURCE_MS = 1_500;
const WRITE_MS = 2_500;
/** Whatever a source says of its freshness, a person is remembered no longer. */
const LONGEST_MEMORY_MS = 60_000;

export class Directory {
  readonly #options: DirectoryOptions;
  readonly #found: ShortMemory<FoundPerson>;
  readonly #lists: ShortMemory<WishlistItem[]>;

  constructor(options: DirectoryOptions) {
    this.#options = options;
    this.#found = new ShortMemory(options.clock);
    this.#lists = new ShortMemory(options.clock);
  }

  /** @throws BrokerError TW_PEOPLE_AWAY when nobody was found and a source did not answer */
  byCard(hash: string): Promise<FoundPerson | undefined> {
    return this.#find(`card ${hash}`, (source) => source.byCard(hash));
  }

  /** By the subject of an OpenID provider, else by the loyalty number that came with it. @throws as `byCard` */
  async bySubject(
    issuer: string,
    subject: string,
    { loyaltyId, accessToken }: { loyaltyId?: string; accessToken?: string } = {},
  ): Promise<FoundPerson | undefined> {
    const found = await this.#find(`subject ${issuer} ${subject}`, (source) =>
      source.bySubject(issuer, subject, accessToken),
    );
    if (found !== undefined || loyaltyId === undefined) return found;
    return this.#find(`loyalty ${loyaltyId}`, (source) => source.byLoyaltyId(loyaltyId));
  }

  /** By the number of a loyalty card, at one source. @throws as `byCard` */
  byLoyalty(id: string, name: string): Promise<FoundPerson | undefined> {
    return this.#find(`loyalty ${id} ${name}`, (source) => source.byLoyaltyId(id), name);
  }

  /** True when the source of this person keeps a list. */
  keepsList({ source }: PersonKey): boolean {
    return this.#listOf(source) !== undefined;
  }

  /** @throws BrokerError TW_WISHLIST_NONE | TW_PEOPLE_AWAY */
  async wishlist(key: PersonKey): Promise<WishlistItem[]> {
    const name = nameOf(key);
    const known = this.#lists.get(name);
    if (known !== undefined) return known;
    const source = this.#listSource(key);
    const items = await this.#ask(source, SOURCE_MS, () => source.read(key.ref));
    this.#lists.set(name, items, memoryOf(source.card.freshness.wishlist));
    return items;
  }

  /** The list as it is afterwards. The same again changes nothing. @throws as `wishlist`, and what the source refuses */
  async wish(key: PersonKey, { sku, wanted }: { sku: string; wanted: boolean }): Promise<WishlistItem[]> {
    const source = this.#listSource(key);
    this.#lists.forget(nameOf(key));
    await this.#ask(source, WRITE_MS, () =>
      wanted ? source.add(key.ref, sku) : source.remove(key.ref, sku),
    );
    return this.wishlist(key);
  }

  /** Somebody was erased, or a source was changed. */
  forgetAll(): void {
    this.#found.clear();
    this.#lists.clear();
  }

  async #find(
    name: string,
    ask: (source: PeopleSource) => Promise<Person | undefined>,
    only?: string,
  ): Promise<FoundPerson | undefined> {
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    let failed: BrokerError | undefined;
    for (const source of this.#options.people()) {
      if (only !== undefined && source.card.name !== only) continue;
      try {
        const person = await this.#ask(source, SOURCE_MS, () => ask(source));
        if (person === undefined) continue;
        const found = { key: { source: source.card.name, ref: person.ref }, person };
        this.#found.set(name, found, memoryOf(source.card.freshness.people));
        return found;
      } catch (error) {
        if (!isBrokerError(error)) throw error;
        failed = error;
      }
    }
    // Whoever was not asked may know them: "unknown" would be a lie.
    if (failed !== undefined) throw failed;
    return undefined;
  }

  async #ask<T>({ card }: Pick<PeopleSource, 'card'>, ms: number, ask: () => Promise<T>): Promise<T> {
    const { clock, gate, logger } = this.#options;
    try {
      return await inTime(clock, ms, ask);
    } catch (error) {
      const isAway = isBrokerError(error, 'TW_PEOPLE_AWAY');
      // Not the error itself: what a shop's system says may name the person.
      if (isAway && gate.opens(`people ${card.name}`))
        logger.warn({ source: card.name, code: 'TW_PEOPLE_AWAY' }, 'a source of customers does not answer');
      throw error;
    }
  }

  #listOf(name: string): WishlistSource | undefined {
    return this.#options.wishlists().find(({ card }) => card.name === name);
  }

  #listSource({ source }: PersonKey): WishlistSource {
    const found = this.#listOf(source);
    if (found === undefined) throw new BrokerError('TW_WISHLIST_NONE');
    return found;
  }
}

function nameOf({ source, ref }: PersonKey): string {
  return `${source} ${ref}`;
}

function memoryOf(seconds: number | undefined): number {
  return Math.min(LONGEST_MEMORY_MS, (seconds ?? 0) * 1000);
}

/** A hub with one imported customer, and sources of customers that do what a test tells them. */
import { createHmac } from 'node:crypto';
import type { Person, PeopleSource, WishlistSource } from '../../../../broker/hub/sources/ports.ts';
import type { WishlistItem } from '../../../../broker/contract/domain.ts';
import type { TestContext } from '../../../harness/suite.ts';
import { FeedFolder, products, row } from '../support/feed-folder.ts';
import { LOYALTY_KEY, startHub, type BenchOptions, type HubBench } from '../support/hub-bench.ts';

export const UID = '04A1B27C5E6180';
export const CARD = cardOf(UID);
export const MARTA = {
  ref: 'c-1',
  displayName: 'Marta',
  tier: 'Gold',
  locale: 'it',
  cardUid: UID,
  wishlist: [{ sku: 'A', addedAt: '2026-11-18T19:42:10Z' }],
};

export function cardOf(uid: string): string {
  return createHmac('sha256', LOYALTY_KEY).update(Buffer.from(uid, 'hex')).digest('hex');
}

export async function hubWithPeople(
  t: TestContext,
  options: BenchOptions = {},
): Promise<HubBench & { feeds: FeedFolder }> {
  const feeds = new FeedFolder(t);
  feeds.write('products.tsv', products(row('A'), row('B', { size: 'M' })));
  feeds.write('customers.json', JSON.stringify([MARTA]));
  await feeds.import({ customers: 'customers.json' });
  const bench = await startHub(t, { dataDir: feeds.dataDir, ...options });
  return Object.assign(bench, { feeds });
}

/** Asks as the kiosk and answers what came back. */
export async function ask(
  bench: HubBench,
  name: string,
  body: object,
): Promise<Record<string, unknown> | undefined> {
  const deadline = new Date(bench.clock.now() + 4_000).toISOString();
  await bench.say(`req/${name}`, { id: 'request-1', deadline, ...body });
  return bench.heard(`rsp/${name}`).at(-1);
}

export async function recognise(bench: HubBench, card = CARD): Promise<string> {
  const { customer } = (await ask(bench, 'recognise', { card })) as { customer: { token: string } };
  return customer.token;
}

/** Knows one person by one card and by one subject, and keeps their list. */
export class TestSource implements PeopleSource, WishlistSource {
  readonly card;
  asked = 0;
  /** Replaces every answer. */
  instead: (() => Promise<never>) | undefined;
  list: WishlistItem[] = [];
  readonly #known: { person: Person; hash: string; subject: string };

  /** That it was asked with. */
  readonly tokens: (string | undefined)[] = [];

  constructor(
    name: string,
    known: { person: Person; hash?: string; subject?: string },
    freshness: { people?: number; wishlist?: number } = {},
  ) {
    this.card = { name, capabilities: ['people', 'wishlist'] as const, freshness };
    this.#known = { hash: '', subject: '', ...known };
  }

  async byCard(hash: string): Promise<Person | undefined> {
    await this.#ask();
    return hash === this.#known.hash ? this.#known.person : undefined;
  }

  async byLoyaltyId(): Promise<Person | undefined> {
    await this.#ask();
    return undefined;
  }

  async bySubject(_issuer: string, subject: string, accessToken?: string): Promise<Person | undefined> {
    await this.#ask();
    this.tokens.push(accessToken);
    return subject === this.#known.subject ? this.#known.person : undefined;
  }

  async read(): Promise<WishlistItem[]> {
    await this.#ask();
    return this.list;
  }

  async add(_ref: string, sku: string): Promise<void> {
    await this.#ask();
    if (!this.list.some((item) => item.sku === sku))
      this.list = [...this.list, { sku, addedAt: '2026-11-20T10:00:00Z' }];
  }

  async remove(_ref: string, sku: string): Promise<void> {
    await this.#ask();
    this.list = this.list.filter((item) => item.sku !== sku);
  }

  async #ask(): Promise<void> {
    this.asked += 1;
    await this.instead?.();
  }
}

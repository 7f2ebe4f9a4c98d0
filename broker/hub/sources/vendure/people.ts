/** Customers of the shop, by the number of their loyalty card; and their wishlists, which the shop keeps as variants. */
import { Type } from 'typebox';
import type { WishlistItem } from '../../../contract/domain.ts';
import { BrokerError } from '../../../errors.ts';
import { mutation, query } from '../graphql/operation.ts';
import type { GraphqlClient } from '../graphql/graphql-client.ts';
import { givenName } from '../given-name.ts';
import type { PeopleSource, Person, SourceCard, WishlistSource } from '../ports.ts';
import type { Shop } from './shop.ts';
import { Variants } from './variant-ids.ts';

const ByLoyaltyId = query(
  `query CustomerByLoyaltyId($id: String!) {
    customers(options: { take: 2, filter: { loyaltyCardId: { eq: $id } } }) {
      items { id firstName groups { name } }
    }
  }`,
  Type.Object({
    customers: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String({ minLength: 1 }),
          firstName: Type.String(),
          groups: Type.Array(Type.Object({ name: Type.String() })),
        }),
      ),
    }),
  }),
);

const Wishlist = query(
  `query Wishlist($id: ID!) { customer(id: $id) { customFields { wishlist { id sku } } } }`,
  Type.Object({
    customer: Type.Union([
      Type.Object({
        customFields: Type.Object({
          wishlist: Type.Array(Type.Object({ id: Type.String(), sku: Type.String() })),
        }),
      }),
      Type.Null(),
    ]),
  }),
);

const SetWishlist = mutation(
  `mutation SetWishlist($id: ID!, $ids: [ID!]) {
    updateCustomer(input: { id: $id, customFields: { wishlistIds: $ids } }) { __typename }
  }`,
  Type.Object({ updateCustomer: Type.Object({ __typename: Type.Literal('Customer') }) }),
);

/** More is nobody's wish. */
const MOST_WISHES = 500;
/** Somebody else may write the list meanwhile; the shop keeps whichever comes last. */
const ATTEMPTS = 3;

export interface PeopleOptions {
  card: SourceCard;
  client: Pick<GraphqlClient, 'ask'>;
  shop: Shop;
  /** Groups that may be shown, best first. */
  tiers: readonly string[];
}

export class VendurePeople implements PeopleSource {
  readonly card: SourceCard;
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.card = options.card;
    this.#options = options;
  }

  /** Vendure knows no hashes of cards. */
  async byCard(): Promise<undefined> {
    return undefined;
  }

  async byLoyaltyId(id: string): Promise<Person | undefined> {
    const { client, shop, tiers } = this.#options;
    if (id === '' || id.length > 255) return undefined;
    await shop.need('Customer.loyaltyCardId');
    const { items } = (await client.ask(ByLoyaltyId, { id })).customers;
    const [customer, another] = items;
    // Two people with one number: neither may see the other's list.
    if (customer === undefined || another !== undefined) return undefined;
    const groups = new Set(customer.groups.map(({ name }) => name));
    return {
      ref: customer.id,
      displayName: givenName(customer.firstName),
      tier: tiers.find((tier) => groups.has(tier)) ?? '',
      locale: '',
    };
  }

  /** The shop does not tell whom a provider's subject stands for. */
  async bySubject(): Promise<undefined> {
    return undefined;
  }
}

export class VendureWishlists implements WishlistSource {
  readonly card: SourceCard;
  readonly #options: PeopleOptions;
  readonly #variants: Variants;
  /** One change of a list at a time, in order. */
  readonly #writing = new Map<string, Promise<void>>();

  constructor(options: PeopleOptions) {
    this.card = options.card;
    this.#options = options;
    this.#variants = new Variants(options.client);
  }

  /** The shop does not say when something was wished for. */
  async read(ref: string): Promise<WishlistItem[]> {
    return (await this.#list(ref)).map(({ sku }) => ({ sku, addedAt: '' }));
  }

  /** @throws BrokerError TW_SKU_UNKNOWN | TW_CARD_UNKNOWN */
  async add(ref: string, sku: string): Promise<void> {
    const id = (await this.#variants.bySku([sku])).get(sku)?.id;
    if (id === undefined) throw new BrokerError('TW_SKU_UNKNOWN');
    await this.#change(ref, (ids) => (ids.includes(id) ? ids : [...ids, id].slice(-MOST_WISHES)));
  }

  async remove(ref: string, sku: string): Promise<void> {
    const id = (await this.#list(ref)).find((item) => item.sku === sku)?.id;
    if (id !== undefined) await this.#change(ref, (ids) => ids.filter((other) => other !== id));
  }

  async #change(ref: string, change: (ids: string[]) => string[]): Promise<void> {
    const before = this.#writing.get(ref) ?? Promise.resolve();
    const mine = before.then(() => this.#write(ref, change));
    const settled = mine.then(ignore, ignore);
    this.#writing.set(ref, settled);
    try {
      await mine;
    } finally {
      if (this.#writing.get(ref) === settled) this.#writing.delete(ref);
    }
  }

  async #write(ref: string, change: (ids: string[]) => string[]): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const ids = (await this.#list(ref)).map(({ id }) => id);
      const wanted = change(ids);
      if (sameIds(wanted, ids)) return;
      await this.#options.client.ask(SetWishlist, { id: ref, ids: wanted });
    }
  }

  async #list(ref: string): Promise<readonly { id: string; sku: string }[]> {
    await this.#options.shop.need('Customer.wishlist');
    const { customer } = await this.#options.client.ask(Wishlist, { id: ref });
    if (customer === null) throw new BrokerError('TW_CARD_UNKNOWN');
    return customer.customFields.wishlist.slice(0, MOST_WISHES);
  }
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  const there = new Set(b);
  return a.length === b.length && a.every((id) => there.has(id));
}

function ignore(): void {
  // Whoever asked for the change before has been told.
}

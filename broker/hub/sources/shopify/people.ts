/** Customers of the shop, who sign in to their own account on their phones. The shop is asked in their name, and for little. */
import { Type } from 'typebox';
import { givenName } from '../given-name.ts';
import { query } from '../graphql/operation.ts';
import type { PeopleSource, Person, SourceCard } from '../ports.ts';
import type { CustomerAccounts } from './customer-accounts.ts';
import type { Visitors } from './visitors.ts';

export const Me = query(
  `query Me { customer { id firstName tags } }`,
  Type.Object({
    customer: Type.Object({
      id: Type.String({ minLength: 1, maxLength: 200 }),
      firstName: Type.Union([Type.String(), Type.Null()]),
      tags: Type.Array(Type.String()),
    }),
  }),
);

export interface ShopifyPeopleOptions {
  card: SourceCard;
  accounts: CustomerAccounts;
  visitors: Visitors;
  /** Tags of a customer that may be shown, best first. */
  tiers: readonly string[];
}

export class ShopifyPeople implements PeopleSource {
  readonly card: SourceCard;
  readonly #options: ShopifyPeopleOptions;

  constructor(options: ShopifyPeopleOptions) {
    this.card = options.card;
    this.#options = options;
  }

  /** Shopify knows no cards. */
  async byCard(): Promise<undefined> {
    return undefined;
  }

  /** Without the customer's own token the shop tells nothing of them. */
  async byLoyaltyId(): Promise<undefined> {
    return undefined;
  }

  async bySubject(issuer: string, _subject: string, accessToken?: string): Promise<Person | undefined> {
    const { accounts, visitors, tiers } = this.#options;
    // A token of another provider must not get to the shop.
    if (accessToken === undefined || issuer !== (await accounts.issuer())) return undefined;
    const client = await accounts.clientFor(accessToken);
    const { id, firstName, tags } = (await client.ask(Me)).customer;
    visitors.came(id, accessToken);
    const tagged = new Set(tags);
    return {
      ref: id,
      displayName: givenName(firstName ?? ''),
      tier: tiers.find((tier) => tagged.has(tier)) ?? '',
      locale: '',
    };
  }
}

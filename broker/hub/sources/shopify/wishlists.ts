/**
 * Wishlists in a metafield of the customer: a list of variants. It is read and written in the customer's own name, and a
 * change is made only to the list that was read (compareDigest), so that a phone and a display do not undo each other.
 */
import { Type } from 'typebox';
import type { WishlistItem } from '../../../contract/domain.ts';
import { BrokerError } from '../../../errors.ts';
import { mutation, query } from '../graphql/operation.ts';
import type { GraphqlClient } from '../graphql/graphql-client.ts';
import type { SourceCard, WishlistSource } from '../ports.ts';
import type { CustomerAccounts } from './customer-accounts.ts';
import { numberOf, skuOf } from './ids.ts';
import { CONTEXT_VARIABLES, IN_CONTEXT, type Storefront } from './storefront.ts';
import type { VariantIndex } from './variant-index.ts';
import type { Visitors } from './visitors.ts';

const TYPE = 'list.variant_reference';

export const Wishes = query(
  `query Wishes($namespace: String!, $key: String!) {
    customer { id metafield(namespace: $namespace, key: $key) { value type compareDigest } }
  }`,
  Type.Object({
    customer: Type.Object({
      id: Type.String(),
      metafield: Type.Union([
        Type.Object({ value: Type.String(), type: Type.String(), compareDigest: Type.String() }),
        Type.Null(),
      ]),
    }),
  }),
);

export const SetWishes = mutation(
  `mutation SetWishes($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) { userErrors { code } }
  }`,
  Type.Object({
    metafieldsSet: Type.Union([
      Type.Object({
        userErrors: Type.Array(Type.Object({ code: Type.Union([Type.String(), Type.Null()]) })),
      }),
      Type.Null(),
    ]),
  }),
);

export const VariantSkus = query(
  `query VariantSkus($ids: [ID!]!, ${CONTEXT_VARIABLES}) ${IN_CONTEXT} {
    nodes(ids: $ids) { ... on ProductVariant { id sku } }
  }`,
  Type.Object({
    nodes: Type.Array(
      Type.Union([
        Type.Object({
          id: Type.Optional(Type.String()),
          sku: Type.Optional(Type.Union([Type.String(), Type.Null()])),
        }),
        Type.Null(),
      ]),
    ),
  }),
);

/** As many as a list of Shopify's may have (shopify.dev, metafield limits). */
const MOST_WISHES = 128;
/** Somebody else may write the list meanwhile. */
const ATTEMPTS = 4;
const CHANGED_MEANWHILE = new Set(['STALE_OBJECT', 'INVALID_COMPARE_DIGEST']);

export interface ShopifyWishlistsOptions {
  card: SourceCard;
  accounts: CustomerAccounts;
  visitors: Visitors;
  storefront: Storefront;
  index: VariantIndex;
  /** Namespace and key, as `custom.wishlist`. */
  metafield: string;
}

interface Listed {
  ids: string[];
  /** Null: there is none yet. */
  digest: string | null;
}

export class ShopifyWishlists implements WishlistSource {
  readonly card: SourceCard;
  readonly #options: ShopifyWishlistsOptions;
  readonly #where: { namespace: string; key: string };

  constructor(options: ShopifyWishlistsOptions) {
    this.card = options.card;
    this.#options = options;
    const at = options.metafield.lastIndexOf('.');
    this.#where = { namespace: options.metafield.slice(0, at), key: options.metafield.slice(at + 1) };
  }

  /** The shop does not say when something was wished for. What is not for sale any more stays, and is not shown. */
  async read(ref: string): Promise<WishlistItem[]> {
    const { ids } = await this.#list(await this.#client(ref), ref);
    const skus = await this.#skusOf(ids);
    return ids.flatMap((id) => {
      const sku = skus.get(id);
      return sku === undefined ? [] : [{ sku, addedAt: '' }];
    });
  }

  /** @throws BrokerError TW_SKU_UNKNOWN | TW_CUSTOMER_TOKEN_UNKNOWN | TW_WISHLIST_FULL */
  async add(ref: string, sku: string): Promise<void> {
    const id = (await this.#options.index.find([sku])).get(sku);
    if (id === undefined) throw new BrokerError('TW_SKU_UNKNOWN');
    await this.#change(ref, (ids) => (ids.includes(id) ? ids : [...ids, id]));
  }

  async remove(ref: string, sku: string): Promise<void> {
    const id = (await this.#options.index.find([sku])).get(sku);
    if (id !== undefined) await this.#change(ref, (ids) => ids.filter((other) => other !== id));
  }

  async #change(ref: string, change: (ids: string[]) => string[]): Promise<void> {
    const client = await this.#client(ref);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const { ids, digest } = await this.#list(client, ref);
      const wanted = change(ids);
      if (wanted.length > MOST_WISHES) throw new BrokerError('TW_WISHLIST_FULL');
      if (wanted.join() === ids.join() || (await this.#write(client, { ref, wanted, digest }))) return;
    }
    throw new BrokerError('TW_SOURCE_BUSY', 'The wishlist is being changed somewhere else.');
  }

  /** False when the list is another one by now. */
  async #write(
    client: GraphqlClient,
    { ref, wanted, digest }: { ref: string; wanted: string[]; digest: string | null },
  ): Promise<boolean> {
    const value = JSON.stringify(wanted);
    const metafield = { ownerId: ref, ...this.#where, type: TYPE, value, compareDigest: digest };
    const { metafieldsSet } = await client.ask(SetWishes, { metafields: [metafield] });
    const [error] = metafieldsSet?.userErrors ?? [{ code: null }];
    if (error === undefined) return true;
    if (CHANGED_MEANWHILE.has(error.code ?? '')) return false;
    if (error.code === 'APP_NOT_AUTHORIZED')
      throw new BrokerError('TW_SOURCE_REFUSED', 'Customer accounts may not write the wishlist’s metafield.');
    throw new BrokerError('TW_SOURCE_ANSWER', 'The shop does not take the wishlist.');
  }

  async #list(client: GraphqlClient, ref: string): Promise<Listed> {
    const { customer } = await client.ask(Wishes, this.#where);
    if (customer.id !== ref) throw new BrokerError('TW_CUSTOMER_TOKEN_UNKNOWN');
    const { metafield } = customer;
    if (metafield === null) return { ids: [], digest: null };
    if (metafield.type !== TYPE)
      throw new BrokerError('TW_SOURCE_ANSWER', `The wishlist’s metafield is not a ${TYPE}.`);
    return { ids: variantIds(metafield.value), digest: metafield.compareDigest };
  }

  async #skusOf(ids: readonly string[]): Promise<Map<string, string>> {
    const skus = new Map<string, string>();
    if (ids.length === 0) return skus;
    const { nodes } = await this.#options.storefront.ask(VariantSkus, { ids });
    for (const node of nodes) {
      const { id = '', sku = null } = node ?? {};
      const own = skuOf({ id, sku });
      if (own !== undefined) skus.set(id, own);
    }
    return skus;
  }

  async #client(ref: string): Promise<GraphqlClient> {
    return this.#options.accounts.clientFor(this.#options.visitors.tokenOf(ref));
  }
}

function variantIds(value: string): string[] {
  try {
    const ids = JSON.parse(value) as unknown;
    if (!Array.isArray(ids)) return [];
    const wanted = ids.filter(
      (id): id is string => typeof id === 'string' && numberOf(id, 'ProductVariant') !== undefined,
    );
    return wanted.slice(0, MOST_WISHES);
  } catch {
    return [];
  }
}

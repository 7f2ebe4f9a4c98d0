/** Variants of the shop by SKU. */
import { Type, type Static } from 'typebox';
import { query } from '../graphql/operation.ts';
import type { GraphqlClient } from '../graphql/graphql-client.ts';
import { LEVEL_FIELDS, VariantLevels } from './levels.ts';

const BySku = query(
  `query VariantsBySku($skus: [String!]!, $take: Int!) {
    productVariants(options: { take: $take, filter: { sku: { in: $skus } } }) {
      items { name product { enabled } ${LEVEL_FIELDS} }
    }
  }`,
  Type.Object({
    productVariants: Type.Object({
      items: Type.Array(
        Type.Intersect([
          VariantLevels,
          Type.Object({ name: Type.String(), product: Type.Object({ enabled: Type.Boolean() }) }),
        ]),
      ),
    }),
  }),
);

export type NamedVariant = Static<typeof VariantLevels> & { name: string };

/** At the most at once. */
export const MOST_SKUS = 100;

export class Variants {
  readonly #client: Pick<GraphqlClient, 'ask'>;

  constructor(client: Pick<GraphqlClient, 'ask'>) {
    this.#client = client;
  }

  /** Those that are for sale. Of two variants with one SKU, which Vendure allows, neither. */
  async bySku(skus: readonly string[]): Promise<Map<string, NamedVariant>> {
    const wanted = [...new Set(skus)].slice(0, MOST_SKUS);
    if (wanted.length === 0) return new Map();
    const take = 2 * MOST_SKUS;
    const { items } = (await this.#client.ask(BySku, { skus: wanted, take })).productVariants;
    const found = new Map<string, NamedVariant>();
    const several = new Set<string>();
    for (const variant of items) {
      if (!variant.enabled || !variant.product.enabled) continue;
      if (found.has(variant.sku)) several.add(variant.sku);
      found.set(variant.sku, variant);
    }
    for (const sku of several) found.delete(sku);
    return found;
  }
}

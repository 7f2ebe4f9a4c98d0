/**
 * What has probably changed: variants that somebody edited, and the lines of orders that came or moved on. An order touches
 * the levels of its variants and its own time, never the variant's: without the orders a sale would be seen by the sweep
 * alone.
 */
import { Type } from 'typebox';
import { isBrokerError } from '../../../errors.ts';
import type { Clock, Logger } from '../../../ports.ts';
import { query } from '../graphql/operation.ts';
import type { GraphqlClient } from '../graphql/graphql-client.ts';
import { LEVEL_FIELDS, VariantLevels } from './levels.ts';
import { RecentList, type Changed, type RecentPage } from './recent-list.ts';

const OPTIONS = `options: { take: $take, skip: $skip, sort: { updatedAt: DESC }, filter: { updatedAt: { after: $since } } }`;
const VARIABLES = '$take: Int!, $skip: Int!, $since: DateTime!';

const RecentVariants = query(
  `query RecentVariants(${VARIABLES}) {
    productVariants(${OPTIONS}) { items { updatedAt ${LEVEL_FIELDS} } }
  }`,
  Type.Object({
    productVariants: Type.Object({
      items: Type.Array(Type.Intersect([VariantLevels, Type.Object({ updatedAt: Type.String() })])),
    }),
  }),
);

const RecentOrders = query(
  `query RecentOrders(${VARIABLES}) {
    orders(${OPTIONS}) { items { updatedAt lines { productVariant { ${LEVEL_FIELDS} } } } }
  }`,
  Type.Object({
    orders: Type.Object({
      items: Type.Array(
        Type.Object({
          updatedAt: Type.String(),
          lines: Type.Array(Type.Object({ productVariant: VariantLevels })),
        }),
      ),
    }),
  }),
);

export interface RecentChangesOptions {
  client: Pick<GraphqlClient, 'ask'>;
  clock: Clock;
  logger: Logger;
}

export class RecentChanges {
  readonly #options: RecentChangesOptions;
  readonly #variants: RecentList;
  readonly #orders: RecentList;
  #mayReadOrders = true;

  constructor(options: RecentChangesOptions) {
    this.#options = options;
    this.#variants = new RecentList(options.clock);
    this.#orders = new RecentList(options.clock);
  }

  /** Levels of what changed since the last question; at the first one nothing has. May name a variant more than once. */
  async next(signal: AbortSignal): Promise<VariantLevels[]> {
    const [variants, ordered] = await Promise.all([
      this.#variants.read((page) => this.#editedVariants(page, signal)),
      this.#orderedVariants(signal),
    ]);
    return [...variants, ...ordered];
  }

  async #orderedVariants(signal: AbortSignal): Promise<VariantLevels[]> {
    if (!this.#mayReadOrders) return [];
    try {
      return await this.#orders.read((page) => this.#movedOrders(page, signal));
    } catch (error) {
      if (!isBrokerError(error, 'TW_SOURCE_REFUSED')) throw error;
      this.#mayReadOrders = false;
      this.#options.logger.warn({}, 'the key may not read orders: what they change is seen late');
      return [];
    }
  }

  async #editedVariants(page: RecentPage, signal: AbortSignal): Promise<Changed[]> {
    const { productVariants } = await this.#options.client.ask(RecentVariants, { ...page }, signal);
    return productVariants.items.map((item) => ({ updatedAt: item.updatedAt, variants: [item] }));
  }

  async #movedOrders(page: RecentPage, signal: AbortSignal): Promise<Changed[]> {
    const { orders } = await this.#options.client.ask(RecentOrders, { ...page }, signal);
    return orders.items.map(({ updatedAt, lines }) => ({
      updatedAt,
      variants: lines.map(({ productVariant }) => productVariant),
    }));
  }
}

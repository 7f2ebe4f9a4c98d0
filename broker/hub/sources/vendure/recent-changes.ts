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
import { ChangeCursor } from './change-cursor.ts';
import { LEVEL_FIELDS, VariantLevels } from './levels.ts';

const TAKE = 50;
/** More at once is left to the sweep, and to the next look. */
const MOST_PAGES = 4;

const OPTIONS = `options: { take: $take, skip: $skip, sort: { updatedAt: $order }, filter: { updatedAt: { after: $since } } }`;
const VARIABLES = '$take: Int!, $skip: Int!, $order: SortOrder!, $since: DateTime!';

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

interface Changed {
  updatedAt: string;
  variants: readonly VariantLevels[];
}

interface Page {
  take: number;
  skip: number;
  order: 'ASC' | 'DESC';
  since: string;
}

export interface RecentChangesOptions {
  client: Pick<GraphqlClient, 'ask'>;
  clock: Clock;
  logger: Logger;
}

export class RecentChanges {
  readonly #options: RecentChangesOptions;
  readonly #variants: ChangeCursor;
  readonly #orders: ChangeCursor;
  #mayReadOrders = true;

  constructor(options: RecentChangesOptions) {
    this.#options = options;
    this.#variants = new ChangeCursor(options.clock);
    this.#orders = new ChangeCursor(options.clock);
  }

  /** Levels of what changed since the last question; at the first one nothing has. May name a variant more than once. */
  async next(signal: AbortSignal): Promise<VariantLevels[]> {
    const variants = await this.#read(this.#variants, (page) => this.#editedVariants(page, signal));
    if (!this.#mayReadOrders) return variants;
    try {
      return [...variants, ...(await this.#read(this.#orders, (page) => this.#movedOrders(page, signal)))];
    } catch (error) {
      if (!isBrokerError(error, 'TW_SOURCE_REFUSED')) throw error;
      this.#mayReadOrders = false;
      this.#options.logger.warn({}, 'the key may not read orders: what they change is seen late');
      return variants;
    }
  }

  async #read(cursor: ChangeCursor, ask: (page: Page) => Promise<Changed[]>): Promise<VariantLevels[]> {
    if (!cursor.isSet) {
      const [newest] = await ask({ take: 1, skip: 0, order: 'DESC', since: new Date(0).toISOString() });
      cursor.saw(newest?.updatedAt);
      if (newest === undefined) cursor.saw(new Date(1).toISOString());
      return [];
    }
    const since = cursor.since();
    const found: Changed[] = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const changed = await ask({ take: TAKE, skip: page * TAKE, order: 'ASC', since });
      found.push(...changed);
      if (changed.length < TAKE) break;
    }
    for (const { updatedAt } of found) cursor.saw(updatedAt);
    return found.flatMap(({ variants }) => variants);
  }

  async #editedVariants(page: Page, signal: AbortSignal): Promise<Changed[]> {
    const { productVariants } = await this.#options.client.ask(RecentVariants, { ...page }, signal);
    return productVariants.items.map((item) => ({ updatedAt: item.updatedAt, variants: [item] }));
  }

  async #movedOrders(page: Page, signal: AbortSignal): Promise<Changed[]> {
    const { orders } = await this.#options.client.ask(RecentOrders, { ...page }, signal);
    return orders.items.map(({ updatedAt, lines }) => ({
      updatedAt,
      variants: lines.map(({ productVariant }) => productVariant),
    }));
  }
}

/**
 * Finds the order that was made for a key before. The key is kept in the shop itself, as a private note of the order: so
 * it is found by another hub too, and by one that has lost its disk.
 */
import type { GraphqlClient } from '../graphql/graphql-client.ts';
import type { Clock } from '../../../ports.ts';
import { OrdersOfKiosk, type ShopOrder } from './order-steps.ts';

/** Whoever asks again does so soon. */
const KEPT_MS = 7 * 86_400_000;
const PAGE = 50;
const MOST_PAGES = 4;

export function noteOf(idempotencyKey: string): string {
  return `Ordered at a kiosk. Key: ${idempotencyKey}`;
}

export interface FindOptions {
  client: Pick<GraphqlClient, 'ask'>;
  clock: Clock;
}

export async function findOrder(
  { client, clock }: FindOptions,
  { idempotencyKey, kioskId }: { idempotencyKey: string; kioskId: string },
): Promise<ShopOrder | undefined> {
  const after = new Date(clock.now() - KEPT_MS).toISOString();
  const note = noteOf(idempotencyKey);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const variables = { kioskId, after, take: PAGE, skip: page * PAGE };
    const { items } = (await client.ask(OrdersOfKiosk, variables)).orders;
    for (const { history, ...order } of items)
      if (history.items.some(({ data }) => (data as { note?: unknown } | null)?.note === note)) return order;
    if (items.length < PAGE) return undefined;
  }
  return undefined;
}

/** What must hold of orders, whatever has happened to them: every sentence is something that is wrong. */
import { isFinal } from '../../broker/contract/intent-machine.ts';
import type { Intent, IntentKind, IntentReport, IntentStateName } from '../../broker/contract/intents.ts';
import type { SessionInput } from '../../kiosk/session/input.ts';
import type { ScriptedOrders } from '../broker/hub/intents/scripted-orders.ts';

const ORDERS: ReadonlySet<IntentKind> = new Set(['reserve', 'pickup', 'ship']);
/** An order that was fetched or arrived is nobody's to withdraw. */
const KEPT: ReadonlySet<IntentStateName> = new Set(['collected', 'delivered']);

/** What a shopper was told last of a wish. */
export interface Told {
  key: string;
  kind: IntentKind;
  last: SessionInput | null;
  calledOff: boolean;
}

interface ShopQuestion {
  intents: readonly Intent[];
  told: readonly Told[];
  shop: ScriptedOrders;
  /** How many there are in the store. */
  pieces: number;
}

/** Each order stands at the shop exactly where one is due, once, and no more is promised than there is. */
export function faultsAtTheShop({ intents, told, shop, pieces }: ShopQuestion): string[] {
  const wrong: string[] = [];
  const standing = new Map(shop.standing.map((order) => [order.draft.idempotencyKey, order]));
  for (const { kind, state, kioskId, idempotencyKey } of intents) {
    const isThere = standing.delete(`${kioskId}.${idempotencyKey}`);
    const isDue = ORDERS.has(kind) && (!isFinal(kind, state) || KEPT.has(state));
    if (isDue !== isThere) wrong.push(`${kind} ${state}: ${isThere ? 'an' : 'no'} order stands`);
  }
  for (const key of standing.keys()) wrong.push(`an order stands of which nobody knows: ${key}`);
  const keys = new Set(told.map(({ key }) => `mil-01.k1.${key}`));
  for (const key of shop.orders.keys()) if (!keys.has(key)) wrong.push(`nobody wanted ${key}`);
  const held = shop.standing.filter(
    ({ draft }) => draft.storeCode === 'MIL-01' && draft.kind !== 'ship',
  ).length;
  if (held > pieces) wrong.push(`${held} of ${pieces} pieces are promised`);
  return wrong;
}

/** What a screen has promised holds, and what it has refused is not done. @param now The latest that any clock has said. */
export function brokenPromises(intents: readonly Intent[], told: readonly Told[], now: number): string[] {
  const wrong: string[] = [];
  const byKey = new Map(intents.map((intent) => [intent.idempotencyKey, intent]));
  for (const { key, kind, last, calledOff } of told) {
    const state = byKey.get(key)?.state ?? 'nothing';
    if (last?.type === 'intent_failed' && ['held', 'placed', 'placing', 'requested'].includes(state))
      wrong.push(`${kind} was refused on the screen and is ${state}`);
    if (last?.type !== 'intent' || calledOff) continue;
    const { report } = last;
    const isPromised = ['held', 'placed', 'requested'].includes(report.state);
    if (isPromised && state !== report.state && !(state === 'expired' && isPast(report, now)))
      wrong.push(`${kind} was promised (${report.state}) and is ${state}`);
  }
  return wrong;
}

function isPast({ expiresAt }: IntentReport, now: number): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= now;
}

/** Nothing may be open any more. */
export function stillOpen(intents: readonly Intent[]): string[] {
  return intents.flatMap(({ kind, state, snag }) => [
    ...(isFinal(kind, state) ? [] : [`${kind} is still ${state}`]),
    ...(snag !== null && snag.settledAt === null
      ? [`${kind} ${state} is still not cancelled at the shop`]
      : []),
  ]);
}

/** How long things last, what is held, and what the shop's system has to hear when an intent moves. Pure. */
import { isFinal } from '../../contract/intent-machine.ts';
import type { IntentKind, IntentLine, IntentStateName } from '../../contract/intents.ts';
import type { IntentErrand } from './tables.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Milliseconds that an intent may stay in a state, from when it came there; absent: as long as it likes. */
const LIVES: Partial<Record<IntentKind, Partial<Record<IntentStateName, number>>>> = {
  // Somebody waits in a fitting room.
  room: { requested: 20 * MINUTE, accepted: 30 * MINUTE, picking: 30 * MINUTE },
  reserve: { requested: 2 * HOUR, placing: 2 * HOUR, held: 2 * HOUR },
  pickup: { ready_for_pickup: 72 * HOUR },
  handover: { created: 10 * MINUTE, claimed: 12 * HOUR },
};
/** States that a deadline runs through: being put aside does not give anybody more time to fetch it. */
const KEEPS: Partial<Record<IntentKind, readonly IntentStateName[]>> = {
  reserve: ['ready'],
  handover: ['shown', 'opened'],
};
/** Letters of the code: what is said aloud at a counter of one store, and what a till takes alone. */
const CODES: Partial<Record<IntentKind, number>> = { reserve: 4, pickup: 6, handover: 6 };
const HOLDING: readonly IntentKind[] = ['reserve', 'pickup'];
/** Kinds that exist without a shop's system. */
export const OWN_KINDS: readonly IntentKind[] = ['room', 'reserve', 'handover'];
export const ORDER_KINDS: readonly IntentKind[] = ['pickup', 'ship'];

/** @param now Epoch milliseconds. @param before When the state it comes from would have run out. */
export function expiryOf(
  { kind, state }: { kind: IntentKind; state: IntentStateName },
  now: number,
  before: string | null,
): string | null {
  if (isFinal(kind, state)) return before;
  if (KEEPS[kind]?.includes(state)) return before;
  const life = LIVES[kind]?.[state];
  return life === undefined ? null : new Date(now + life).toISOString();
}

/** 0: it has none. */
export function codeLength(kind: IntentKind): number {
  return CODES[kind] ?? 0;
}

/** Codes of one scope differ: a till's is good in the whole chain, the others are said at one counter. */
export function codeScope(kind: IntentKind, storeCode: string): string {
  return kind === 'handover' ? 'handover' : `counter ${storeCode}`;
}

/** Takes from the stock of its store for as long as it is open. */
export function holdsStock(kind: IntentKind): boolean {
  return HOLDING.includes(kind);
}

/** Only what is there can be brought or put aside; what a shop's own system sends, it knows best. */
export function needsStock(kind: IntentKind): boolean {
  return kind === 'room' || holdsStock(kind);
}

interface Standing {
  kind: IntentKind;
  state: IntentStateName;
  externalRef: string | null;
  attempts: number;
}

/**
 * What the shop's system has to hear of it. An order that was asked for once may be there though no answer came: it is
 * withdrawn then as if it were.
 */
export function errandOf({ kind, state, externalRef, attempts }: Standing): IntentErrand | null {
  if (state === 'placing') return 'place';
  const isKnown = externalRef !== null || attempts > 0;
  const isOff = ['cancelled', 'expired', 'released', 'rejected', 'no_show'].includes(state);
  return isKnown && isOff && kind !== 'room' ? 'withdraw' : null;
}

/** One line for each SKU, in order, so that the same wish always looks the same. */
export function tidyLines(lines: readonly IntentLine[]): IntentLine[] {
  const bySku = new Map<string, number>();
  for (const { sku, quantity } of lines) bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
  return [...bySku].map(([sku, quantity]) => ({ sku, quantity })).sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

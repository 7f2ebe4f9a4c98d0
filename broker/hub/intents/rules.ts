/** How long things last, what is held, and what the shop's system has to hear when an intent moves. Pure. */
import { isFinal } from '../../contract/intent-machine.ts';
import type { IntentKind, IntentLine, IntentStateName } from '../../contract/intents.ts';
import type { IntentErrand } from './tables.ts';

const MINUTE = 60_000;

/** How long each kind may take, in minutes. */
export interface IntentLives {
  /** Somebody waits in a fitting room: as long until the team begins, and again for each step. */
  room: number;
  /** Put aside, from when it is. */
  reserve: number;
  /** Ready to be fetched. */
  pickup: number;
  /** The code for the till. */
  handover: number;
}

export const USUAL_LIVES: IntentLives = { room: 20, reserve: 120, pickup: 72 * 60, handover: 10 };

/** A till that took it over says so again while the shop is open. */
const CLAIMED_MS = 12 * 60 * MINUTE;
/** States that a kind's life begins in. */
const BEGINS: Partial<Record<IntentKind, readonly IntentStateName[]>> = {
  room: ['requested', 'accepted', 'picking'],
  reserve: ['requested', 'placing', 'held'],
  pickup: ['ready_for_pickup'],
  handover: ['created'],
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

/**
 * When an intent that comes into its state now runs out; null: it takes as long as it likes.
 * @param now Epoch milliseconds. @param before When the state it comes from would have run out.
 */
export function expiryOf(
  { kind, state }: { kind: IntentKind; state: IntentStateName },
  { now, before, lives }: { now: number; before: string | null; lives: IntentLives },
): string | null {
  if (isFinal(kind, state)) return before;
  if (KEEPS[kind]?.includes(state)) return before;
  const life = state === 'claimed' ? CLAIMED_MS : lifeOf(kind, state, lives);
  return life === null ? null : new Date(now + life).toISOString();
}

function lifeOf(kind: IntentKind, state: IntentStateName, lives: IntentLives): number | null {
  if (kind === 'ship' || !BEGINS[kind]?.includes(state)) return null;
  return lives[kind] * MINUTE;
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

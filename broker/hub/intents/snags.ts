/** What the shop does not undo: when it is asked again, and how that ends. Pure. */
import type { IntentSnag } from '../../contract/intents.ts';
import { BrokerError, isBrokerError } from '../../errors.ts';
import type { Random } from '../../ports.ts';
import type { KeptIntent } from './intent-row.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** Who said no once says it again for a while; somebody of the team may ask earlier. */
const FIRST_REFUSED_MS = 60_000;
const LONGEST_REFUSED_MS = 3600_000;
/** Twice unanswered is a network; more is worth somebody's eyes. */
const WORTH_TELLING = 3;

type Errand = Pick<KeptIntent, 'attempts' | 'intent'>;

/** The shop was reached, and will not. */
export function isSaidNo(error: unknown): error is BrokerError {
  return isBrokerError(error, 'TW_ORDER_REFUSED') || isBrokerError(error, 'TW_NOT_FOUND');
}

/** Milliseconds until the shop is asked again: longer each time, with jitter, so that orders do not come back all at once. */
export function pauseOf({ attempts, intent: { snag } }: Errand, random: Random): number {
  const most = longestPauseOf({ intent: { snag } });
  const first = snag?.reason === 'refused' ? FIRST_REFUSED_MS : FIRST_PAUSE_MS;
  const tries = snag === null ? attempts : snag.tries - 1;
  return Math.round(Math.min(most, first * 2 ** Math.min(tries, 30)) * (0.5 + random.unit() / 2));
}

/** Milliseconds. */
export function longestPauseOf({ intent: { snag } }: { intent: { snag: IntentSnag | null } }): number {
  return snag?.reason === 'refused' ? LONGEST_REFUSED_MS : LONGEST_PAUSE_MS;
}

/** Asked in vain once more. */
export function snagged(
  kept: KeptIntent,
  { refusal, now, random }: { refusal: string | undefined; now: number; random: Random },
): KeptIntent {
  const { snag: before } = kept.intent;
  const snag: IntentSnag = {
    // A shop that is away does not unsay what it said.
    reason: refusal === undefined ? (before?.reason ?? 'unreachable') : 'refused',
    note: refusal === undefined ? (before?.note ?? null) : refusal.trim().slice(0, 200) || null,
    since: before?.since ?? new Date(now).toISOString(),
    tries: (before?.tries ?? 0) + 1,
    nextAt: null,
    settledAt: null,
  };
  const pause = pauseOf({ ...kept, intent: { ...kept.intent, snag } }, random);
  const dueAt = new Date(now + pause).toISOString();
  return { ...kept, dueAt, intent: { ...kept.intent, snag: { ...snag, nextAt: dueAt } } };
}

/** Whether the team has to know. */
export function isWorthTelling(snag: IntentSnag | null): snag is IntentSnag {
  return snag !== null && (snag.reason === 'refused' || snag.tries >= WORTH_TELLING);
}

/** The shop has done it, or never had it; nobody has to be known for it any more. */
export function undone(kept: KeptIntent, externalRef: string | undefined): KeptIntent {
  const { intent } = kept;
  const ref = externalRef ?? intent.externalRef;
  // What was settled while the shop was still being asked stays settled.
  const isSettled = intent.snag !== null && intent.snag.settledAt !== null;
  const snag = isSettled ? intent.snag : null;
  return { ...kept, ...NO_ERRAND, intent: { ...intent, externalRef: ref, snag } };
}

/** @throws BrokerError TW_INTENT_MOVE */
export function askedAgain(kept: KeptIntent, now: number): KeptIntent {
  const snag = openSnag(kept);
  const dueAt = new Date(now).toISOString();
  return { ...kept, dueAt, intent: { ...kept.intent, snag: { ...snag, nextAt: dueAt } } };
}

/** @throws BrokerError TW_INTENT_MOVE */
export function settledByHand(kept: KeptIntent, now: number): KeptIntent {
  const snag = { ...openSnag(kept), nextAt: null, settledAt: new Date(now).toISOString() };
  return { ...kept, ...NO_ERRAND, intent: { ...kept.intent, snag } };
}

const NO_ERRAND = { errand: null, dueAt: null, customer: null } as const;

function openSnag({ intent: { snag }, errand }: KeptIntent): IntentSnag {
  if (snag !== null && errand === 'withdraw') return snag;
  throw new BrokerError('TW_INTENT_MOVE', 'Nothing of it is open at the shop.');
}

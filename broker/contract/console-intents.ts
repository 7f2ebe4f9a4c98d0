/** What shoppers want done, as the console's interface says it. */
import type { IntentKind, IntentReason, IntentSnag, IntentStateName } from './intents.ts';

/**
 * Hub `GET /api/console/intents?store=`: what shoppers want done: open, over for less than half an hour, or standing at the
 * shop though it was called off; the newest first.
 * The stream says `intents` when such a list is old.
 */
export interface ConsoleIntent {
  id: string;
  kind: IntentKind;
  state: IntentStateName;
  storeCode: string;
  storeName: string;
  /** Where it was asked for: name of the kiosk, and of the display when the kiosk has told it. */
  kiosk: string;
  display: string;
  /** What the shopper says at the counter; null when there is none. */
  code: string | null;
  /** The shop's own number. */
  externalRef: string | null;
  reason: IntentReason | null;
  askedAt: string;
  changedAt: string;
  expiresAt: string | null;
  lines: { sku: string; quantity: number; title: string; colour: string; size: string; shelf: string }[];
  /** Where the team may move it now. */
  next: IntentStateName[];
  /** It is called off here and stands at the shop; null: it does not, as far as anybody knows. */
  snag: IntentSnag | null;
}

/** Hub `POST /api/console/intents/{id}`; answers the ConsoleIntent. `rejected` and `unavailable` need a reason. */
export interface MoveIntentRequest {
  to: IntentStateName;
  reason?: IntentReason;
}

/**
 * Hub `POST /api/console/intents/{id}/snag`; answers the ConsoleIntent. `retry`: the shop is asked now. `settled`: somebody has
 * undone it there by hand, and the shop is not asked any more.
 */
export interface ClearSnagRequest {
  how: 'retry' | 'settled';
}

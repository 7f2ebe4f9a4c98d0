/**
 * What a shopper wants done: an intent has a kind, lines, a state that only moves as its kind allows (intent-machine.ts), and
 * a key by which the same wish said twice is one wish. Nothing here tells who the shopper is.
 */
import { Type, type Static } from 'typebox';
import { literals } from './literals.ts';

const Closed = { additionalProperties: false } as const;
const Time = Type.String({ description: 'ISO 8601 with offset.' });

/**
 * `room`: bring it to the fitting room. `reserve`: put it aside here. `pickup`: order it, fetched at a store. `ship`: order it,
 * sent home. `handover`: take it to the till by a code.
 */
export const INTENT_KINDS = ['room', 'reserve', 'pickup', 'ship', 'handover'] as const;
export const IntentKind = literals(INTENT_KINDS);
export type IntentKind = (typeof INTENT_KINDS)[number];

/** Of all kinds; which of them a kind has, and in which order, says intent-machine.ts. */
export const INTENT_STATES = [
  'requested',
  'accepted',
  'picking',
  'delivered',
  'unavailable',
  'held',
  'ready',
  'collected',
  'released',
  'placing',
  'placed',
  'ready_for_pickup',
  'no_show',
  'allocated',
  'packed',
  'shipped',
  'created',
  'shown',
  'opened',
  'claimed',
  'purchased',
  'cancelled',
  'expired',
  'rejected',
] as const;
export const IntentStateName = literals(INTENT_STATES);
export type IntentStateName = (typeof INTENT_STATES)[number];

/** Who moved it: the shopper, somebody of the team, the shop's own system, a till, time, or the hub by what it knows. */
export const INTENT_ACTORS = ['shopper', 'team', 'source', 'till', 'clock', 'hub'] as const;
export type IntentActor = (typeof INTENT_ACTORS)[number];

/**
 * Why not, or why not yet; a screen has words for each. `refused`: the shop's system said no, perhaps with a note.
 * `unreachable`: it does not answer, and is asked again.
 */
export const INTENT_REASONS = ['sold_out', 'not_found', 'too_many', 'refused', 'unreachable'] as const;
export const IntentReason = literals(INTENT_REASONS);
export type IntentReason = (typeof INTENT_REASONS)[number];

export const MOST_INTENT_LINES = 20;
export const MOST_OF_ONE = 9;

export const IntentLine = Type.Object(
  {
    sku: Type.String({ minLength: 1, maxLength: 64 }),
    quantity: Type.Integer({ minimum: 1, maximum: MOST_OF_ONE }),
  },
  Closed,
);
export type IntentLine = Static<typeof IntentLine>;

/** UUID or another random text that the kiosk draws for one wish; it goes with every repetition. */
export const IntentKey = Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' });

export const IntentStep = Type.Object(
  {
    state: IntentStateName,
    at: Time,
    by: literals(INTENT_ACTORS),
    reason: Type.Optional(IntentReason),
  },
  Closed,
);
export type IntentStep = Static<typeof IntentStep>;

/**
 * An order that is called off here and stands at the shop. `refused`: the shop would not undo it. `unreachable`: it has not
 * answered. It is asked again until it does, or until somebody of the team has settled it there by hand.
 */
export const IntentSnag = Type.Object(
  {
    reason: literals(['refused', 'unreachable']),
    /** What the shop says; plain text. */
    note: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
    since: Time,
    /** How often it was asked in vain. */
    tries: Type.Integer({ minimum: 1 }),
    /** When it is asked again; null: not any more. */
    nextAt: Type.Union([Time, Type.Null()]),
    settledAt: Type.Union([Time, Type.Null()]),
  },
  Closed,
);
export type IntentSnag = Static<typeof IntentSnag>;

export const Intent = Type.Object(
  {
    id: Type.String(),
    kind: IntentKind,
    lines: Type.Array(IntentLine, { minItems: 1, maxItems: MOST_INTENT_LINES }),
    /** Where it is fetched, brought or paid. */
    storeCode: Type.String(),
    /** `{store}.{kiosk}` */
    kioskId: Type.String(),
    /** Display it was asked for at; empty when that says nothing. */
    display: Type.String({ maxLength: 64 }),
    state: IntentStateName,
    idempotencyKey: IntentKey,
    expiresAt: Type.Union([Time, Type.Null()]),
    /** The shop's own number, once it has one. */
    externalRef: Type.Union([Type.String(), Type.Null()]),
    /** What the shopper says at the till or the counter; null when there is none, or it is over. */
    code: Type.Union([Type.String(), Type.Null()]),
    reason: Type.Union([IntentReason, Type.Null()]),
    /** What the shop's system says of its refusal, in its own words; plain text. */
    note: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
    /** Null: the shop does what is asked of it. */
    snag: Type.Union([IntentSnag, Type.Null()]),
    /** The oldest first. */
    history: Type.Array(IntentStep, { minItems: 1, maxItems: 32 }),
  },
  Closed,
);
export type Intent = Static<typeof Intent>;

/** An intent as its kiosk hears of it. */
export const IntentReport = Type.Object(
  {
    key: IntentKey,
    kind: IntentKind,
    storeCode: Type.String({ maxLength: 64 }),
    state: IntentStateName,
    revision: Type.Integer({ description: 'Grows with every change.', minimum: 1, maximum: 1000 }),
    expiresAt: Type.Union([Time, Type.Null()]),
    code: Type.Union([Type.String({ maxLength: 16 }), Type.Null()]),
    reason: Type.Union([IntentReason, Type.Null()]),
    note: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
    link: Type.Optional(
      Type.String({
        description:
          'Checkout of the shop for what is handed over, to be shown as a QR code; only in the answer to the wish.',
        pattern: '^https?://',
        maxLength: 1000,
      }),
    ),
  },
  Closed,
);
export type IntentReport = Static<typeof IntentReport>;

export function reportOf(intent: Intent): IntentReport {
  const { idempotencyKey: key, kind, storeCode, state, expiresAt, code, reason, note, history } = intent;
  // Between two moves the only news is that nobody answers.
  const revision = history.length * 2 + (reason === 'unreachable' ? 1 : 0);
  return { key, kind, storeCode, state, revision, expiresAt, code, reason, note };
}

/** No letter or digit in it can be taken for another, read aloud or by hand: no 0 1 I L O U V. */
export const INTENT_CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ';

const CODE = new RegExp(`^[${INTENT_CODE_ALPHABET}]{1,16}$`);

/** As people may type it: lower case, with spaces or dashes. Empty when it cannot be a code. */
export function normalCode(typed: string): string {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return CODE.test(code) ? code : '';
}

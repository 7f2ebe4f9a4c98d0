/** How an intent may move: one table for each kind, and the guards that no table can say. Pure. */
import type { Intent, IntentActor, IntentKind, IntentReason, IntentStateName } from './intents.ts';

type Moves = Partial<Record<IntentStateName, readonly IntentActor[]>>;
/** From a state to the states that may follow, and who may move it there. A state without moves is final. */
export type IntentTable = Readonly<Partial<Record<IntentStateName, Moves>>>;

const SHOPPER_OR_TEAM = ['shopper', 'team'] as const;
const ANYBODY_CANCELS = { cancelled: ['shopper', 'team', 'source'] } as const satisfies Moves;
const TEAM_REJECTS = { rejected: ['team', 'source'] } as const satisfies Moves;

export const INTENT_TABLES: Readonly<Record<IntentKind, IntentTable>> = {
  room: {
    requested: {
      accepted: ['team'],
      unavailable: ['team', 'hub'],
      cancelled: SHOPPER_OR_TEAM,
      expired: ['clock'],
    },
    accepted: { picking: ['team'], unavailable: ['team'], cancelled: SHOPPER_OR_TEAM, expired: ['clock'] },
    picking: { delivered: ['team'], unavailable: ['team'], cancelled: SHOPPER_OR_TEAM, expired: ['clock'] },
  },
  reserve: {
    requested: {
      placing: ['hub'],
      held: ['hub'],
      rejected: ['hub', 'team'],
      cancelled: SHOPPER_OR_TEAM,
      expired: ['clock'],
    },
    placing: { held: ['source'], rejected: ['source'], cancelled: SHOPPER_OR_TEAM, expired: ['clock'] },
    held: {
      ready: ['team'],
      released: ['team'],
      ...TEAM_REJECTS,
      ...ANYBODY_CANCELS,
      expired: ['clock'],
    },
    ready: { collected: ['team', 'till'], released: ['team'], ...ANYBODY_CANCELS, expired: ['clock'] },
  },
  pickup: {
    placing: { placed: ['source'], rejected: ['source', 'hub', 'team'], cancelled: SHOPPER_OR_TEAM },
    placed: { accepted: ['team'], ...TEAM_REJECTS, ...ANYBODY_CANCELS },
    accepted: { picking: ['team'], ...TEAM_REJECTS, ...ANYBODY_CANCELS },
    picking: { ready_for_pickup: ['team'], ...TEAM_REJECTS, ...ANYBODY_CANCELS },
    ready_for_pickup: { collected: ['team', 'till'], no_show: ['team', 'clock'], ...ANYBODY_CANCELS },
  },
  ship: {
    placing: { placed: ['source'], rejected: ['source', 'hub', 'team'], cancelled: SHOPPER_OR_TEAM },
    placed: { allocated: ['team', 'source'], ...TEAM_REJECTS, ...ANYBODY_CANCELS },
    allocated: { packed: ['team', 'source'], ...TEAM_REJECTS, ...ANYBODY_CANCELS },
    packed: { shipped: ['team', 'source'], ...ANYBODY_CANCELS },
    shipped: { delivered: ['team', 'source'] },
  },
  handover: {
    created: { shown: ['shopper', 'till'], expired: ['clock', 'shopper'] },
    shown: { opened: ['till'], expired: ['clock', 'shopper'] },
    opened: { claimed: ['till'], expired: ['clock', 'shopper'] },
    claimed: { purchased: ['till'], expired: ['clock'] },
  },
};

const STARTS: Readonly<Record<IntentKind, IntentStateName>> = {
  room: 'requested',
  reserve: 'requested',
  pickup: 'placing',
  ship: 'placing',
  handover: 'created',
};

export interface IntentMove {
  to: IntentStateName;
  by: IntentActor;
  /** ISO 8601. */
  at: string;
  reason?: IntentReason;
}

/** Why a move is not made. */
export type MoveRefusal = 'no_way' | 'not_theirs' | 'too_early' | 'too_late' | 'no_reason';

/** The state every intent of a kind begins in. */
export function startOf(kind: IntentKind): IntentStateName {
  return STARTS[kind];
}

/** True when nothing more can happen to it. */
export function isFinal(kind: IntentKind, state: IntentStateName): boolean {
  return INTENT_TABLES[kind][state] === undefined;
}

/** States that somebody may move it to now, in the order of the table. */
export function nextStates(kind: IntentKind, state: IntentStateName, by: IntentActor): IntentStateName[] {
  const moves = INTENT_TABLES[kind][state] ?? {};
  return (Object.keys(moves) as IntentStateName[]).filter((to) => moves[to]?.includes(by));
}

type Movable = Pick<Intent, 'kind' | 'state' | 'expiresAt' | 'history'>;

/** Undefined when the move may be made. */
export function refusalOf(intent: Movable, { to, by, at, reason }: IntentMove): MoveRefusal | undefined {
  const actors = INTENT_TABLES[intent.kind][intent.state]?.[to];
  if (actors === undefined) return 'no_way';
  if (!actors.includes(by)) return 'not_theirs';
  const isOver = intent.expiresAt !== null && Date.parse(at) >= Date.parse(intent.expiresAt);
  if (by === 'clock' && !isOver) return 'too_early';
  // A till must not take what has run out, also when no clock has said so yet.
  if (by === 'till' && isOver && intent.kind === 'handover' && intent.state !== 'claimed') return 'too_late';
  const isRefusal = to === 'rejected' || to === 'unavailable';
  return isRefusal && reason === undefined ? 'no_reason' : undefined;
}

/**
 * The intent after a move that may be made. Its history never goes back in time, whatever the clocks of two hubs say; codes
 * of what is over are gone.
 */
export function moved(intent: Intent, move: IntentMove): Intent {
  const { to, by, reason } = move;
  const last = intent.history.at(-1)?.at ?? move.at;
  const at = Date.parse(move.at) < Date.parse(last) ? last : move.at;
  return {
    ...intent,
    state: to,
    code: isFinal(intent.kind, to) ? null : intent.code,
    reason: reason ?? null,
    history: [...intent.history, { state: to, at, by, ...(reason !== undefined && { reason }) }],
  };
}

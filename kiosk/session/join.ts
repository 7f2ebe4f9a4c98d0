/** Recognition by phone: the code on the screen, and what the platform says of it (broker/contract/visit.ts). */
import type { SessionInput } from './input.ts';
import { admitPerson } from './people.ts';
import type { JoinState } from './state.ts';
import type { Turn } from './turn.ts';
import { sendWish } from './send-wish.ts';

/** So long nobody is asked whether they are still there: they look for their phone. */
export const JOIN_PATIENCE_MS = 90_000;

/** `wish`: the SKU that goes onto the list once it is known whose. */
export function showJoin(turn: Turn, wish: string | null): void {
  const { display, newId, now } = turn.context;
  if (turn.state.person !== null || display.kind === 'room') return;
  turn.leaveJoin();
  turn.openAside({ name: 'join' });
  const none = { visit: '', code: '', uri: '', until: 0 };
  turn.patch({ join: { requestId: newId, status: 'asking', ...none, since: now, wish } });
  turn.effects.push({ type: 'begin_visit', requestId: newId });
}

export function onVisitBegun(turn: Turn, input: Extract<SessionInput, { type: 'visit_begun' }>): void {
  const { requestId, begun } = input;
  const { join } = turn.state;
  if (join?.requestId !== requestId || join.status !== 'asking') {
    turn.effects.push({ type: 'cancel_visit', visit: begun.visit });
    return;
  }
  const { visit, code, uri, expiresIn } = begun;
  const until = turn.context.now + expiresIn * 1000;
  turn.patch({ join: { ...join, status: 'waiting', visit, code, uri, until } });
}

export function onVisitFailed(turn: Turn, input: Extract<SessionInput, { type: 'visit_failed' }>): void {
  const { join } = turn.state;
  if (join?.requestId !== input.requestId || join.status !== 'asking') return;
  over(turn, join, input.reason);
}

export function onVisitStep(turn: Turn, input: Extract<SessionInput, { type: 'visit_step' }>): void {
  const { join } = turn.state;
  if (join === null || !awaitsVisit(join, input.visit)) return;
  turn.activity();
  if (input.step === 'opened') turn.patch({ join: { ...join, status: 'opened' } });
  else if (input.step === 'confirmed' && input.customer !== undefined) confirmed(turn, join, input);
  else over(turn, join, 'refused');
}

/** True while a code is on the screen, or a phone goes on with it. */
export function isJoining(join: JoinState | null): join is JoinState {
  return join?.status === 'waiting' || join?.status === 'opened';
}

export function awaitsVisit(join: JoinState | null, visit: string): boolean {
  return isJoining(join) && join.visit === visit;
}

/** Nobody confirmed in time. */
export function expireJoin(turn: Turn): void {
  const { join } = turn.state;
  if (isJoining(join) && join.until <= turn.context.now) over(turn, join, 'expired');
}

function confirmed(turn: Turn, join: JoinState, input: Extract<SessionInput, { type: 'visit_step' }>): void {
  const { customer, consents = [] } = input;
  if (customer === undefined) return;
  const isShown = turn.standing().name === 'join';
  turn.patch({ join: null });
  admitPerson(turn, customer, 'phone');
  const display = turn.context.display.id;
  for (const { given, ...consent } of consents)
    turn.emit(given ? 'consent_given' : 'consent_revoked', { display, ...consent, method: 'phone' });
  if (isShown) turn.returnFromAside();
  if (join.wish !== null) sendWish(turn, join.wish, true);
}

/** A code that is over says nothing to anybody any more. Whoever looks at something else is not disturbed. */
function over(turn: Turn, join: JoinState, status: JoinState['status']): void {
  const none = { visit: '', code: '', uri: '', until: 0 };
  turn.patch({ join: turn.standing().name === 'join' ? { ...join, ...none, status } : null });
}

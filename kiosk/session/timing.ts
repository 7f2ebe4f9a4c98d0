/** The one timer of a display: notices that pass, the "still there?" question, the end. */
import type { DisplaySettings } from '../../broker/contract/settings.ts';
import { expireJoin, isJoining, JOIN_PATIENCE_MS } from './join.ts';
import type { SessionState } from './state.ts';
import type { Turn } from './turn.ts';

const SECOND = 1000;

/** When the question appears, or when the session ends under it; null while no idle time runs. */
function idleDeadline(state: SessionState, settings: DisplaySettings): number | null {
  // A sensor that sees somebody knows better than a clock: people who try something on do not touch screens.
  if (state.session === null || state.occupied !== null) return null;
  return state.warnedAt === null
    ? Math.max(state.activeAt + settings.idleSeconds * SECOND, patience(state))
    : state.warnedAt + settings.warningSeconds * SECOND;
}

/** Whoever looks for their phone, or signs in on it, is not asked whether they are still there. */
function patience({ join }: SessionState): number {
  if (!isJoining(join)) return 0;
  return join.status === 'opened' ? join.until : join.since + JOIN_PATIENCE_MS;
}

/** When the next thing happens by itself; null when nothing will. Epoch milliseconds. */
export function nextDeadline(state: SessionState, settings: DisplaySettings): number | null {
  const idle = idleDeadline(state, settings);
  const notice = state.place.name === 'notice' ? state.place.until : null;
  const code = isJoining(state.join) ? state.join.until : null;
  const times = [idle, notice, code].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** Does whatever is due. A timer that comes early finds nothing due; one that comes late still warns first. */
export function onTimer(turn: Turn): void {
  const { now, settings } = turn.context;
  const { place } = turn.state;
  expireJoin(turn);
  if (place.name === 'notice' && place.until <= now) passNotice(turn, place.before);
  const idle = idleDeadline(turn.state, settings);
  if (idle === null || idle > now) return;
  if (turn.state.warnedAt === null) turn.patch({ warnedAt: now });
  else turn.end('idle');
}

function passNotice(turn: Turn, before: ReturnType<Turn['standing']>): void {
  if (before.name === 'attract' && turn.state.asking !== null) turn.patch({ place: { name: 'recognising' } });
  else turn.settle(before, 'idle');
}

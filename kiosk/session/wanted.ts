/** What a shopper wants done: asked for once, followed until it is over, gone from the screen with the session. */
import { isFinal } from '../../broker/contract/intent-machine.ts';
import type { IntentKind, IntentReport } from '../../broker/contract/intents.ts';
import type { SessionInput } from './input.ts';
import type { WantedState } from './state.ts';
import type { Turn } from './turn.ts';

/** What a screen can show, and more than anybody carries. */
const MOST_WANTED = 8;
/** What only a store does that sells the product. */
const OF_THIS_STORE: ReadonlySet<IntentKind> = new Set(['room', 'reserve', 'handover']);

type Refusal = Extract<SessionInput, { type: 'intent_failed' }>['refusal'];

interface Wish {
  kind: IntentKind;
  sku: string;
  storeCode?: string;
}

export function askFor(turn: Turn, { kind, sku, storeCode: where }: Wish): void {
  const items = turn.items(sku);
  const { person } = turn.state;
  const storeCode = where ?? null;
  const isOrder = kind === 'pickup' || kind === 'ship';
  const ways = waysOf(turn.context, turn.context.isOutside(sku));
  if (items.length === 0 || !ways.includes(kind)) return;
  if (isOrder && person === null) return;
  const { wanted } = turn.state;
  const isSame = (each: WantedState): boolean =>
    each.kind === kind && each.sku === sku && each.storeCode === storeCode;
  // Asking twice for what stands asks once.
  if (wanted.some((each) => isSame(each) && !isOver(each))) return;
  const others = wanted.filter((each) => !isSame(each));
  const room = makeRoom(others);
  if (room === undefined) return;
  const key = turn.context.newId;
  const entry: WantedState = { key, kind, sku, storeCode, status: 'asking', report: null, refusal: null };
  turn.patch({ wanted: [...room, entry] });
  sayAsked(turn, kind, sku);
  const token = isOrder ? (person?.token ?? null) : null;
  turn.effects.push({ type: 'ask_intent', question: { key, kind, sku, storeCode, token, items } });
}

/** Calls off what stands, and takes what is over from the screen. */
export function drop(turn: Turn, key: string): void {
  const entry = turn.state.wanted.find((each) => each.key === key);
  if (entry === undefined) return;
  if (isOver(entry)) turn.patch({ wanted: turn.state.wanted.filter((each) => each !== entry) });
  else turn.effects.push({ type: 'drop_intent', key });
}

/** Reports may come twice, late, or for a shopper who has left. */
export function onReport(turn: Turn, report: IntentReport): void {
  const before = turn.state.wanted.find(({ key }) => key === report.key);
  if (before === undefined || report.revision <= (before.report?.revision ?? 0)) return;
  // The link comes with the first report alone, and is of no use once the till has it.
  const link = report.link ?? before.report?.link;
  const known = link === undefined || isFinal(report.kind, report.state) ? report : { ...report, link };
  replace(turn, { ...before, status: 'known', report: known, refusal: null });
  const items = turn.items(before.sku);
  const display = turn.context.display.id;
  const isNew = before.report?.state !== report.state;
  const { kind } = before;
  if (before.report === null && kind === 'handover' && report.code !== null) {
    turn.emit('handover_shown', { display, items });
    turn.effects.push({ type: 'intent_shown', key: before.key });
  }
  if (isNew && report.state === 'claimed') turn.emit('handover_claimed', { display, items });
  if (isNew && report.state === 'placed' && (kind === 'pickup' || kind === 'ship'))
    turn.emit('order_placed', { display, way: kind, items });
}

export function onFailed(turn: Turn, key: string, refusal: Refusal): void {
  const entry = turn.state.wanted.find((each) => each.key === key);
  // What the platform has said stands, whatever became of the question.
  if (entry === undefined || entry.report !== null) return;
  if (refusal === 'offline') replace(turn, { ...entry, status: 'offline' });
  else replace(turn, { ...entry, status: 'refused', refusal });
}

/** Nothing more will happen to it. */
export function isOver({ kind, status, report }: WantedState): boolean {
  if (status === 'offline' || status === 'refused') return true;
  return report !== null && (isFinal(kind, report.state) || report.state === 'claimed');
}

/**
 * A fitting room has things brought; the rest is done standing at a wall.
 * @param isOutside Of a product that the store does not sell.
 */
export function waysOf(
  context: { display: { kind: 'wall' | 'room' }; offered: readonly IntentKind[] },
  isOutside: boolean,
): IntentKind[] {
  const isRoom = context.display.kind === 'room';
  return context.offered.filter(
    (kind) => (kind === 'room') === isRoom && !(isOutside && OF_THIS_STORE.has(kind)),
  );
}

function sayAsked(turn: Turn, kind: IntentKind, sku: string): void {
  const display = turn.context.display.id;
  const items = turn.items(sku);
  if (kind === 'reserve') turn.emit('reserve_requested', { display, items });
  if (kind === 'pickup' || kind === 'ship' || kind === 'handover')
    turn.emit('begin_checkout', { display, way: kind, items });
}

/** The oldest that is over makes room; undefined when everything still stands. */
function makeRoom(wanted: readonly WantedState[]): WantedState[] | undefined {
  if (wanted.length < MOST_WANTED) return [...wanted];
  const oldest = wanted.find(isOver);
  return oldest && wanted.filter((each) => each !== oldest);
}

function replace(turn: Turn, next: WantedState): void {
  turn.patch({ wanted: turn.state.wanted.map((each) => (each.key === next.key ? next : each)) });
}

/** From a scenario to moves of virtual hardware at moments: the same for the same store and seed. Pure. */
import type { LabState } from '../../broker/contract/http.ts';
import { KioskError } from '../errors.ts';
import { crowdMoves } from './crowd.ts';
import type { MoveName, Scenario, Step, Trouble } from './scenario.ts';

/** One move; `with` is the body of its request, but for `piece`, which names a garment of this plan. */
export interface PlannedMove {
  /** Milliseconds since opening. */
  at: number;
  move: MoveName;
  with: Readonly<Record<string, string | number | boolean>>;
}

export interface PlanOptions {
  scenario: Scenario;
  /** The virtual hardware that is there. */
  store: LabState;
  /** At least 0, less than 1. */
  random: () => number;
}

/** A day of the busiest store; more would only be a longer wait for whoever asked. */
const MOST_MOVES = 50_000;
const MINUTE_MS = 60_000;

/** @throws KioskError TW_SCENARIO_INVALID when the store lacks what the scenario names. */
export function planDay({ scenario, store, random }: PlanOptions): PlannedMove[] {
  const endMs = scenario.minutes * MINUTE_MS;
  const moves = [
    ...(scenario.crowd === undefined ? [] : crowdMoves({ crowd: scenario.crowd, store, random, endMs })),
    ...(scenario.troubles ?? []).flatMap((trouble) => troubleMoves(trouble, store)),
    ...(scenario.steps ?? []).map((step) => stepMove(step, store)),
  ].filter(({ at }) => at <= endMs);
  if (moves.length > MOST_MOVES)
    throw new KioskError(
      'TW_SCENARIO_INVALID',
      `It makes ${moves.length} moves; ${MOST_MOVES} are the most.`,
    );
  // A stable sort keeps moves of the same moment in their order.
  return moves.sort((a, b) => a.at - b.at);
}

function troubleMoves({ device, how, at, minutes }: Trouble, store: LabState): PlannedMove[] {
  const from = at * MINUTE_MS;
  const until = from + minutes * MINUTE_MS;
  if (device === 'network')
    return [
      { at: from, move: 'network', with: { up: false } },
      { at: until, move: 'network', with: { up: true } },
    ];
  return devicesNamed(device, store).flatMap((id): PlannedMove[] =>
    how === 'unplug'
      ? [
          { at: from, move: 'device', with: { id, plugged: false } },
          { at: until, move: 'device', with: { id, plugged: true } },
        ]
      : [
          { at: from, move: 'misbehave', with: { id, how: checkedManners(id, how, store) } },
          { at: until, move: 'misbehave', with: { id, how: 'none' } },
        ],
  );
}

function devicesNamed(device: string, { manners }: LabState): string[] {
  const ids = Object.keys(manners);
  const found = ids.filter((id) => id === device || id.startsWith(`virtual-${device}-`));
  if (found.length > 0) return found;
  throw new KioskError(
    'TW_SCENARIO_INVALID',
    `The store has no virtual device ${JSON.stringify(device)}. It has ${ids.join(', ')}.`,
  );
}

function checkedManners(id: string, how: string, { manners }: LabState): string {
  const known = manners[id]?.known ?? [];
  if (known.includes(how)) return how;
  throw new KioskError('TW_SCENARIO_INVALID', `${id} can be told: ${[...known, 'unplug'].join(', ')}.`);
}

function stepMove({ at, move, with: given = {} }: Step, { shelf }: LabState): PlannedMove {
  const { product, ...rest } = given;
  if (product === undefined) return { at: at * MINUTE_MS, move, with: rest };
  const sku = typeof product === 'number' ? shelf[product]?.sku : undefined;
  if (sku === undefined)
    throw new KioskError(
      'TW_SCENARIO_INVALID',
      `The lab’s shelf has the products 0 to ${shelf.length - 1}, not ${JSON.stringify(product)}.`,
    );
  return { at: at * MINUTE_MS, move, with: { ...rest, sku } };
}

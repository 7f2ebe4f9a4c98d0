/** Plays a plan on a store's virtual hardware, and leaves the store tidy whatever happens. */
import type { LabRequests, LabState } from '../../broker/contract/http.ts';
import { isKioskError } from '../errors.ts';
import type { PlannedMove } from './plan.ts';
import type { MoveName } from './scenario.ts';

/** A store with virtual hardware: a running kiosk, or one in this process. */
export interface SimulatedStore {
  state(): Promise<LabState>;
  /** @throws KioskError TW_LAB_REQUEST when the store refuses. */
  move<N extends keyof LabRequests>(name: N, body: LabRequests[N]): Promise<LabState>;
}

export interface PlayOptions {
  store: SimulatedStore;
  moves: readonly PlannedMove[];
  /** Waits until a moment (ms since opening); false when the day is to end now. */
  until: (at: number) => Promise<boolean>;
  /** A move was made, for whoever follows. */
  played?: (move: PlannedMove) => void;
}

export interface Played {
  /** Moves made, by name. */
  moves: Partial<Record<MoveName, number>>;
  /** Moves that the store refused. */
  refused: number;
  interrupted: boolean;
}

/** @throws KioskError TW_UNREACHABLE when the store goes away. */
export async function play({ store, moves, until, played }: PlayOptions): Promise<Played> {
  const result: Played = { moves: {}, refused: 0, interrupted: false };
  const player = new Player(store);
  try {
    for (const move of moves) {
      if (!(await until(move.at))) {
        result.interrupted = true;
        break;
      }
      if (!(await player.make(move))) {
        result.refused += 1;
        continue;
      }
      result.moves[move.move] = (result.moves[move.move] ?? 0) + 1;
      played?.(move);
    }
  } finally {
    await store.move('tidy', {});
  }
  return result;
}

class Player {
  readonly #store: SimulatedStore;
  /** EPCs of the plan's garments. */
  readonly #pieces = new Map<string, string>();
  #known = new Set<string>();

  constructor(store: SimulatedStore) {
    this.#store = store;
  }

  /** False when the store refused. */
  async make(planned: PlannedMove): Promise<boolean> {
    try {
      return planned.move === 'garment' ? await this.#garment(planned.with) : await this.#other(planned);
    } catch (error) {
      if (isKioskError(error, 'TW_LAB_REQUEST')) return false;
      throw error;
    }
  }

  async #other({ move, with: body }: PlannedMove): Promise<boolean> {
    // What it takes was checked by nobody yet: the store does.
    await this.#store.move(move, body);
    return true;
  }

  async #garment({ piece, ...body }: PlannedMove['with']): Promise<boolean> {
    const name = piece === undefined ? '' : String(piece);
    const epc = this.#pieces.get(name);
    // It never came: a store takes so many garments and no more.
    if (epc === undefined && body['sku'] === undefined) return false;
    const what = epc === undefined ? body : { epc, place: body['place'] };
    const { rooms } = await this.#store.move('garment', what as LabRequests['garment']);
    const epcs = (rooms?.pieces ?? []).map((one) => one.epc);
    const brought = epc === undefined ? epcs.find((one) => !this.#known.has(one)) : undefined;
    if (brought !== undefined && name !== '') this.#pieces.set(name, brought);
    if (body['place'] === 'away') this.#pieces.delete(name);
    this.#known = new Set(epcs);
    return true;
  }
}

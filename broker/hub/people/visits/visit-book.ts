/** The visits that are under way, by what they are looked up by. One at each display. */
import type { Clock } from '../../../ports.ts';
import type { Visit } from './visit.ts';

/** As many displays as wait at once; the oldest goes. */
const MOST = 500;

export class VisitBook {
  readonly #clock: Clock;
  readonly #byCode = new Map<string, Visit>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes the place of the one before at the same display. */
  add(visit: Visit): void {
    for (const other of this.#living())
      if (other.kioskId === visit.kioskId && other.display === visit.display) this.remove(other);
    this.#byCode.set(visit.code, visit);
    for (const oldest of this.#byCode.values()) {
      if (this.#byCode.size <= MOST) return;
      this.remove(oldest);
    }
  }

  byCode(code: string): Visit | undefined {
    const visit = this.#byCode.get(code);
    return visit !== undefined && visit.expiresAt > this.#clock.now() ? visit : undefined;
  }

  byId(id: string): Visit | undefined {
    return this.#living().find((visit) => visit.id === id);
  }

  /** By the state of the sign-in that it waits for. */
  byState(state: string): Visit | undefined {
    return this.#living().find(({ check }) => check?.state === state);
  }

  /** False when it was gone already: of two at once only one may end a visit. */
  remove(visit: Visit): boolean {
    return this.#byCode.get(visit.code) === visit && this.#byCode.delete(visit.code);
  }

  all(): Visit[] {
    return this.#living();
  }

  clear(): void {
    this.#byCode.clear();
  }

  #living(): Visit[] {
    const now = this.#clock.now();
    for (const visit of this.#byCode.values()) if (visit.expiresAt <= now) this.remove(visit);
    return [...this.#byCode.values()];
  }
}

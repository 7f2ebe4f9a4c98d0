/** What the embedded broker refused, said once per cause and minute: a hostile client must not be able to write the log full. */
import type { LoginRefusal } from './access.ts';

export type RefusalCause =
  | LoginRefusal
  | 'publish'
  | 'subscribe'
  | 'will'
  | 'oversize'
  | 'malformed'
  | 'slow connect'
  | 'handshake'
  | 'too many connections'
  | 'frozen';

export interface Refusal {
  cause: RefusalCause;
  /** Network address of the first. */
  from: string;
  /** Whose login it was, of the first; empty before anybody logged in. */
  clientId: string;
  /** How many since the last line of this cause. */
  times: number;
}

const QUIET_MS = 60_000;

export class Refusals {
  readonly #tell: (refusal: Refusal) => void;
  readonly #counted = new Map<RefusalCause, Refusal>();
  readonly #timers = new Map<RefusalCause, NodeJS.Timeout>();

  constructor(tell: (refusal: Refusal) => void) {
    this.#tell = tell;
  }

  add(cause: RefusalCause, { from, clientId = '' }: { from: string; clientId?: string }): void {
    if (!this.#timers.has(cause)) {
      this.#tell({ cause, from, clientId, times: 1 });
      this.#wait(cause);
      return;
    }
    const counted = this.#counted.get(cause) ?? { cause, from, clientId, times: 0 };
    this.#counted.set(cause, { ...counted, times: counted.times + 1 });
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #wait(cause: RefusalCause): void {
    const timer = setTimeout(() => {
      this.#timers.delete(cause);
      const counted = this.#counted.get(cause);
      if (!counted) return;
      this.#counted.delete(cause);
      this.#tell(counted);
      this.#wait(cause);
    }, QUIET_MS);
    timer.unref();
    this.#timers.set(cause, timer);
  }
}

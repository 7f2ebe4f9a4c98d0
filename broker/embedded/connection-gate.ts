/** How many connections may wait for their login, and how fast one address may open them. Those who are in are not counted. */

export interface GateLimits {
  /** Waiting for TLS and CONNECT, per address and of all. */
  pendingPerAddress: number;
  pending: number;
  /** New connections of an address: at once, and per second after that. */
  burst: number;
  perSecond: number;
}

/** A store behind one address reconnects all its kiosks at once; a flood is ended after as many. */
export const GUARDED_LIMITS: GateLimits = { pendingPerAddress: 50, pending: 300, burst: 200, perSecond: 20 };

interface Address {
  pending: number;
  tokens: number;
  at: number;
}

const MOST_ADDRESSES = 10_000;

export class ConnectionGate {
  readonly #limits: GateLimits;
  readonly #addresses = new Map<string, Address>();
  #pending = 0;

  constructor(limits: GateLimits) {
    this.#limits = limits;
  }

  /** Null when the connection must be closed. Otherwise call `done` once: at login, or when the connection is over before it. */
  enter(from: string, now: number): { done: () => void } | null {
    const { pendingPerAddress, pending, burst, perSecond } = this.#limits;
    const before = this.#addresses.get(from) ?? { pending: 0, tokens: burst, at: now };
    const tokens = Math.min(burst, before.tokens + ((now - before.at) / 1000) * perSecond);
    const refused = tokens < 1 || before.pending >= pendingPerAddress || this.#pending >= pending;
    const address = { pending: before.pending, tokens: refused ? tokens : tokens - 1, at: now };
    this.#forgetSome(now);
    this.#addresses.set(from, address);
    if (refused) return null;
    address.pending += 1;
    this.#pending += 1;
    let over = false;
    return {
      done: () => {
        if (over) return;
        over = true;
        this.#pending -= 1;
        const current = this.#addresses.get(from);
        if (current) current.pending = Math.max(0, current.pending - 1);
      },
    };
  }

  #forgetSome(now: number): void {
    if (this.#addresses.size < MOST_ADDRESSES) return;
    const { burst, perSecond } = this.#limits;
    const full = (burst / perSecond) * 1000;
    for (const [from, { pending, at }] of this.#addresses)
      if (pending === 0 && now - at > full) this.#addresses.delete(from);
    // Forgetting everybody is safer than a table that an attacker can grow.
    if (this.#addresses.size >= MOST_ADDRESSES) this.#addresses.clear();
  }
}

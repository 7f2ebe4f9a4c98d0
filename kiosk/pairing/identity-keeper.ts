/** Keeps a paired kiosk's identity good: renews it in time, tries the new one before the old is gone, and hears of its end. */
import type { KioskIdentity } from './identity.ts';
import type { KeeperOptions } from './keeper-ports.ts';
import { Renewal } from './renewal.ts';
import { Standing } from './standing.ts';
import { Trial } from './trial.ts';

export class IdentityKeeper {
  readonly #standing: Standing;
  readonly #trial: Trial;
  readonly #renewal: Renewal;
  #identity: KioskIdentity;

  constructor(options: KeeperOptions) {
    this.#identity = options.identity;
    const current = (): KioskIdentity => this.#identity;
    this.#standing = new Standing({ ...options, current });
    this.#trial = new Trial({
      ...options,
      current,
      adopted: (identity) => {
        this.#identity = identity;
        this.#renewal.renewed();
      },
    });
    this.#renewal = new Renewal({
      ...options,
      current,
      tryOut: (identity) => this.#trial.take(identity),
      suspect: () => this.#standing.suspect(),
    });
  }

  start(): void {
    this.#standing.start();
    this.#trial.start();
    this.#renewal.start();
  }

  stop(): void {
    this.#standing.stop();
    this.#trial.stop();
    this.#renewal.stop();
  }

  /** Bearer token at the hub. */
  get token(): string {
    return this.#identity.grant.token;
  }
}

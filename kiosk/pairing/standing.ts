/**
 * Is the kiosk still one of the fleet? A broker that lets it in no more says little, so the hub is asked, and asked again
 * before it is believed: after it the kiosk forgets who it is.
 */
import type { KioskIdentity } from './identity.ts';
import type { KeeperOptions } from './keeper-ports.ts';

export interface StandingOptions extends Pick<
  KeeperOptions,
  'hub' | 'link' | 'clock' | 'random' | 'logger' | 'removed'
> {
  current: () => KioskIdentity;
}

/** A hiccup of the network is no reason to ask; kiosks of a fleet do not ask in step. */
const GRACE_MS = 3_000;
const SPREAD_MS = 4_000;
const CONFIRM_MS = 5_000;
/** While there is no connection. The hub allows few questions with a token. */
const AGAIN_MS = 900_000;

export class Standing {
  readonly #options: StandingOptions;
  #timer: { cancel(): void } | null = null;
  #off: (() => void) | null = null;
  #refusals = 0;
  #isStopped = false;

  constructor(options: StandingOptions) {
    this.#options = options;
  }

  start(): void {
    const { link } = this.#options;
    this.#off = link.onConnection((connected) => {
      if (connected) this.#rest();
      else this.suspect();
    });
    if (!link.connected) this.suspect();
  }

  stop(): void {
    this.#isStopped = true;
    this.#off?.();
    this.#timer?.cancel();
  }

  /** Something refused the kiosk: look into it soon. */
  suspect(): void {
    if (this.#timer !== null) return;
    this.#later(GRACE_MS + this.#options.random.unit() * SPREAD_MS);
  }

  #rest(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#refusals = 0;
  }

  #later(ms: number): void {
    if (this.#isStopped) return;
    this.#timer = this.#options.clock.setTimer(ms, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    const { hub, current, link, logger, removed } = this.#options;
    const answer = await hub.standing(current());
    if (this.#isStopped) return;
    if (answer.kind !== 'revoked') {
      this.#refusals = 0;
      if (answer.kind === 'failed')
        logger.debug({ detail: answer.detail }, 'the hub does not say how this kiosk stands');
      if (link.connected) this.#rest();
      else this.#later(AGAIN_MS);
      return;
    }
    this.#refusals += 1;
    if (this.#refusals === 1) return this.#later(CONFIRM_MS);
    this.stop();
    logger.warn({ kiosk: current().grant.clientId }, 'this kiosk was removed from the fleet');
    removed();
  }
}

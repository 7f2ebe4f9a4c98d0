/**
 * A new certificate counts once it has connected. Until then the old one stays on disk, and takes over again when the new
 * one does not get in.
 */
import { grantFault, validityOf } from './grant-check.ts';
import type { KioskIdentity } from './identity.ts';
import { credentialsOf, type KeeperOptions } from './keeper-ports.ts';

export interface TrialOptions extends Pick<KeeperOptions, 'store' | 'link' | 'clock' | 'logger'> {
  current: () => KioskIdentity;
  /** The new one is in force. */
  adopted: (identity: KioskIdentity) => void;
}

/** A fleet reconnects over two minutes (broker/link/backoff.ts). */
const PATIENCE_MS = 180_000;
const AGAIN_MS = 600_000;
/** Then another is asked for. */
const MOST_TRIALS = 3;

export class Trial {
  readonly #options: TrialOptions;
  #candidate: KioskIdentity | null = null;
  #isTrying = false;
  #trials = 0;
  #timer: { cancel(): void } | null = null;
  #off: (() => void) | null = null;

  constructor(options: TrialOptions) {
    this.#options = options;
  }

  /** Goes on with what a power cut or a restart interrupted. */
  start(): void {
    const { store, link, current } = this.#options;
    this.#off = link.onConnection((connected) => this.#connection(connected));
    const next = store.next();
    if (next === null) return;
    if (grantFault(next.grant, { key: next.key, ca: current().grant.ca }) === null) this.#candidate = next;
    else store.dropNext();
    if (link.connected || this.#isOver(current())) this.#begin();
  }

  stop(): void {
    this.#off?.();
    this.#timer?.cancel();
  }

  /** It is on disk already. Without a connection nothing can be tried, unless the old one is over. */
  take(identity: KioskIdentity): void {
    this.#candidate = identity;
    this.#trials = 0;
    if (this.#options.link.connected || this.#isOver(this.#options.current())) this.#begin();
  }

  /** True while a certificate waits to be tried: no other is to be asked for. */
  get waiting(): boolean {
    return this.#candidate !== null;
  }

  #connection(connected: boolean): void {
    if (!connected || this.#candidate === null) return;
    if (!this.#isTrying) {
      if (this.#timer === null) this.#begin();
      return;
    }
    this.#timer?.cancel();
    this.#timer = null;
    const { store, logger, adopted } = this.#options;
    const identity = this.#candidate;
    this.#candidate = null;
    this.#isTrying = false;
    store.adopt(identity);
    adopted(identity);
    logger.info(
      { serial: identity.grant.serial, until: identity.grant.notAfter },
      'the certificate of this kiosk is renewed',
    );
  }

  #begin(): void {
    const { link, clock } = this.#options;
    if (this.#candidate === null) return;
    this.#isTrying = true;
    this.#trials += 1;
    this.#timer?.cancel();
    this.#timer = clock.setTimer(PATIENCE_MS, () => this.#rollBack());
    void link.renew(credentialsOf(this.#candidate)).catch(() => this.#rollBack());
  }

  #rollBack(): void {
    const { link, store, clock, logger, current } = this.#options;
    if (!this.#isTrying) return;
    this.#isTrying = false;
    this.#timer?.cancel();
    this.#timer = null;
    const isLast = this.#trials >= MOST_TRIALS;
    logger.warn(
      { trial: this.#trials },
      'the new certificate does not connect; the old one is in force again',
    );
    if (isLast) {
      this.#candidate = null;
      store.dropNext();
    } else
      this.#timer = clock.setTimer(AGAIN_MS, () => {
        this.#timer = null;
        if (link.connected || this.#isOver(current())) this.#begin();
      });
    void link.renew(credentialsOf(current())).catch((error: unknown) => {
      logger.error({ err: error }, 'the certificate in force cannot be used');
    });
  }

  #isOver({ grant }: KioskIdentity): boolean {
    return validityOf(grant.certificate).to <= this.#options.clock.now();
  }
}

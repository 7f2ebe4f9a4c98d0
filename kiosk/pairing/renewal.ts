/**
 * Asks for a new certificate, over a new key, when two thirds of the old one's life are over, and goes on asking. Too
 * late is an incident: whoever reads it has a third of a certificate's life to mend the cause.
 */
import { fullJitter } from '../../broker/link/backoff.ts';
import { grantFault, validityOf } from './grant-check.ts';
import type { Granted } from './hub-port.ts';
import type { KioskIdentity } from './identity.ts';
import type { KeeperOptions } from './keeper-ports.ts';

export interface RenewalOptions extends Pick<
  KeeperOptions,
  'hub' | 'store' | 'makeKey' | 'incidents' | 'clock' | 'random' | 'logger'
> {
  current: () => KioskIdentity;
  /** It is on disk: see whether it connects. */
  tryOut: (identity: KioskIdentity) => void;
  /** The hub refuses the kiosk itself. */
  suspect: () => void;
}

const DUE = 2 / 3;
/** Of the life, so that a fleet that was paired on one day does not renew in one minute. */
const JITTER = 1 / 30;
/** When this much is left and it still fails, somebody has to look. */
const ALARM = 1 / 6;
/** Clocks are set while a kiosk runs: it looks at least this often. */
const LOOK_MS = 6 * 3_600_000;
const RETRY = { firstMs: 60_000, mostMs: 3_600_000 };
const LEAST_MS = 30_000;
/** A clock that is further off than this is wrong, and "two thirds" means nothing. */
const BELIEVABLE_MS = 24 * 3_600_000;
const CERTIFICATE = 'certificate';
const CLOCK = 'clock';

export class Renewal {
  readonly #options: RenewalOptions;
  readonly #jitter: number;
  #attempt = 0;
  /** The clock is far ahead of the hub's. */
  #isAhead = false;
  #timer: { cancel(): void } | null = null;
  #isStopped = false;

  constructor(options: RenewalOptions) {
    this.#options = options;
    this.#jitter = options.random.unit() * JITTER;
  }

  start(): void {
    this.#look();
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  /** The new certificate is in force. */
  renewed(): void {
    this.#attempt = 0;
    this.#options.incidents.close(CERTIFICATE, 'The certificate of this kiosk is renewed.');
    this.#later(LOOK_MS);
  }

  #look(): void {
    const { clock, current } = this.#options;
    const { from, to } = validityOf(current().grant.certificate);
    const now = clock.now();
    const due = from + (to - from) * (DUE + this.#jitter);
    if (now < due) this.#isAhead = false;
    // Nobody knows when two thirds are over: a clock that is ahead would ask without end.
    if (!this.#judgeClock(now - from > -BELIEVABLE_MS && !this.#isAhead)) return this.#later(LEAST_MS * 20);
    if (now < due) return this.#later(Math.min(LOOK_MS, due - now));
    void this.#renew();
  }

  async #renew(): Promise<void> {
    const { hub, makeKey, current, suspect, logger } = this.#options;
    const { key, csr } = makeKey();
    const answer = await hub.renew(current(), csr);
    if (this.#isStopped) return;
    if (answer.kind === 'granted') return this.#take(answer, key);
    if (answer.kind === 'revoked') suspect();
    else
      logger[this.#attempt === 0 ? 'warn' : 'debug'](
        { detail: answer.detail },
        'the certificate could not be renewed; trying again',
      );
    this.#failed();
  }

  #take({ grant }: Granted, key: string): void {
    const { current, store, tryOut, logger, clock } = this.#options;
    const fault = grantFault(grant, { key, ca: current().grant.ca });
    if (fault !== null) {
      logger.error({ code: 'TW_GRANT_INVALID', fault }, 'what the hub granted cannot be used');
      return this.#failed();
    }
    // The hub dates a certificate by its own clock.
    this.#isAhead = clock.now() - validityOf(grant.certificate).from > BELIEVABLE_MS;
    this.#judgeClock(!this.#isAhead);
    const next: KioskIdentity = { grant, key };
    try {
      store.keepNext(next);
    } catch (error) {
      logger.error({ code: 'TW_IDENTITY_DISK', err: error }, 'the new certificate cannot be kept');
      return this.#failed();
    }
    tryOut(next);
    // Should the trial fail for good, the next look asks again.
    this.#later(LOOK_MS);
  }

  #failed(): void {
    const { clock, random, incidents, current } = this.#options;
    const { from, to } = validityOf(current().grant.certificate);
    const left = to - clock.now();
    if (left < (to - from) * ALARM) {
      const until = new Date(to).toISOString();
      incidents.open(
        CERTIFICATE,
        'TW_CERTIFICATE_EXPIRES',
        `The certificate of this kiosk ends at ${until} and cannot be renewed. Is the hub reachable from here? Otherwise pair the kiosk again.`,
      );
    }
    this.#later(LEAST_MS + fullJitter(this.#attempt, random, RETRY));
    this.#attempt += 1;
  }

  #judgeClock(isRight: boolean): boolean {
    const { incidents } = this.#options;
    if (isRight) incidents.close(CLOCK, 'The clock of this kiosk is right again.');
    else
      incidents.open(
        CLOCK,
        'TW_CLOCK_WRONG',
        'The clock of this kiosk is wrong by more than a day. Set it, or start its time service (tapwall doctor).',
      );
    return isRight;
  }

  #later(ms: number): void {
    if (this.#isStopped) return;
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(ms, () => this.#look());
  }
}

/**
 * A platform that cannot be reached, that does not acknowledge, or that another kiosk of the same name is thrown out by,
 * is an incident when it lasts; displays say that stock may be old. Each is said once, and once when it is over.
 */
import type { BrokerError } from '../../broker/errors.ts';
import type { Clock } from '../../broker/ports.ts';
import type { Incidents } from '../displays/incidents.ts';

export interface LinkWatchOptions {
  incidents: Incidents;
  clock: Clock;
  /** Shows displays again: they say whether the platform can be reached. */
  refresh: () => void;
  isConnected: () => boolean;
  connected: () => void;
  /** Why there is no connection, when somebody can do something about it. */
  fault?: () => BrokerError | undefined;
}

const CAUSE = 'platform';
const IDENTITY = 'identity';
const ACKNOWLEDGEMENTS = 'acknowledgements';
/** Shorter than this is a hiccup nobody needs to hear of. */
const GRACE_MS = 3_000;
/** After an incident the line is on trial: one that comes and goes is not said anew each time. */
const TRIAL_MS = 60_000;

export class LinkWatch {
  readonly #options: LinkWatchOptions;
  #timer: { cancel(): void } | null = null;
  #trial: { cancel(): void } | null = null;
  #isStopped = false;

  constructor(options: LinkWatchOptions) {
    this.#options = options;
  }

  /** A platform that cannot be reached from the start is as lost as one that went away. */
  start(): void {
    if (!this.#options.isConnected()) this.#giveGrace();
  }

  connection(connected: boolean): void {
    if (this.#isStopped) return;
    const { refresh, connected: whenConnected } = this.#options;
    this.#timer?.cancel();
    this.#timer = null;
    refresh();
    if (!connected) this.#giveGrace();
    else {
      this.#back();
      whenConnected();
    }
  }

  /** Every connection is ended soon after it stood, or, with false, that is over. */
  contested(contested: boolean): void {
    if (this.#isStopped) return;
    const { incidents } = this.#options;
    if (!contested) incidents.close(IDENTITY, 'Connections to the broker last again.');
    else
      incidents.open(
        IDENTITY,
        'TW_IDENTITY_CONTESTED',
        'The broker ends every connection of this kiosk soon after it stood: another kiosk goes by the same store and ' +
          'name, or its login may not use its topics. It is tried again every few minutes; events wait on disk meanwhile.',
      );
  }

  /** The platform takes events and acknowledges none, or, with false, it does again. */
  silent(silent: boolean): void {
    if (this.#isStopped) return;
    const { incidents } = this.#options;
    if (!silent) incidents.close(ACKNOWLEDGEMENTS, 'The platform acknowledges events again.');
    else
      incidents.open(
        ACKNOWLEDGEMENTS,
        'TW_PLATFORM_SILENT',
        'The broker takes events, but no hub acknowledges them; they wait on disk. Is the hub running, at this broker, ' +
          'and for this root and tenant?',
      );
  }

  /** What the link says while it is being stopped is no incident. */
  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
    this.#trial?.cancel();
  }

  #back(): void {
    const { incidents, clock } = this.#options;
    const wasOpen = Object.hasOwn(incidents.current(), CAUSE);
    if (!wasOpen && !this.#trial) return;
    incidents.close(CAUSE, 'The platform can be reached again; events that waited are on their way.');
    this.#trial?.cancel();
    this.#trial = clock.setTimer(TRIAL_MS, () => (this.#trial = null));
  }

  #giveGrace(): void {
    const { incidents, clock, fault } = this.#options;
    this.#timer?.cancel();
    this.#timer = clock.setTimer(this.#trial ? TRIAL_MS : GRACE_MS, () => {
      const { code, message } = fault?.() ?? {
        code: 'TW_LINK_DOWN',
        message: 'The platform cannot be reached',
      };
      incidents.open(CAUSE, code, `${message.replace(/\.$/, '')}; events wait on disk.`);
    });
  }
}

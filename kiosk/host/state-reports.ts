/** Publishes what the console shows: presence, devices, displays, settings in force. Bursts become one message. */
import type { DeviceState, DisplayState, Message, UplinkState } from '../../broker/contract/messages.ts';
import type { Clock } from '../../broker/ports.ts';
import type { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';

export interface StateReportsOptions {
  downlink: Pick<KioskDownlink, 'publishState' | 'publishReported'>;
  clock: Clock;
  presence: () => Omit<Message<'state/presence'>, 'online' | 'at'>;
  devices: () => DeviceState[];
  displays: () => DisplayState[];
  reported: () => Message<'reported/config'>;
  uplink: () => UplinkState;
}

type Part = 'presence' | 'devices' | 'display' | 'config' | 'uplink';

/** Long enough to gather a burst, short enough that a manager sees a change at once. */
const GATHER_MS = 100;
/** The count of waiting events moves all the time; a manager needs it now and then. */
const DEPTH_MS = 2000;
/** As often as presence. */
const UPLINK_MS = 10_000;

export class StateReports {
  readonly #options: StateReportsOptions;
  readonly #waiting = new Set<Part>();
  #timer: { cancel(): void } | null = null;
  #depthTimer: { cancel(): void } | null = null;
  #uplinkTimer: { cancel(): void } | null = null;
  #isStopped = false;

  constructor(options: StateReportsOptions) {
    this.#options = options;
  }

  start(): void {
    this.everything();
    this.#beat();
  }

  /** Browsers leave and acknowledgements come while the service stops: nothing is said of them. */
  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
    this.#depthTimer?.cancel();
    this.#uplinkTimer?.cancel();
  }

  everything(): void {
    for (const part of ['presence', 'devices', 'display', 'config', 'uplink'] as const) this.#later(part);
  }

  presenceChanged(): void {
    this.#later('presence');
  }

  /** More or fewer events wait in the outbox. */
  depthChanged(): void {
    if (this.#isStopped) return;
    this.#depthTimer ??= this.#options.clock.setTimer(DEPTH_MS, () => {
      this.#depthTimer = null;
      this.#later('presence');
      this.#later('uplink');
    });
  }

  devicesChanged(): void {
    this.#later('devices');
  }

  displaysChanged(): void {
    this.#later('display');
  }

  configChanged(): void {
    this.#later('config');
  }

  /** An outbox in which nothing moves is what somebody may want to see most. */
  #beat(): void {
    this.#uplinkTimer = this.#options.clock.setTimer(UPLINK_MS, () => {
      this.#later('uplink');
      this.#beat();
    });
  }

  #later(part: Part): void {
    if (this.#isStopped) return;
    this.#waiting.add(part);
    this.#timer ??= this.#options.clock.setTimer(GATHER_MS, () => {
      this.#timer = null;
      const parts = [...this.#waiting];
      this.#waiting.clear();
      for (const one of parts) this.#publish(one);
    });
  }

  #publish(part: Part): void {
    const { downlink, clock, presence, devices, displays, reported, uplink } = this.#options;
    const at = new Date(clock.now()).toISOString();
    if (part === 'presence') downlink.publishState('presence', { online: true, at, ...presence() });
    else if (part === 'devices') downlink.publishState('devices', { at, devices: devices() });
    else if (part === 'display') downlink.publishState('display', { at, displays: displays() });
    else if (part === 'uplink') downlink.publishState('uplink', uplink());
    else downlink.publishReported(reported());
  }
}

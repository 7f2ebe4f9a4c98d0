/** Sensors over MQTT repeat themselves: presence and contacts are told on change only, buttons each time. */
import type { Interpreter } from '../driver.ts';
import type { Clock, ContactReading, PresenceReading, Reading, Timer } from '../ports.ts';

export interface OnChangeOptions {
  clock: Clock;
  emit: (reading: Reading) => void;
  /** Nobody seen for so long (ms) means vacant, for sensors that never say so; null where they do. */
  vacantAfterMs: number | null;
}

/** A broker that restarts is back within this time (ms), and so is whoever was there. */
const LOST_MS = 30_000;

export class OnChange implements Interpreter {
  readonly #options: OnChangeOptions;
  #presence: PresenceReading | undefined;
  #contact: ContactReading | undefined;
  #vacancy: Timer | undefined;

  constructor(options: OnChangeOptions) {
    this.#options = options;
  }

  take(reading: Reading): void {
    if (reading.kind === 'presence') this.#takePresence(reading);
    else if (reading.kind !== 'contact') this.#options.emit(reading);
    else if (this.#contact?.open !== reading.open) {
      this.#contact = reading;
      this.#options.emit(reading);
    }
  }

  /** A contact is told anew when the device is back; whoever was seen counts as gone when it stays away. */
  reset(cause: 'lost' | 'stopped' = 'stopped'): void {
    const presence = this.#presence;
    this.#vacancy?.cancel();
    this.#contact = undefined;
    if (cause === 'stopped') this.#presence = undefined;
    else if (presence?.present === true)
      this.#vacancy = this.#options.clock.setTimer(LOST_MS, () => this.#vacate(presence));
  }

  #takePresence(reading: PresenceReading): void {
    const { clock, emit, vacantAfterMs } = this.#options;
    this.#vacancy?.cancel();
    if (reading.present && vacantAfterMs !== null)
      this.#vacancy = clock.setTimer(vacantAfterMs, () => this.#vacate(reading));
    if (this.#presence?.present === reading.present) return;
    this.#presence = reading;
    emit(reading);
  }

  #vacate(reading: PresenceReading): void {
    const at = new Date(this.#options.clock.now()).toISOString();
    this.#takePresence({ ...reading, present: false, distanceCm: null, at });
  }
}

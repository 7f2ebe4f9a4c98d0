/** Sensors over MQTT repeat themselves: presence and contacts are told on change only, buttons each time. */
import type { Interpreter } from '../driver.ts';
import type { Clock, ContactReading, PresenceReading, Reading, Timer } from '../ports.ts';

export interface OnChangeOptions {
  clock: Clock;
  emit: (reading: Reading) => void;
  /** Nobody seen for so long (ms) means vacant, for sensors that never say so; null where they do. */
  vacantAfterMs: number | null;
}

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

  /** Says nothing: that the device is away is said by its health, and then nobody can tell. */
  reset(): void {
    this.#vacancy?.cancel();
    this.#presence = undefined;
    this.#contact = undefined;
  }

  #takePresence(reading: PresenceReading): void {
    const { clock, emit, vacantAfterMs } = this.#options;
    this.#vacancy?.cancel();
    if (reading.present && vacantAfterMs !== null)
      this.#vacancy = clock.setTimer(vacantAfterMs, () => {
        const at = new Date(clock.now()).toISOString();
        this.#takePresence({ ...reading, present: false, distanceCm: null, at });
      });
    if (this.#presence?.present === reading.present) return;
    this.#presence = reading;
    emit(reading);
  }
}

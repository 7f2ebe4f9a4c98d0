/**
 * Sensors over MQTT repeat themselves: presence and contacts are told on change only, buttons each time. A sensor gone mad
 * sends thousands of changes a second: of those the latest counts.
 */
import type { Interpreter } from '../driver.ts';
import { Pace } from '../pace.ts';
import type { Clock, ContactReading, PresenceReading, Reading, Timer } from '../ports.ts';

export interface OnChangeOptions {
  clock: Clock;
  emit: (reading: Reading) => void;
  /** Nobody seen for so long (ms) means vacant, for sensors that never say so; null where they do. */
  vacantAfterMs: number | null;
}

/** A broker that restarts is back within this time (ms), and so is whoever was there. */
const LOST_MS = 30_000;
/** More changes than people make of a room and its door; the latest is told a little later. */
const CHANGES = { atOnce: 12, perSecond: 4 } as const;
const LATER_MS = 500;
/** More presses, and releases, than a hand makes. */
const PRESSES = { atOnce: 24, perSecond: 12 } as const;

type State = PresenceReading | ContactReading;

export class OnChange implements Interpreter {
  readonly #options: OnChangeOptions;
  readonly #changes: Pace;
  readonly #presses: Pace;
  #presence: PresenceReading | undefined;
  #contact: ContactReading | undefined;
  #vacancy: Timer | undefined;
  /** What came too soon to be told, by kind. */
  readonly #late = new Map<State['kind'], State>();
  #later: Timer | undefined;

  constructor(options: OnChangeOptions) {
    const { clock } = options;
    this.#options = options;
    this.#changes = new Pace({ clock, ...CHANGES });
    this.#presses = new Pace({ clock, ...PRESSES });
  }

  take(reading: Reading): void {
    if (reading.kind === 'presence') this.#takePresence(reading);
    else if (reading.kind === 'contact') this.#tell(reading);
    else if (this.#presses.takes()) this.#options.emit(reading);
  }

  /** A contact is told anew when the device is back; whoever was seen counts as gone when it stays away. */
  reset(cause: 'lost' | 'stopped' = 'stopped'): void {
    const late = this.#late.get('presence');
    this.#vacancy?.cancel();
    this.#later?.cancel();
    this.#later = undefined;
    this.#late.clear();
    this.#contact = undefined;
    if (cause === 'stopped') this.#presence = undefined;
    else {
      if (late?.kind === 'presence') this.#emit(late);
      const presence = this.#presence;
      if (presence?.present === true)
        this.#vacancy = this.#options.clock.setTimer(LOST_MS, () => this.#vacate(presence));
    }
  }

  #takePresence(reading: PresenceReading): void {
    const { clock, vacantAfterMs } = this.#options;
    this.#vacancy?.cancel();
    if (reading.present && vacantAfterMs !== null)
      this.#vacancy = clock.setTimer(vacantAfterMs, () => this.#vacate(reading));
    this.#tell(reading);
  }

  #tell(reading: State): void {
    this.#late.delete(reading.kind);
    if (!this.#isNews(reading)) return;
    if (this.#changes.takes()) return this.#emit(reading);
    this.#late.set(reading.kind, reading);
    this.#later ??= this.#options.clock.setTimer(LATER_MS, () => {
      this.#later = undefined;
      const late = [...this.#late.values()];
      this.#late.clear();
      for (const one of late) this.#tell(one);
    });
  }

  #isNews(reading: State): boolean {
    return reading.kind === 'presence'
      ? this.#presence?.present !== reading.present
      : this.#contact?.open !== reading.open;
  }

  #emit(reading: State): void {
    if (reading.kind === 'presence') this.#presence = reading;
    else this.#contact = reading;
    this.#options.emit(reading);
  }

  #vacate(reading: PresenceReading): void {
    const at = new Date(this.#options.clock.now()).toISOString();
    this.#takePresence({ ...reading, present: false, distanceCm: null, at });
  }
}

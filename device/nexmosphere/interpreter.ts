/**
 * Readings of a controller to those that a display needs: no ghost pick-ups, presence on change and not before it
 * has lasted, buttons and contacts on change.
 */
import type { Interpreter, InterpreterContext } from '../driver.ts';
import type { PickupReading, PresenceReading, Reading, Timer } from '../ports.ts';
import type { NexmosphereOptions } from './options.ts';

interface Held {
  reading: PickupReading;
  timer: Timer;
}

export class NexmosphereInterpreter implements Interpreter {
  readonly #context: InterpreterContext<NexmosphereOptions>;
  /** Moves that may still turn out to be none, by place and tag. */
  readonly #moves = new Map<string, Held>();
  readonly #present = new Map<number, PresenceReading>();
  readonly #vacancies = new Map<number, Timer>();
  /** Last state told, by kind and unit. */
  readonly #told = new Map<string, string>();
  readonly #pressed = new Set<number>();

  constructor(context: InterpreterContext<NexmosphereOptions>) {
    this.#context = context;
  }

  take(reading: Reading): void {
    if (reading.kind === 'pickup') this.#pickup(reading);
    else if (reading.kind === 'presence') this.#presence(reading);
    else if (reading.kind === 'button') {
      // A press that is told twice was let go in between: only a release is not told again.
      if (reading.pressed.length === 0 && !this.#pressed.delete(reading.unit)) return;
      if (reading.pressed.length > 0) this.#pressed.add(reading.unit);
      this.#context.emit(reading);
    } else if (reading.kind === 'contact') this.#onChange(reading, String(reading.open));
    else if (reading.kind === 'dial') this.#onChange(reading, String(reading.position));
    else this.#context.emit(reading);
  }

  /** What was lifted or put back a moment ago is told, no button is held; people are gone once they stay unseen. */
  reset(cause: 'lost' | 'stopped' = 'stopped'): void {
    const at = new Date(this.#context.clock.now()).toISOString();
    for (const key of this.#moves.keys()) this.#settle(key);
    for (const unit of this.#pressed) {
      this.#context.emit({ kind: 'button', source: this.#context.source, unit, pressed: [], at });
    }
    this.#pressed.clear();
    this.#told.clear();
    for (const unit of this.#present.keys()) {
      if (cause === 'lost') this.#unseen(unit);
      else this.#vacant(unit);
    }
  }

  /** A move that is taken back within moments was none: the antenna had lost the tag. */
  #pickup(reading: PickupReading): void {
    const key = this.#known(reading);
    if (key === undefined) return;
    const held = this.#moves.get(key);
    held?.timer.cancel();
    this.#moves.delete(key);
    if (held !== undefined && held.reading.lifted !== reading.lifted) return;
    const { clock, options } = this.#context;
    if (options.ghostMs === 0) return this.#context.emit(reading);
    const timer = clock.setTimer(options.ghostMs, () => this.#settle(key));
    this.#moves.set(key, { reading: { ...reading, at: held?.reading.at ?? reading.at }, timer });
  }

  /**
   * Under which key a move is held or cancelled: a nameless move and a named one at the same place are one. Undefined
   * when it says nothing new.
   */
  #known(reading: PickupReading): string | undefined {
    const other = [...this.#moves.values()].find(
      ({ reading: { unit, tag } }) => unit === reading.unit && (tag === null) !== (reading.tag === null),
    );
    if (other === undefined) return keyOf(reading);
    if (other.reading.lifted !== reading.lifted) return keyOf(other.reading);
    if (reading.tag === null) return undefined;
    other.timer.cancel();
    this.#moves.delete(keyOf(other.reading));
    return keyOf(reading);
  }

  #settle(key: string): void {
    const held = this.#moves.get(key);
    if (held === undefined) return;
    held.timer.cancel();
    this.#moves.delete(key);
    this.#context.emit(held.reading);
  }

  #presence(reading: PresenceReading): void {
    const unit = reading.unit ?? 0;
    if (!reading.present) return this.#unseen(unit);
    this.#vacancies.get(unit)?.cancel();
    this.#vacancies.delete(unit);
    if (this.#present.has(unit)) return;
    this.#present.set(unit, reading);
    this.#context.emit(reading);
  }

  #unseen(unit: number): void {
    if (!this.#present.has(unit) || this.#vacancies.has(unit)) return;
    const { clock, options } = this.#context;
    this.#vacancies.set(
      unit,
      clock.setTimer(options.vacantAfterMs, () => this.#vacant(unit)),
    );
  }

  #vacant(unit: number): void {
    const reading = this.#present.get(unit);
    this.#vacancies.get(unit)?.cancel();
    this.#vacancies.delete(unit);
    this.#present.delete(unit);
    if (reading === undefined) return;
    const at = new Date(this.#context.clock.now()).toISOString();
    this.#context.emit({ ...reading, present: false, distanceCm: null, at });
  }

  #onChange(reading: Reading & { unit?: number }, state: string): void {
    const key = `${reading.kind} ${reading.unit ?? 0}`;
    if (this.#told.get(key) === state) return;
    this.#told.set(key, state);
    this.#context.emit(reading);
  }
}

function keyOf({ unit, tag }: PickupReading): string {
  return tag === null ? `${unit}` : `${unit} ${tag}`;
}

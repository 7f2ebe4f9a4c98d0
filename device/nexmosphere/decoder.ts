/**
 * X-talk lines to readings.
 *
 * Numbers (`X001A[3]`) mean nothing by themselves: their element decides. It is configured, or the controller named it
 * in a diagnostic answer, or a line before gave it away. Where nothing is known, odd numbers above 1 are buttons (bit 0
 * says that any is held), 0 is what was held or lifted before being let go, and everything else is not told.
 */
import type { Decoder } from '../driver.ts';
import type { Reading } from '../ports.ts';
import type { NumberCommand, TextCommand } from './command.ts';
import { readDiagnostic, readElementText, tagNumber, type ElementText } from './element-text.ts';
import { Elements } from './elements.ts';
import type { XTalkFrame } from './framer.ts';
import type { NexmosphereOptions, UnitOptions } from './options.ts';
import { PickupPairing, type TagMove } from './pickup-pairing.ts';

/** A reading without what all of them share; a pick-up may be older than the line that settled it. */
type Told = Reading extends infer One
  ? One extends Reading
    ? Omit<One, 'source' | 'at'> & { at?: string }
    : never
  : never;

const DEFAULT_PLACED_VALUE = 3;
/** Air buttons have two levels; the near one is the button proper. */
const AIR_BUTTONS = { near: 1, far: 2 } as const;

export class NexmosphereDecoder implements Decoder<XTalkFrame> {
  readonly #source: string;
  readonly #units: ReadonlyMap<number, UnitOptions>;
  readonly #elements: Elements;
  readonly #pairing: PickupPairing;
  /** Units whose button is down: X-Eyes with a hand right in front of them, and elements that only seem to be buttons. */
  readonly #held = new Set<number>();
  /** The NFC tag on each antenna: one that leaves is not always named. */
  readonly #nfc = new Map<number, string>();

  constructor(source: string, options: Partial<NexmosphereOptions>) {
    const units = options.units ?? [];
    this.#source = source;
    this.#units = new Map(units.map((unit) => [unit.unit, unit]));
    this.#elements = new Elements(units);
    this.#pairing = new PickupPairing(() => this.#elements.all('rfid'));
  }

  decode({ command }: XTalkFrame, at: string): Reading[] {
    const told: Told[] = this.#pairing.expire(at).map(pickup);
    if (command.kind === 'tag') told.push(...this.#tag(tagNumber(command.tag), command.lifted, at));
    else if (command.kind === 'number') told.push(...this.#number(command, at));
    else if (command.kind === 'text') told.push(...this.#text(command, at));
    return told.map((one) => Object.assign(one, { source: this.#source, at: one.at ?? at }));
  }

  reset(): void {
    this.#pairing.reset();
    this.#held.clear();
  }

  #tag(tag: string, lifted: boolean, at: string): Told[] {
    return this.#pairing.first({ tag, lifted, at }).map(pickup);
  }

  #text({ type, address: unit, text }: TextCommand, at: string): Told[] {
    if (type === 'D') {
      const answer = readDiagnostic(text);
      if (answer?.field === 'TYPE') this.#elements.found(unit, answer.value);
      return [];
    }
    const said = type === 'X' ? readElementText(text) : undefined;
    return said === undefined ? [] : this.#said(unit, said, at);
  }

  #said(unit: number, said: ElementText, at: string): Told[] {
    switch (said.kind) {
      case 'zone':
        return this.#zone(unit, said.zone);
      case 'person':
        return [presence(unit, said.present)];
      case 'hand':
        return [{ kind: 'button', unit, pressed: said.level === null ? [] : [AIR_BUTTONS[said.level]] }];
      case 'dial':
        return [{ kind: 'dial', unit, position: said.position }];
      case 'nfc':
        return [this.#nfcTag(unit, said)];
      case 'lying':
        break;
    }
    this.#elements.seen(unit, 'rfid');
    return this.#pairing.status(unit, said.tags, at).map(pickup);
  }

  #zone(unit: number, zone: number | 'air' | null): Told[] {
    const told = [presence(unit, zone === 'air' || (zone !== null && this.#isNear(unit, zone)))];
    if (zone === 'air') {
      this.#held.add(unit);
      return [...told, { kind: 'button', unit, pressed: [AIR_BUTTONS.near] }];
    }
    return this.#held.delete(unit) ? [...told, { kind: 'button', unit, pressed: [] }] : told;
  }

  #nfcTag(unit: number, { tag, present }: { tag: string | null; present: boolean }): Told {
    const known = tag ?? this.#nfc.get(unit) ?? null;
    if (present && known !== null) this.#nfc.set(unit, known);
    else this.#nfc.delete(unit);
    return { kind: 'pickup', unit, tag: known, lifted: !present };
  }

  #number({ type, address: unit, value }: NumberCommand, at: string): Told[] {
    if (type !== 'X' || value === null) return [];
    switch (this.#elements.kindOf(unit)) {
      case 'rfid':
        return this.#antenna(unit, value, at);
      case 'button':
        return [button(unit, value)];
      case 'pickup':
        return [{ kind: 'pickup', unit, tag: null, lifted: value !== this.#placedValue(unit) }];
      case 'presence':
        return [presence(unit, value > 0 && this.#isNear(unit, value))];
      case 'rotary':
        return [{ kind: 'dial', unit, position: value }];
      case 'io':
        return [{ kind: 'contact', unit, open: (value === 0) !== (this.#units.get(unit)?.invert ?? false) }];
      case 'airbutton':
      case 'light':
        return [];
      case undefined:
        break;
    }
    return this.#guess(unit, value, at);
  }

  #antenna(unit: number, value: number, at: string): Told[] {
    if (value > 1) return [];
    const lifted = value === 1;
    const move = this.#pairing.second(unit, lifted) ?? this.#pairing.alone({ unit, lifted, at });
    return [pickup(move)];
  }

  /** Nothing is known of the element but its lines. */
  #guess(unit: number, value: number, at: string): Told[] {
    const isRelease = value === 0 && this.#held.has(unit);
    const move = value > 1 || isRelease ? undefined : this.#pairing.second(unit, value === 1);
    if (move !== undefined) {
      this.#elements.seen(unit, 'rfid');
      return [pickup(move)];
    }
    if (value <= 1 && this.#elements.seemsOf(unit) === 'rfid') return this.#antenna(unit, value, at);
    if (value > 0 && value % 2 === 0) return [];
    if (value > 1) this.#elements.seen(unit, 'button');
    if (value === 0) this.#held.delete(unit);
    else this.#held.add(unit);
    return [button(unit, value)];
  }

  #placedValue(unit: number): number {
    return this.#units.get(unit)?.placedValue ?? DEFAULT_PLACED_VALUE;
  }

  #isNear(unit: number, zone: number): boolean {
    return zone <= (this.#units.get(unit)?.farthestZone ?? Infinity);
  }
}

function presence(unit: number, present: boolean): Told {
  return { kind: 'presence', unit, present, distanceCm: null };
}

/** Bit 0: any is held; bit n: button n. A single contact, as of an X-Dot, has bit 0 only. */
function button(unit: number, value: number): Told {
  const pressed = Array.from({ length: 15 }, (_, index) => index + 1).filter((n) => (value & (1 << n)) !== 0);
  return { kind: 'button', unit, pressed: pressed.length === 0 && value === 1 ? [1] : pressed };
}

function pickup({ unit, tag, lifted, at }: TagMove): Told {
  return { kind: 'pickup', unit, tag, lifted, at };
}

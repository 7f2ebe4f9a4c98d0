/**
 * A simulated Nexmosphere controller: answers diagnostics, remembers settings and lights until its power is cut, loses
 * commands that come too fast, tells what happens to its elements, and misbehaves on demand.
 */
import type { Clock, Timer } from '../ports.ts';
import type { Misbehaviour } from '../misbehaviour.ts';
import { encodeCommand, formatCommand, type XTalkCommand } from './command.ts';
import { XTalkFramer } from './framer.ts';
import { SimulatedElement } from './simulated-element.ts';

/**
 * Lines come in pairs, so that drop means that every third line is missing, delay that second lines come late, but in time,
 * and swap that they come first; stuck: nothing is said or heard; silent: all is heard and nothing said; ghost: antennas
 * lose a tag for a moment, again and again.
 */
export type NexmosphereFault = Misbehaviour | 'ghost';

export interface SimulatedControllerOptions {
  clock: Clock;
  /** Takes the controller's bytes. */
  write(bytes: Uint8Array): void;
  /** Pulls the cable, for the fault `disconnect`; and plugs it in again when another fault, or none, follows. */
  unplug?(): void;
  replug?(): void;
}

/** A command that comes sooner than this (ms) after the one before is lost. */
const DEAF_MS = 50;
const ANSWER_MS = 5;
const LATE_MS = 400;
const GHOST_MS = 20;
const GHOST_EVERY_MS = 2_000;
const FAULTY_EVERY = 3;
const MAX_HEARD = 200;

export class SimulatedController {
  /** Commands that were understood, and those that came too soon. The latest of them. */
  readonly heard: string[] = [];
  readonly missed: string[] = [];
  readonly #options: SimulatedControllerOptions;
  readonly #framer = new XTalkFramer();
  readonly #elements = new Map<number, SimulatedElement>();
  readonly #timers = new Set<Timer>();
  /** Antennas that have lost a product which nobody took. */
  readonly #ghostly = new Set<number>();
  #fault: NexmosphereFault = 'none';
  #powered = true;
  #lastCommandAt = -Infinity;
  #lines = 0;
  #ghosts = 0;
  #haunting: Timer | undefined;
  #cut = false;

  constructor(options: SimulatedControllerOptions) {
    this.#options = options;
  }

  /** Plugs an element in, as before power comes. Model without dashes: `XRDR1`, `XTB4N6`, `XY240`. */
  plug(unit: number, model: string): void {
    this.#elements.set(unit, new SimulatedElement(unit, model));
  }

  /** Ghost pick-ups so far. */
  get ghosts(): number {
    return this.#ghosts;
  }

  element(unit: number): SimulatedElement | undefined {
    return this.#elements.get(unit);
  }

  /** A product with a numbered tag is taken off an antenna. */
  lift(antenna: number, tag: number): void {
    // Its antenna had lost it already, and goes on doing so.
    if (this.#ghostly.delete(antenna)) return;
    this.#event(this.#elements.get(antenna)?.move(tag, true));
  }

  /** A product with a numbered tag is put on an antenna. */
  place(antenna: number, tag: number): void {
    this.#ghostly.delete(antenna);
    this.#event(this.#elements.get(antenna)?.move(tag, false));
  }

  /** The antenna loses one of its tags for a moment, though nobody touched it. */
  ghost(antenna: number): void {
    const [tag] = this.#elements.get(antenna)?.tags ?? [];
    if (tag === undefined) return;
    this.lift(antenna, tag);
    this.#ghostly.add(antenna);
    this.#after(GHOST_MS, () => {
      if (this.#ghostly.has(antenna)) this.place(antenna, tag);
    });
  }

  /** The buttons that are held down now; none to let go. Touch boards and push buttons. */
  press(unit: number, buttons: readonly number[]): void {
    const bits = buttons.reduce((value, number) => value | (1 << number), buttons.length > 0 ? 1 : 0);
    this.#event([this.#elements.get(unit)?.number(bits)]);
  }

  /** Somebody stands in a zone, 1 the nearest; null: nobody does. */
  approach(unit: number, zone: number | null): void {
    const element = this.#elements.get(unit);
    const isZoned = element?.model.startsWith('XY24') === true;
    const text = `Dz=${zone === null ? 'XX' : String(zone).padStart(2, '0')}`;
    this.#event([isZoned ? element?.text(text) : element?.number(zone ?? 0)]);
  }

  /** A hand over an air button. */
  wave(unit: number, level: 'NEAR' | 'FAR' | 'IDLE'): void {
    this.#event([this.#elements.get(unit)?.text(`Bs=${level}`)]);
  }

  /** A product on an X-Snapper is lifted, or put back. */
  snap(unit: number, lifted: boolean): void {
    this.#event([this.#elements.get(unit)?.number(lifted ? 0 : 3)]);
  }

  turn(unit: number, position: number): void {
    this.#event([this.#elements.get(unit)?.text(`Dr=${position}`)]);
  }

  /** The input of an X-Dot. */
  input(unit: number, isHigh: boolean): void {
    this.#event([this.#elements.get(unit)?.number(isHigh ? 1 : 0)]);
  }

  /** An NFC tag comes to an XR-DR2, or leaves it: `UID:04A2B3C4D5E6F7`. */
  nfc(unit: number, tag: string, present: boolean): void {
    this.#event([this.#elements.get(unit)?.text(`T${present ? 'D' : 'R'}=${tag}`)]);
  }

  misbehave(fault: NexmosphereFault): void {
    this.#fault = fault;
    if (this.#cut) this.#options.replug?.();
    this.#cut = false;
    this.#haunt();
  }

  /** Without power it says and hears nothing, and forgets its settings and lights. */
  powerOff(): void {
    this.#powered = false;
    this.stop();
    this.#framer.reset();
    for (const element of this.#elements.values()) element.loseMemory();
  }

  powerOn(): void {
    this.#powered = true;
    this.#haunt();
  }

  /** Leaves no timer behind. */
  stop(): void {
    this.#haunting?.cancel();
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    this.#ghostly.clear();
  }

  /** Bytes from the kiosk. */
  receive(bytes: Uint8Array): void {
    if (!this.#powered || this.#fault === 'stuck') return;
    for (const { command } of this.#framer.push(bytes).frames) this.#obey(command);
  }

  #obey(command: XTalkCommand): void {
    const now = this.#options.clock.now();
    const isTooSoon = now - this.#lastCommandAt < DEAF_MS;
    this.#lastCommandAt = now;
    const log = isTooSoon ? this.missed : this.heard;
    log.push(formatCommand(command));
    if (log.length > MAX_HEARD) log.shift();
    if (isTooSoon || !('address' in command)) return;
    const element = this.#elements.get(command.address);
    if (element === undefined) return;
    const isTypeRequest = command.kind === 'text' && command.type === 'D' && command.text === 'TYPE';
    const answers = isTypeRequest ? [element.describe()] : command.type === 'X' ? element.obey(command) : [];
    if (answers.length > 0) this.#after(ANSWER_MS, () => this.#say(answers));
  }

  /** One to two lines about something that happened; an element that is not there makes none. */
  #event(lines: readonly (XTalkCommand | undefined)[] | undefined): void {
    const said = (lines ?? []).filter((line) => line !== undefined);
    const [first, second] = said;
    if (first === undefined || second === undefined) return this.#say(said);
    if (this.#fault === 'swap') return this.#say([second, first]);
    this.#say([first]);
    if (this.#fault === 'delay') this.#after(LATE_MS, () => this.#say([second]));
    else this.#say([second]);
  }

  #say(lines: readonly XTalkCommand[]): void {
    for (const line of lines) {
      if (!this.#powered || this.#isMute || this.#cut) return;
      this.#lines += 1;
      if (this.#fault === 'disconnect') return this.#breakOff(encodeCommand(line));
      const bytes = this.#spoil(encodeCommand(line));
      if (bytes.length > 0) this.#options.write(bytes);
    }
  }

  get #isMute(): boolean {
    return this.#fault === 'stuck' || this.#fault === 'silent';
  }

  #spoil(bytes: Uint8Array): Uint8Array {
    if (this.#lines % FAULTY_EVERY !== 0) return bytes;
    if (this.#fault === 'drop') return new Uint8Array();
    if (this.#fault !== 'garble') return bytes;
    const at = this.#lines % bytes.length;
    return bytes.map((byte, index) => (index === at ? byte ^ 0x55 : byte));
  }

  #breakOff(bytes: Uint8Array): void {
    this.#cut = true;
    this.#options.write(bytes.subarray(0, bytes.length >> 1));
    this.#options.unplug?.();
  }

  #haunt(): void {
    this.#haunting?.cancel();
    if (this.#fault !== 'ghost' || !this.#powered) return;
    this.#haunting = this.#options.clock.setTimer(GHOST_EVERY_MS, () => {
      const antennas = [...this.#elements.values()].filter(({ tags }) => tags.size > 0);
      const antenna = antennas[this.#ghosts % Math.max(1, antennas.length)];
      this.#ghosts += 1;
      if (antenna !== undefined) this.ghost(antenna.unit);
      this.#haunt();
    });
  }

  #after(ms: number, fn: () => void): void {
    const timer = this.#options.clock.setTimer(ms, () => {
      this.#timers.delete(timer);
      fn();
    });
    this.#timers.add(timer);
  }
}

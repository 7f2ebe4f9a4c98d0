/** A simulated M100 module: takes commands as bytes, answers as the module does, reads a simulated field. */
import { FaultyLine } from '../faulty-line.ts';
import type { Misbehaviour } from '../misbehaviour.ts';
import type { Timer } from '../ports.ts';
import { ScanningFramer } from '../scanning-framer.ts';
import type { SimulatedReader, SimulatedReaderOptions } from '../uhf/simulated-reader.ts';
import { M100_REGIONS, M100Command, M100Failure } from './commands.ts';
import { encodeM100, M100_MAX_FRAME, m100Scan, M100Type, type M100Dialect, type M100Frame } from './frame.ts';
import { encodeM100Tag } from './tag-notice.ts';

export interface SimulatedM100Options extends SimulatedReaderOptions {
  /** Default `bb`. */
  dialect?: M100Dialect;
  /** Antenna of the field that it looks at; default 1. */
  antenna?: number;
}

/** A round with a handful of tags. */
const ROUND_MS = 50;
const VERSION = 'M100 26dBm V1.0';
/** Hundredths of a dBm: what the module can do; it clips the rest. */
const POWER = { least: 1_500, most: 2_600 } as const;
const DONE = Uint8Array.of(0);
const regions = new Set<number>(Object.values(M100_REGIONS));

export class SimulatedM100 implements SimulatedReader {
  readonly #options: SimulatedM100Options;
  readonly #dialect: M100Dialect;
  readonly #line: FaultyLine;
  readonly #framer: ScanningFramer<M100Frame>;
  #power: number = POWER.most;
  /** Rounds that are left of a multi-poll. */
  #rounds = 0;
  #timer: Timer | undefined;

  constructor(options: SimulatedM100Options) {
    this.#options = options;
    this.#dialect = options.dialect ?? 'bb';
    this.#line = new FaultyLine(options);
    this.#framer = new ScanningFramer(m100Scan(this.#dialect), M100_MAX_FRAME);
  }

  /** Whether a multi-poll is under way. */
  get isReading(): boolean {
    return this.#rounds > 0;
  }

  get powerDbm(): number {
    return this.#power / 100;
  }

  misbehave(fault: Misbehaviour): void {
    this.#line.misbehave(fault);
  }

  /** A multi-poll comes to its end now, as it does after its last round. */
  endRounds(): void {
    this.#rounds = 0;
  }

  receive(bytes: Uint8Array): void {
    for (const frame of this.#framer.push(bytes).frames)
      if (frame.type === M100Type.command) this.#obey(frame);
  }

  powerOff(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#rounds = 0;
    this.#power = POWER.most;
    this.#framer.reset();
    this.#line.stop();
  }

  #obey({ command, params }: M100Frame): void {
    const [first = 0, second = 0, third = 0] = params;
    if (command === M100Command.info)
      this.#answer(command, Uint8Array.from([first, ...Buffer.from(VERSION)]));
    else if (command === M100Command.region) this.#confirm(command, regions.has(first));
    else if (command === M100Command.setPower) this.#setPower((first << 8) | second);
    else if (command === M100Command.getPower)
      this.#answer(command, Uint8Array.of(this.#power >> 8, this.#power & 0xff));
    else if (command === M100Command.hopping || command === M100Command.query) this.#confirm(command, true);
    else if (command === M100Command.singlePoll) this.#poll(1);
    else if (command === M100Command.multiPoll) this.#poll((second << 8) | third);
    else if (command === M100Command.stop) this.#stop();
    else this.#fail(M100Failure.command);
  }

  #setPower(hundredths: number): void {
    this.#power = Math.min(POWER.most, Math.max(POWER.least, hundredths));
    this.#confirm(M100Command.setPower, true);
  }

  #poll(rounds: number): void {
    this.#rounds = rounds;
    this.#timer?.cancel();
    this.#next();
  }

  #next(): void {
    if (this.#rounds === 0) return;
    this.#timer = this.#options.clock.setTimer(ROUND_MS, () => {
      if (this.#rounds === 0) return;
      this.#rounds -= 1;
      this.#next();
      this.#round();
    });
  }

  #round(): void {
    const { field, antenna = 1 } = this.#options;
    const reads = field.read(antenna, this.powerDbm);
    if (reads.length === 0) this.#fail(M100Failure.inventory);
    for (const read of reads) this.#send(encodeM100Tag(this.#dialect, read));
  }

  #stop(): void {
    this.#rounds = 0;
    this.#timer?.cancel();
    this.#confirm(M100Command.stop, true);
  }

  #confirm(command: number, done: boolean): void {
    if (done) this.#answer(command, DONE);
    else this.#fail(M100Failure.command);
  }

  #fail(code: number): void {
    this.#answer(M100Command.failed, Uint8Array.of(code));
  }

  #answer(command: number, params: Uint8Array): void {
    this.#send({ dialect: this.#dialect, type: M100Type.answer, command, params });
  }

  #send(frame: M100Frame): void {
    this.#line.send(encodeM100(frame));
  }
}

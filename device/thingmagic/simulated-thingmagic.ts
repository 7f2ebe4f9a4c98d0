/** A simulated ThingMagic module: takes commands as bytes, answers as the module does, reads a simulated field. */
import { FaultyLine } from '../faulty-line.ts';
import type { Misbehaviour } from '../misbehaviour.ts';
import type { Timer } from '../ports.ts';
import { ScanningFramer } from '../scanning-framer.ts';
import type { SimulatedReader, SimulatedReaderOptions } from '../uhf/simulated-reader.ts';
import { Opcode, PROTOCOL_GEN2, REGIONS, Status } from './codes.ts';
import {
  encodeThingMagic,
  THINGMAGIC_MAX_FRAME,
  thingMagicRequestScan,
  type ThingMagicFrame,
  type ThingMagicRequest,
} from './frame.ts';
import { encodeTagRecord } from './tag-record.ts';

export interface SimulatedThingMagicOptions extends SimulatedReaderOptions {
  /** Ports of the module; default 1. */
  ports?: number;
  /** Names of the regions that it takes; default all. */
  regions?: readonly (keyof typeof REGIONS)[];
  /** Starts in its boot loader after power-up, as an M6e does; default false. */
  boots?: boolean;
}

/** `hot` and `return-loss` are told once in a cycle; a hot module does not read. */
export type ModuleComplaint = 'none' | 'hot' | 'return-loss';

const ROUND_MS = 100;
const ROUNDS_PER_CYCLE = 10;
const MOST_POWER = 2_700;
const FREQUENCY_KHZ = 866_300;
const APPLICATION = 2;
const BOOT_LOADER = 1;
const NOTHING = new Uint8Array();

export class SimulatedThingMagic implements SimulatedReader {
  readonly #options: SimulatedThingMagicOptions;
  readonly #line: FaultyLine;
  readonly #framer = new ScanningFramer(thingMagicRequestScan, THINGMAGIC_MAX_FRAME);
  #isBooted: boolean;
  #power = MOST_POWER;
  #region: number | undefined;
  #hasProtocol = false;
  #antennas: number[] = [];
  #complaint: ModuleComplaint = 'none';
  #round = 0;
  #reading: Timer | undefined;

  constructor(options: SimulatedThingMagicOptions) {
    this.#options = options;
    this.#line = new FaultyLine(options);
    this.#isBooted = options.boots !== true;
  }

  get isReading(): boolean {
    return this.#reading !== undefined;
  }

  get powerDbm(): number {
    return this.#power / 100;
  }

  get antennas(): readonly number[] {
    return this.#antennas;
  }

  misbehave(fault: Misbehaviour): void {
    this.#line.misbehave(fault);
  }

  complain(complaint: ModuleComplaint): void {
    this.#complaint = complaint;
  }

  receive(bytes: Uint8Array): void {
    const { frames } = this.#framer.push(bytes);
    // Noise that looks like the beginning of a command must not swallow the next one.
    for (const request of [...frames, ...this.#framer.settle().frames]) this.#obey(request);
  }

  powerOff(): void {
    this.#stopReading();
    this.#isBooted = this.#options.boots !== true;
    this.#power = MOST_POWER;
    this.#region = undefined;
    this.#hasProtocol = false;
    this.#antennas = [];
    this.#framer.reset();
    this.#line.stop();
  }

  #obey({ opcode, data }: ThingMagicRequest): void {
    const [first = 0, second = 0] = data;
    if (opcode === Opcode.multiProtocol) return this.#control(data);
    // It takes no setting while it reads.
    if (this.isReading) return;
    if (opcode === Opcode.currentProgram)
      return this.#answer(opcode, Uint8Array.of(0x10 | (this.#isBooted ? APPLICATION : BOOT_LOADER)));
    if (opcode === Opcode.bootFirmware) this.#isBooted = true;
    if (!this.#isBooted) return this.#refuse(opcode, Status.unknownOpcode);
    if (opcode === Opcode.setReadPower) return this.#setPower((first << 8) | second);
    if (opcode === Opcode.getReadPower)
      return this.#answer(opcode, Uint8Array.of(0, this.#power >> 8, this.#power & 0xff));
    if (opcode === Opcode.setRegion) return this.#setRegion(first);
    if (opcode === Opcode.setAntennas) return this.#setAntennas(data);
    if (opcode === Opcode.setProtocol) this.#hasProtocol = second === PROTOCOL_GEN2;
    if (KNOWN.has(opcode)) this.#answer(opcode, NOTHING);
    else this.#refuse(opcode, Status.unknownOpcode);
  }

  #setPower(hundredths: number): void {
    if (hundredths > MOST_POWER) return this.#refuse(Opcode.setReadPower, Status.powerTooHigh);
    this.#power = hundredths;
    this.#answer(Opcode.setReadPower, NOTHING);
  }

  #setRegion(code: number): void {
    const names = this.#options.regions;
    const known = names === undefined ? Object.values(REGIONS) : names.map((name) => REGIONS[name]);
    const isKnown = (known as readonly number[]).includes(code);
    if (!isKnown) return this.#refuse(Opcode.setRegion, Status.wrongParameter);
    this.#region = code;
    this.#answer(Opcode.setRegion, NOTHING);
  }

  #setAntennas(data: Uint8Array): void {
    const numbers = [...data.subarray(1)].filter((_, index) => index % 2 === 0);
    const { ports = 1 } = this.#options;
    if (numbers.some((number) => number > ports))
      return this.#refuse(Opcode.setAntennas, Status.wrongParameter);
    this.#antennas = numbers;
    this.#answer(Opcode.setAntennas, NOTHING);
  }

  #control(data: Uint8Array): void {
    const CONTINUOUS = 0x01;
    const option = data[2] ?? 0;
    if (!this.#isBooted) return this.#refuse(Opcode.multiProtocol, Status.unknownOpcode);
    if (option !== CONTINUOUS) {
      this.#stopReading();
      return this.#answer(Opcode.multiProtocol, Uint8Array.of(option, 0, 0));
    }
    const isSet = this.#region !== undefined && this.#hasProtocol && this.#antennas.length > 0;
    if (!isSet) return this.#refuse(Opcode.multiProtocol, Status.wrongParameter);
    this.#answer(Opcode.multiProtocol, Uint8Array.of(option, Opcode.readMultiple, 0, 0));
    this.#round = 0;
    this.#next();
  }

  #stopReading(): void {
    this.#reading?.cancel();
    this.#reading = undefined;
  }

  #next(): void {
    this.#reading?.cancel();
    this.#reading = this.#options.clock.setTimer(ROUND_MS, () => {
      this.#next();
      this.#round += 1;
      if (this.#complaint !== 'hot') this.#readRound();
      if (this.#round % ROUNDS_PER_CYCLE === 0) this.#signOfLife();
    });
  }

  #readRound(): void {
    const { field } = this.#options;
    const antenna = this.#antennas[this.#round % this.#antennas.length] ?? 1;
    const timestampMs = (this.#round % ROUNDS_PER_CYCLE) * ROUND_MS;
    for (const read of field.read(antenna, this.powerDbm))
      this.#send(encodeTagRecord({ ...read, antenna, timestampMs, frequencyKhz: FREQUENCY_KHZ }));
  }

  #signOfLife(): void {
    const status = {
      none: Status.noTags,
      hot: Status.tooHot,
      'return-loss': Status.returnLoss,
    }[this.#complaint];
    this.#refuse(Opcode.readMultiple, status);
  }

  #answer(opcode: number, data: Uint8Array): void {
    this.#send({ opcode, status: Status.ok, data });
  }

  #refuse(opcode: number, status: number): void {
    this.#send({ opcode, status, data: NOTHING });
  }

  #send(frame: ThingMagicFrame): void {
    this.#line.send(encodeThingMagic(frame));
  }
}

const KNOWN: ReadonlySet<number> = new Set(Object.values(Opcode));

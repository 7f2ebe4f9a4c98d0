/** A simulated UHFReader18 or UHFReader288: takes commands as bytes, answers as the reader does, reads a simulated field. */
import { FaultyLine } from '../faulty-line.ts';
import type { Misbehaviour } from '../misbehaviour.ts';
import type { Timer } from '../ports.ts';
import { ScanningFramer } from '../scanning-framer.ts';
import type { FieldRead } from '../uhf/epc-field.ts';
import type { SimulatedReader, SimulatedReaderOptions } from '../uhf/simulated-reader.ts';
import { Uhf18Command, Uhf18Status } from './codes.ts';
import {
  BROADCAST,
  encodeUhf18,
  UHF18_MAX_FRAME,
  uhf18RequestScan,
  type Uhf18Frame,
  type Uhf18Request,
} from './frame.ts';
import { decodeBand, encodeInfo, MODEL_18, MODEL_288, UHF18_REGIONS, type Uhf18Info } from './info.ts';
import { encodeTags, type Uhf18Variant } from './tag-list.ts';

export interface SimulatedUhf18Options extends SimulatedReaderOptions {
  /** Default `uhfreader288`. */
  variant?: Uhf18Variant;
  /** Default 0. */
  address?: number;
  /** Ports with an antenna; default 1 to 4. */
  antennas?: readonly number[];
}

const ROUND_MS = 60;
const REAL_TIME_MS = 200;
const MOST_POWER_DBM = 30;
/** Tags in one frame; more come in further frames. */
const TAGS_PER_FRAME = 4;
/** The reader's unit of strength, the other way round than in the options' default. */
const RSSI_ZERO = 129;
const NOTHING = new Uint8Array();
const ANTENNA_AT = 7;

export class SimulatedUhf18 implements SimulatedReader {
  readonly #options: SimulatedUhf18Options;
  readonly #variant: Uhf18Variant;
  readonly #line: FaultyLine;
  readonly #framer = new ScanningFramer(uhf18RequestScan, UHF18_MAX_FRAME);
  /** Kept without power. */
  #info: Uhf18Info;
  #settings = 0;
  #isRealTime = false;
  #antennas: readonly number[];
  #timer: Timer | undefined;

  constructor(options: SimulatedUhf18Options) {
    const { variant = 'uhfreader288', antennas = [1, 2, 3, 4] } = options;
    this.#options = options;
    this.#variant = variant;
    this.#antennas = antennas;
    this.#line = new FaultyLine(options);
    const is288 = variant === 'uhfreader288';
    this.#info = {
      model: is288 ? MODEL_288 : MODEL_18,
      band: UHF18_REGIONS.us,
      powerDbm: MOST_POWER_DBM,
      scanTimeMs: 2_000,
      ...(is288 ? { antennas: 1 } : {}),
    };
  }

  get info(): Uhf18Info {
    return this.#info;
  }

  /** How many settings it was given in its life. */
  get settings(): number {
    return this.#settings;
  }

  misbehave(fault: Misbehaviour): void {
    this.#line.misbehave(fault);
  }

  /** Screws antennas on and off. */
  connectAntennas(numbers: readonly number[]): void {
    this.#antennas = numbers;
  }

  /** Somebody set it to tell tags without being asked. */
  startRealTime(): void {
    this.#isRealTime = true;
    this.#tellTags();
  }

  receive(bytes: Uint8Array): void {
    const { frames } = this.#framer.push(bytes);
    // Noise that looks like the beginning of a command must not swallow the next one.
    for (const request of [...frames, ...this.#framer.settle().frames]) this.#obey(request);
  }

  powerOff(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#framer.reset();
    this.#line.stop();
  }

  #obey({ address, command, data }: Uhf18Request): void {
    if (address !== BROADCAST && address !== this.#address) return;
    const [first = 0, second = 0] = data;
    const is288 = this.#variant === 'uhfreader288';
    if (command === Uhf18Command.info) return this.#answer(command, encodeInfo(this.#info));
    if (command === Uhf18Command.inventory && !this.#isRealTime) return this.#inventory(data);
    if (command === Uhf18Command.inventory) return;
    if (command === Uhf18Command.region) return this.#set(command, { band: decodeBand(first, second) });
    if (command === Uhf18Command.power && first <= MOST_POWER_DBM)
      return this.#set(command, { powerDbm: first });
    if (command === Uhf18Command.scanTime) return this.#set(command, { scanTimeMs: first * 100 });
    if (command === Uhf18Command.antennas && is288) return this.#set(command, { antennas: first });
    if (command === (is288 ? Uhf18Command.workMode288 : Uhf18Command.workMode18)) {
      this.#isRealTime = false;
      return this.#set(command, {});
    }
    const status = command === Uhf18Command.power ? Uhf18Status.wrongParameter : Uhf18Status.unknownCommand;
    this.#send({
      command: command === Uhf18Command.power ? command : Uhf18Command.unknown,
      status,
      data: NOTHING,
    });
  }

  get #address(): number {
    return this.#options.address ?? 0;
  }

  #set(command: number, change: Partial<Uhf18Info>): void {
    this.#info = { ...this.#info, ...change };
    this.#settings += 1;
    this.#answer(command, NOTHING);
  }

  #inventory(data: Uint8Array): void {
    const antenna = this.#variant === 'uhfreader18' ? 1 : ((data[ANTENNA_AT] ?? 0x80) & 0x07) + 1;
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(ROUND_MS, () => {
      if (this.#variant === 'uhfreader288' && !this.#antennas.includes(antenna))
        this.#send({
          command: Uhf18Command.inventory,
          status: Uhf18Status.antennaMissing,
          data: Uint8Array.of(1 << (antenna - 1), 0),
        });
      else this.#tell(this.#options.field.read(antenna, this.#info.powerDbm), antenna);
    });
  }

  #tell(reads: readonly FieldRead[], antenna: number): void {
    const tags = reads.map(({ epc, rssiDbm }) => ({ epc, rssiByte: rssiDbm + RSSI_ZERO }));
    const command = Uhf18Command.inventory;
    if (tags.length === 0 && this.#variant === 'uhfreader18')
      return this.#send({ command, status: Uhf18Status.noTag, data: NOTHING });
    while (tags.length > TAGS_PER_FRAME) {
      const data = encodeTags(tags.splice(0, TAGS_PER_FRAME), this.#variant, antenna);
      this.#send({ command, status: Uhf18Status.inventoryMore, data });
    }
    const data = encodeTags(tags, this.#variant, antenna);
    this.#send({ command, status: Uhf18Status.inventoryDone, data });
  }

  #tellTags(): void {
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(REAL_TIME_MS, () => {
      if (!this.#isRealTime) return;
      this.#tellTags();
      for (const { epc, rssiDbm } of this.#options.field.read(1, this.#info.powerDbm)) {
        const tail = this.#variant === 'uhfreader288' ? [rssiDbm + RSSI_ZERO] : [];
        const head = this.#variant === 'uhfreader288' ? [1, epc.length] : [];
        this.#answer(Uhf18Command.realTime, Uint8Array.from([...head, ...epc, ...tail]));
      }
    });
  }

  #answer(command: number, data: Uint8Array): void {
    this.#send({ command, status: Uhf18Status.done, data });
  }

  #send(frame: Omit<Uhf18Frame, 'address'>): void {
    this.#line.send(encodeUhf18({ ...frame, address: this.#address }));
  }
}

/** A simulated LD2450: people walk about in front of it; it answers, and misbehaves on demand. */
import { parseDriverOptions } from '../driver-options.ts';
import type { HilinkRequest } from '../hilink/commands.ts';
import { FaultyLine } from '../faulty-line.ts';
import { SimulatedConfig, type ConfigFault } from '../hilink/simulated-config.ts';
import { isMisbehaviour, type Misbehaviour } from '../misbehaviour.ts';
import type { Clock, DeviceHost, PresenceTarget, Timer } from '../ports.ts';
import { MemoryTransport } from '../serial/memory-transport.ts';
import { StreamDevice } from '../stream-device.ts';
import { ld2450 } from './driver.ts';
import type { Ld2450Frame } from './framer.ts';
import type { Ld2450Options } from './options.ts';
import { encodeTargets, TARGET_COUNT, type Ld2450Target } from './report.ts';
import {
  decodeZones,
  encodeTracking,
  encodeZones,
  Ld2450Command,
  type Tracking,
  type Zones,
} from './zones.ts';

/**
 * noise: bytes between the frames; ghost: every fifth frame shows somebody at 0.8 m who is not there.
 */
export type Ld2450Fault = Misbehaviour | 'noise' | 'ghost' | ConfigFault;

const PERIOD_MS = 100;
const RESOLUTION_MM = 320;
const FAULTY_EVERY = 3;
const GHOST_EVERY = 5;
const CONFIG_FAULTS = ['deaf', 'refuse', 'forget'] as const;
const NOISE = Uint8Array.of(0x00, 0xaa, 0xff, 0x55, 0xcc);
const GHOST: Ld2450Target = { xMm: 0, yMm: 800, speedCmPerS: 0, resolutionMm: RESOLUTION_MM };

export interface SimulatedLd2450Options {
  clock: Clock;
  /** Takes the sensor's bytes. */
  write(bytes: Uint8Array): void;
  /** Pulls the cable, for the fault `disconnect`. */
  disconnect?: () => void;
}

export class SimulatedLd2450 {
  readonly config: SimulatedConfig;
  tracking: Tracking = 'multi';
  filter: Zones = { mode: 'off', areas: [] };
  readonly #options: SimulatedLd2450Options;
  readonly #line: FaultyLine;
  #people: PresenceTarget[] = [];
  #fault: Ld2450Fault = 'none';
  #count = 0;
  #timer: Timer | undefined;

  constructor(options: SimulatedLd2450Options) {
    this.#options = options;
    this.#line = new FaultyLine(options);
    this.config = new SimulatedConfig({
      ...options,
      answer: (request, keep) => this.#answer(request, keep),
      restarted: () => undefined,
    });
    this.config.firmware = '2.04.23101915';
  }

  /** Bytes from the host. */
  receive(bytes: Uint8Array): void {
    this.config.receive(bytes);
  }

  start(): void {
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(PERIOD_MS, () => {
      this.start();
      this.#tick();
    });
  }

  stop(): void {
    this.#timer?.cancel();
    this.config.stop();
    this.#line.stop();
  }

  /** Who is there from now on; each walks on at their speed, straight towards or away from the sensor. */
  place(...people: PresenceTarget[]): void {
    this.#people = people;
  }

  misbehave(fault: Ld2450Fault): void {
    this.#fault = fault;
    this.config.misbehave(CONFIG_FAULTS.find((one) => one === fault) ?? 'none');
    this.#line.misbehave(isMisbehaviour(fault) ? fault : 'none');
  }

  #tick(): void {
    this.#count += 1;
    this.#walk();
    if (!this.config.isReporting) return;
    const people = this.#people.map((person) => ({ ...person, resolutionMm: RESOLUTION_MM }));
    if (this.#fault === 'ghost' && this.#count % GHOST_EVERY === 0) people.push(GHOST);
    const seen = this.tracking === 'single' ? 1 : TARGET_COUNT;
    if (this.#fault === 'noise' && this.#count % FAULTY_EVERY === 0) this.#options.write(NOISE);
    this.#line.send(encodeTargets(people.slice(0, seen)));
  }

  #walk(): void {
    this.#people = this.#people.map((person) => ({
      ...person,
      yMm: Math.max(0, person.yMm + (person.speedCmPerS * 10 * PERIOD_MS) / 1_000),
    }));
  }

  #answer({ command, value }: HilinkRequest, keep: boolean): number[] | undefined {
    switch (command) {
      case Ld2450Command.readTracking:
        return encodeTracking(this.tracking);
      case Ld2450Command.readZones:
        return encodeZones(this.filter);
      case Ld2450Command.trackSingle:
      case Ld2450Command.trackMulti:
        if (keep) this.tracking = command === Ld2450Command.trackSingle ? 'single' : 'multi';
        return [];
      case Ld2450Command.setZones:
        if (keep) this.filter = decodeZones(value);
        return [];
      default:
        return undefined;
    }
  }
}

/** The real driver on a simulated sensor; the sensor runs from the start and can be directed at any time. */
export class SimulatedLd2450Device extends StreamDevice<Ld2450Options, Ld2450Frame> {
  readonly radar: SimulatedLd2450;
  readonly transport: MemoryTransport;

  /** @throws DeviceError TW_DEVICE_OPTION_INVALID */
  constructor({ id, clock, logger, ...given }: DeviceHost & Partial<Ld2450Options> & { id: string }) {
    const transport = new MemoryTransport('simulated tracking radar');
    const options = parseDriverOptions(ld2450, given) as Ld2450Options;
    super({ id, clock, logger, transport, options, driver: ld2450, driverName: 'simulated-ld2450' });
    this.transport = transport;
    this.radar = new SimulatedLd2450({
      clock,
      write: (bytes) => transport.feed(bytes),
      disconnect: () => transport.unplug(),
    });
    transport.heard = (bytes) => this.radar.receive(bytes);
  }

  override async start(): Promise<void> {
    await super.start();
    this.radar.start();
  }

  override async stop(): Promise<void> {
    this.radar.stop();
    await super.stop();
  }
}

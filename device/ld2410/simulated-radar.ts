/** A simulated LD2410: plays scenes as report frames into a port, a pipe or memory, answers, and misbehaves on demand. */
import { FaultyLine } from '../faulty-line.ts';
import { SimulatedConfig, type ConfigFault } from '../hilink/simulated-config.ts';
import { isMisbehaviour, type Misbehaviour } from '../misbehaviour.ts';
import type { Clock, DeviceHost, Timer } from '../ports.ts';
import { MemoryTransport } from '../serial/memory-transport.ts';
import { encodeLd2410sShort } from './ld2410s.ts';
import type { Ld2410Options } from './options.ts';
import { Ld2410Radar } from './radar.ts';
import { encodeReport, TargetState, type Ld2410Report } from './report.ts';
import { SimulatedSettings } from './simulated-settings.ts';

/** `walk-in` ends in `still`, `leave` ends in `empty`. */
export type RadarScene = 'empty' | 'walk-in' | 'still' | 'leave';

/**
 * noise: bytes between the frames; other-model: reports of an LD2410S.
 */
export type RadarFault = Misbehaviour | 'noise' | 'other-model' | ConfigFault;

const PERIOD_MS = 100;
const NEAR_CM = 80;
const FAR_CM = 400;
const STEP_CM = 10;
const FAULTY_EVERY = 3;
const NOISE = Uint8Array.of(0x00, 0xf4, 0xf3, 0x55, 0xff);
const ENERGIES: readonly number[] = [60, 34, 5, 3, 3, 4, 3, 6, 5];

export interface SimulatedRadarOptions {
  clock: Clock;
  /** Takes the sensor's bytes. */
  write(bytes: Uint8Array): void;
  /** Pulls the cable, for the fault `disconnect`. */
  disconnect?: () => void;
}

export class SimulatedRadar {
  readonly settings: SimulatedSettings = new SimulatedSettings();
  readonly config: SimulatedConfig;
  readonly #options: SimulatedRadarOptions;
  #scene: RadarScene = 'empty';
  #fault: RadarFault = 'none';
  #distanceCm = FAR_CM;
  #count = 0;
  readonly #line: FaultyLine;
  #timer: Timer | undefined;

  constructor(options: SimulatedRadarOptions) {
    this.#options = options;
    this.#line = new FaultyLine(options);
    this.config = new SimulatedConfig({
      ...options,
      answer: (request, keep) => this.settings.answer(request, keep),
      restarted: () => {
        this.settings.engineering = false;
      },
    });
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

  play(scene: RadarScene): void {
    this.#scene = scene;
    this.#distanceCm = scene === 'walk-in' ? FAR_CM : NEAR_CM;
  }

  misbehave(fault: RadarFault): void {
    this.#fault = fault;
    const isConfigFault = fault === 'deaf' || fault === 'refuse' || fault === 'forget';
    this.config.misbehave(isConfigFault ? fault : 'none');
    this.#line.misbehave(isMisbehaviour(fault) ? fault : 'none');
  }

  #tick(): void {
    this.#count += 1;
    if (!this.config.isReporting) return;
    const frame = this.#encode(this.#picture());
    if (this.#fault === 'noise' && this.#count % FAULTY_EVERY === 0) this.#options.write(NOISE);
    this.#line.send(frame);
  }

  #encode(report: Ld2410Report): Uint8Array {
    if (this.#fault === 'other-model') return encodeLd2410sShort(report.state, report.detectionCm);
    if (!this.settings.engineering) return encodeReport(report);
    const { maxMovingGate, maxStillGate } = this.settings.parameters;
    const energies = report.state === TargetState.none ? ENERGIES.map(() => 0) : [...ENERGIES];
    const gates = { movingEnergies: energies, stillEnergies: energies, light: 96, out: report.state !== 0 };
    return encodeReport({ ...report, engineering: { maxMovingGate, maxStillGate, ...gates } });
  }

  #picture(): Ld2410Report {
    if (this.#scene === 'walk-in') {
      this.#distanceCm -= STEP_CM;
      if (this.#distanceCm <= NEAR_CM) this.#scene = 'still';
    } else if (this.#scene === 'leave') {
      this.#distanceCm += STEP_CM;
      if (this.#distanceCm >= FAR_CM) this.#scene = 'empty';
    }
    const isMoving = this.#scene === 'walk-in' || this.#scene === 'leave';
    if (this.#scene === 'empty') return picture(TargetState.none, 0);
    return picture(isMoving ? TargetState.moving : TargetState.still, this.#distanceCm);
  }
}

function picture(state: TargetState, distanceCm: number): Ld2410Report {
  const moving = state === TargetState.moving;
  const still = state === TargetState.still;
  return {
    state,
    movingCm: moving ? distanceCm : 0,
    movingEnergy: moving ? 90 : 0,
    stillCm: still ? distanceCm : 0,
    stillEnergy: still ? 60 : 0,
    detectionCm: distanceCm,
  };
}

/** The real driver on a simulated sensor; the sensor runs from the start and can be directed at any time. */
export class SimulatedRadarDevice extends Ld2410Radar {
  readonly radar: SimulatedRadar;
  readonly transport: MemoryTransport;

  constructor(options: DeviceHost & Partial<Ld2410Options> & { id: string }) {
    const transport = new MemoryTransport('simulated radar');
    super({ ...options, transport, driver: 'simulated-ld2410' });
    this.transport = transport;
    this.radar = new SimulatedRadar({
      clock: options.clock,
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

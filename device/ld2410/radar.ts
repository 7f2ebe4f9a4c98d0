/** A Hi-Link LD2410(B/C) radar as a device: presence in front of a display. */
import { isDeviceError } from '../errors.ts';
import type { Device, DeviceHealth, DeviceHost, DeviceListener } from '../ports.ts';
import type { ByteTransport } from '../serial/byte-transport.ts';
import { SerialLink } from '../serial/serial-link.ts';
import { DeviceState } from '../state.ts';
import { Ld2410Framer, type Ld2410Frame } from './framer.ts';
import { PresenceTracker } from './presence.ts';
import { decodeReport } from './report.ts';

/** Factory setting (index 7). */
export const LD2410_BAUD_RATE = 256_000;
/** It reports ten times a second. */
const SILENCE_MS = 5_000;

export interface Ld2410Options extends DeviceHost {
  id: string;
  transport: ByteTransport;
  /** Default 5000 ms. */
  vacantAfterMs?: number;
  /** Default 150 cm. */
  maxDistanceCm?: number;
  /** Name of the driver in the health; a simulator says that it is one. */
  driver?: string;
}

export class Ld2410Radar implements Device {
  readonly id: string;
  readonly #state: DeviceState;
  readonly #link: SerialLink;
  readonly #framer = new Ld2410Framer();
  readonly #presence: PresenceTracker;
  #running = false;
  #discardedBytes = 0;

  constructor(options: Ld2410Options) {
    this.id = options.id;
    this.#state = new DeviceState({ id: options.id, driver: options.driver ?? 'ld2410' }, options);
    this.#presence = new PresenceTracker({
      ...options,
      source: options.id,
      emit: (reading) => this.#state.emit(reading),
    });
    this.#link = new SerialLink({
      ...options,
      silenceMs: SILENCE_MS,
      silentCode: 'TW_LD2410_SILENT',
      opened: () => void this.#framer.reset(),
      data: (chunk) => this.#receive(chunk),
      down: (code, detail) => this.#state.to('searching', code, detail),
    });
  }

  /** Bytes that belonged to no report since the start: a rising number means a bad line. */
  get discardedBytes(): number {
    return this.#discardedBytes;
  }

  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#state.to('starting');
    await this.#link.start();
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    await this.#link.stop();
    this.#presence.reset();
    this.#state.to('stopped');
  }

  health(): DeviceHealth {
    return this.#state.health();
  }

  subscribe(listener: DeviceListener): () => void {
    return this.#state.subscribe(listener);
  }

  #receive(chunk: Uint8Array): void {
    const { frames, discardedBytes } = this.#framer.push(chunk);
    this.#discardedBytes += discardedBytes;
    for (const frame of frames) this.#take(frame);
  }

  /** Connected means that reports arrive, not that a port is open. */
  #take(frame: Ld2410Frame): void {
    if (frame.kind !== 'report') return;
    try {
      const report = decodeReport(frame.data);
      this.#link.alive();
      this.#state.to('connected');
      this.#presence.report(report);
    } catch (error) {
      if (!isDeviceError(error, 'TW_LD2410_FRAME_INVALID')) throw error;
      this.#discardedBytes += frame.data.length;
    }
  }
}

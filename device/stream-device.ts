/** A device on a byte line: any stream driver on any transport, kept alive, with health and counters. */
import type { Decoder, Interpreter, LineSession, StreamDriver } from './driver.ts';
import type { DeviceErrorCode } from './errors.ts';
import type { Framer, FramerOutput } from './framer.ts';
import type { Device, DeviceHealth, DeviceHost, DeviceListener, Reading, Timer } from './ports.ts';
import type { ByteTransport } from './serial/byte-transport.ts';
import { SerialLink } from './serial/serial-link.ts';
import { DeviceState } from './state.ts';

export interface StreamDeviceOptions<Options extends object, Frame> extends DeviceHost {
  id: string;
  driver: StreamDriver<Options, Frame>;
  /** Validated against the driver's schema, defaults filled in. */
  options: Options;
  transport: ByteTransport;
  /** Name of the driver in the health; a simulator says that it is one. */
  driverName?: string;
}

export class StreamDevice<Options extends object, Frame> implements Device {
  readonly id: string;
  readonly #setup: StreamDeviceOptions<Options, Frame>;
  readonly #state: DeviceState;
  readonly #link: SerialLink;
  readonly #framer: Framer<Frame>;
  readonly #decoder: Decoder<Frame>;
  readonly #session: LineSession<Frame> | undefined;
  readonly #interpreter: Interpreter | undefined;
  #running = false;
  #open = false;
  #trouble: DeviceErrorCode | undefined;
  #gap: Timer | undefined;
  #frames = 0;
  #discardedBytes = 0;

  constructor(setup: StreamDeviceOptions<Options, Frame>) {
    const { id, driver, options, transport, clock, logger } = setup;
    this.id = id;
    this.#setup = setup;
    this.#state = new DeviceState({ id, driver: setup.driverName ?? driver.name }, setup);
    this.#framer = driver.createFramer(options);
    this.#decoder = driver.createDecoder(id, options);
    this.#interpreter = driver.createInterpreter?.({
      options,
      source: id,
      clock,
      logger,
      emit: (reading) => this.#state.emit(reading),
    });
    this.#session = driver.createSession?.({
      options,
      clock,
      logger,
      write: (bytes) => transport.write(bytes),
      trouble: (code, detail) => this.#noteTrouble(code, detail),
    });
    this.#link = new SerialLink({
      transport,
      clock,
      logger,
      silenceMs: driver.silenceMs,
      silentCode: driver.silentCode,
      opened: () => this.#opened(),
      data: (chunk) => this.#receive(chunk),
      down: (code, detail) => this.#down(code, detail),
    });
  }

  /** Frames understood and bytes given up since construction: many of the latter mean a bad line. */
  get counters(): { frames: number; discardedBytes: number } {
    return { frames: this.#frames, discardedBytes: this.#discardedBytes };
  }

  /** The conversation with the device, for callers that command it; undefined for drivers that only listen. */
  get session(): LineSession<Frame> | undefined {
    return this.#session;
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
    this.#closed();
    this.#interpreter?.reset('stopped');
    await this.#link.stop();
    this.#state.to('stopped');
  }

  health(): DeviceHealth {
    return this.#state.health();
  }

  subscribe(listener: DeviceListener): () => void {
    return this.#state.subscribe(listener);
  }

  #opened(): void {
    this.#open = true;
    this.#trouble = undefined;
    // A device that speaks by itself is connected when it has spoken; of the others an open port must do.
    if (this.#setup.driver.silenceMs === null) this.#state.to('connected');
    this.#session?.opened();
  }

  #down(code: DeviceErrorCode, detail: string | undefined): void {
    if (this.#open) this.#interpreter?.reset('lost');
    this.#closed();
    this.#state.to('searching', code, detail);
  }

  #closed(): void {
    this.#gap?.cancel();
    if (!this.#open) return;
    this.#open = false;
    this.#session?.closed();
    this.#discardedBytes += this.#framer.reset();
    this.#decoder.reset();
  }

  #receive(chunk: Uint8Array): void {
    this.#gap?.cancel();
    this.#take(this.#framer.push(chunk));
    const { gapMs } = this.#setup.driver;
    if (gapMs === null || this.#framer.pendingBytes === 0 || !this.#open) return;
    this.#gap = this.#setup.clock.setTimer(gapMs, () => {
      this.#take(this.#framer.settle?.() ?? this.#framer.flush());
    });
  }

  #take({ frames, discardedBytes }: FramerOutput<Frame>): void {
    this.#discardedBytes += discardedBytes;
    const at = new Date(this.#setup.clock.now()).toISOString();
    for (const frame of frames) {
      if (!this.#open) return;
      this.#frames += 1;
      this.#link.alive();
      if (this.#trouble === undefined) this.#state.to('connected');
      this.#session?.frame(frame);
      for (const reading of this.#decoder.decode(frame, at)) this.#tell(reading);
    }
  }

  #tell(reading: Reading): void {
    if (this.#interpreter === undefined) this.#state.emit(reading);
    else this.#interpreter.take(reading);
  }

  #noteTrouble(code: DeviceErrorCode | undefined, detail: string | undefined): void {
    if (!this.#open) return;
    this.#trouble = code;
    if (code === undefined) this.#state.to('connected');
    else this.#state.to('failed', code, detail);
  }
}

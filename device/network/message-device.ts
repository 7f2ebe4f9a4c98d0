/** A device that sends messages: any message driver on any source, with health and counters. */
import type { Interpreter } from '../driver.ts';
import type { DeviceErrorCode } from '../errors.ts';
import type { Device, DeviceHealth, DeviceHost, DeviceListener, Reading, Timer } from '../ports.ts';
import { DeviceState } from '../state.ts';
import type { Message, MessageDecoder, MessageDriver, MessageWay, Verdict } from './message-driver.ts';
import type { MessageSource } from './message-source.ts';

export interface MessageDeviceOptions<Options extends object> extends DeviceHost {
  id: string;
  driver: MessageDriver<Options>;
  /** Validated against the driver's schema, defaults filled in. */
  options: Options;
  source: MessageSource;
  way: MessageWay;
  /** MQTT topic of the device file; empty over HTTP. */
  topic: string;
  /** Name of the driver in the health; a simulator says that it is one. */
  driverName?: string;
}

export class MessageDevice<Options extends object> implements Device {
  readonly id: string;
  readonly #setup: MessageDeviceOptions<Options>;
  readonly #state: DeviceState;
  readonly #decoder: MessageDecoder;
  readonly #interpreter: Interpreter | undefined;
  readonly #silenceMs: number | null;
  #running = false;
  #open = false;
  #isWell = true;
  /** The last that is known of it: it, or something that speaks for it, said that it is there. */
  #wasHeard = false;
  #isSilent = false;
  #silence: Timer | undefined;
  #messages = 0;
  #discardedBytes = 0;

  constructor(setup: MessageDeviceOptions<Options>) {
    const { id, driver, options, topic, way, clock, logger } = setup;
    this.id = id;
    this.#setup = setup;
    this.#state = new DeviceState({ id, driver: setup.driverName ?? driver.name }, setup);
    this.#silenceMs = driver.silenceMs(way, options);
    this.#decoder = driver.createDecoder({ source: id, topic, options });
    this.#interpreter = driver.createInterpreter?.({
      options,
      source: id,
      clock,
      logger,
      emit: (reading) => this.#state.emit(reading),
    });
  }

  /** Messages received and bytes that could not be understood, since construction. */
  get counters(): { messages: number; discardedBytes: number } {
    return { messages: this.#messages, discardedBytes: this.#discardedBytes };
  }

  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#state.to('starting');
    await this.#setup.source.open({
      opened: () => this.#opened(),
      message: (message) => this.#take(message),
      alive: () => this.#alive(),
      down: (code, detail) => this.#away(code, detail),
    });
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    this.#closed();
    this.#interpreter?.reset('stopped');
    await this.#setup.source.close();
    this.#state.to('stopped');
  }

  health(): DeviceHealth {
    return this.#state.health();
  }

  subscribe(listener: DeviceListener): () => void {
    return this.#state.subscribe(listener);
  }

  #opened(): void {
    if (!this.#running) return;
    this.#open = true;
    this.#isWell = true;
    this.#decoder.reset();
    this.#watch();
    // Only the device itself can end its silence.
    if (this.#isSilent) this.#saySilent();
    // An open way shows nothing: the topic may be mistyped. One that was heard before and speaks seldom is still there.
    else this.#state.to(this.#wasHeard ? 'connected' : 'starting');
  }

  #take(message: Message): void {
    if (!this.#open) return;
    this.#messages += 1;
    const at = new Date(this.#setup.clock.now()).toISOString();
    const { readings, verdict, discardedBytes } = this.#decoder.take(message, at);
    this.#discardedBytes += discardedBytes;
    this.#judge(verdict);
    // What a broker kept of a device that is away says nothing about now.
    if (verdict?.state === 'away') return;
    for (const reading of readings) this.#tell(reading);
  }

  #judge(verdict: Verdict | undefined): void {
    if (verdict === undefined) return;
    this.#watch();
    this.#wasHeard = verdict.state !== 'away';
    this.#isSilent = false;
    this.#isWell = verdict.state === 'alive';
    if (verdict.state === 'alive') return this.#state.to('connected');
    if (verdict.state === 'away') this.#interpreter?.reset('lost');
    this.#state.to(verdict.state === 'away' ? 'searching' : 'failed', verdict.code, verdict.detail);
  }

  /** A keep-alive says that the way is open, not that the device's trouble is over. */
  #alive(): void {
    if (!this.#open) return;
    this.#watch();
    this.#wasHeard = true;
    this.#isSilent = false;
    if (this.#isWell) this.#state.to('connected');
  }

  #tell(reading: Reading): void {
    if (this.#interpreter === undefined) this.#state.emit(reading);
    else this.#interpreter.take(reading);
  }

  #watch(): void {
    this.#silence?.cancel();
    if (this.#silenceMs === null) return;
    this.#silence = this.#setup.clock.setTimer(this.#silenceMs, () => {
      this.#isSilent = true;
      this.#interpreter?.reset('lost');
      this.#saySilent();
      this.#setup.source.renew?.();
    });
  }

  #saySilent(): void {
    this.#state.to('searching', 'TW_NETWORK_SILENT', `It is ${this.#setup.source.path}.`);
  }

  #away(code: DeviceErrorCode, detail: string | undefined): void {
    if (!this.#running) return;
    this.#closed();
    this.#state.to('searching', code, detail);
  }

  #closed(): void {
    this.#silence?.cancel();
    if (!this.#open) return;
    this.#open = false;
    this.#interpreter?.reset('lost');
  }
}

/** The configuration mode of a simulated Hi-Link radar: takes the host's bytes, keeps settings, answers, and misbehaves. */
import type { Clock, Timer } from '../ports.ts';
import { ScanningFramer } from '../scanning-framer.ts';
import {
  COMMAND_ENVELOPE,
  decodeMessage,
  encodeAnswer,
  encodeFirmware,
  encodeMac,
  HilinkCommand,
  type HilinkRequest,
} from './commands.ts';
import { ENVELOPE_BYTES, scanEnvelope, uint16 } from './envelope.ts';

/** deaf: answers nothing; refuse: says no to every setting; forget: accepts settings and keeps none. */
export type ConfigFault = 'none' | 'deaf' | 'refuse' | 'forget';

export interface SimulatedConfigOptions {
  clock: Clock;
  write(bytes: Uint8Array): void;
  /**
   * What the model adds to the commands that all share: the value of the answer, or undefined for a command that it
   * does not know. Settings are changed only when `keep` says so.
   */
  answer(request: HilinkRequest, keep: boolean): number[] | undefined;
  /** The radar starts anew: what it does not keep in flash is gone. */
  restarted(): void;
}

const FAILED = 1;
const PROTOCOL_VERSION = 1;
const BUFFER_BYTES = 64;
const RESTART_MS = 1_000;
const MAC = '8F272EB80F65';

export class SimulatedConfig {
  /** As the maker prints it. */
  firmware = '1.07.22062416';
  bluetooth = true;
  /** Settings written since the start: each one wears the flash. */
  flashWrites = 0;
  readonly #options: SimulatedConfigOptions;
  readonly #framer = new ScanningFramer<Uint8Array>(
    (bytes, at) => scanEnvelope(bytes, at, COMMAND_ENVELOPE),
    COMMAND_ENVELOPE.maxData + ENVELOPE_BYTES,
  );
  #fault: ConfigFault = 'none';
  #mode: 'reporting' | 'config' | 'restarting' = 'reporting';
  #timer: Timer | undefined;

  constructor(options: SimulatedConfigOptions) {
    this.#options = options;
  }

  /** False in configuration mode and while the radar starts: it sends no reports then. */
  get isReporting(): boolean {
    return this.#mode === 'reporting';
  }

  misbehave(fault: ConfigFault): void {
    this.#fault = fault;
  }

  /** Bytes from the host. */
  receive(bytes: Uint8Array): void {
    for (const data of this.#framer.push(bytes).frames) {
      const request = decodeMessage(data);
      if (request?.kind === 'command' && this.#fault !== 'deaf' && this.#mode !== 'restarting')
        this.#take(request);
    }
  }

  /** Cuts the power for a moment. */
  restart(): void {
    this.#mode = 'restarting';
    this.#options.restarted();
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(RESTART_MS, () => {
      this.#mode = 'reporting';
    });
  }

  stop(): void {
    this.#timer?.cancel();
  }

  get #isKeeping(): boolean {
    return this.#fault !== 'forget' && this.#fault !== 'refuse';
  }

  #take(request: HilinkRequest): void {
    const { command } = request;
    if (command === HilinkCommand.enterConfig) {
      this.#mode = 'config';
      return this.#say(command, 0, [...uint16(PROTOCOL_VERSION), ...uint16(BUFFER_BYTES)]);
    }
    // Outside of configuration mode a radar refuses everything else.
    if (this.#mode !== 'config') return this.#say(command, FAILED);
    const value = this.#shared(request) ?? this.#options.answer(request, this.#isKeeping);
    const isSetting = value !== undefined && value.length === 0 && command !== HilinkCommand.endConfig;
    if (value === undefined || (isSetting && this.#fault === 'refuse')) return this.#say(command, FAILED);
    if (isSetting && command !== HilinkCommand.restart) this.flashWrites += 1;
    this.#say(command, 0, value);
    if (command === HilinkCommand.endConfig) this.#mode = 'reporting';
    if (command === HilinkCommand.restart) this.restart();
  }

  #shared({ command, value }: HilinkRequest): number[] | undefined {
    switch (command) {
      case HilinkCommand.endConfig:
      case HilinkCommand.restart:
      case HilinkCommand.setBaudRate:
      case HilinkCommand.factoryReset:
        return [];
      case HilinkCommand.readFirmware:
        return encodeFirmware(this.firmware);
      case HilinkCommand.readMac:
        return encodeMac(this.bluetooth ? MAC : null);
      case HilinkCommand.setBluetooth:
        if (this.#isKeeping) this.bluetooth = value[0] === 1;
        return [];
      default:
        return undefined;
    }
  }

  #say(command: number, status: number, value: readonly number[] = []): void {
    this.#options.write(encodeAnswer(command, status, value));
  }
}

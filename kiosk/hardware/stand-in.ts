/** Stands for a device that cannot be had yet: shows why in the list of devices, and tries again where that can help. */
import { deviceErrors, isDeviceError, type DeviceErrorCode } from '../../device/errors.ts';
import type { Device, DeviceHealth, DeviceHost, DeviceListener } from '../../device/ports.ts';
import { DeviceState } from '../../device/state.ts';

export interface StandInOptions extends DeviceHost {
  id: string;
  driver: string;
  code: DeviceErrorCode;
  detail: string | undefined;
  /** Makes the device; undefined when only a change of its file can help. */
  create?: () => Promise<Device>;
}

/** A file that was missing may be there now. */
const RETRY_MS = 10_000;

export class StandIn implements Device {
  readonly id: string;
  readonly #options: StandInOptions;
  readonly #state: DeviceState;
  readonly #listeners = new Set<DeviceListener>();
  #device: Device | undefined;
  #timer: { cancel(): void } | undefined;
  #running = false;

  constructor(options: StandInOptions) {
    this.id = options.id;
    this.#options = options;
    this.#state = new DeviceState({ id: options.id, driver: options.driver }, options);
  }

  async start(): Promise<void> {
    this.#running = true;
    if (this.#device !== undefined) return this.#device.start();
    this.#fail(this.#options.code, this.#options.detail);
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#timer?.cancel();
    if (this.#device !== undefined) return this.#device.stop();
    this.#state.to('stopped');
  }

  health(): DeviceHealth {
    return this.#device?.health() ?? this.#state.health();
  }

  subscribe(listener: DeviceListener): () => void {
    this.#listeners.add(listener);
    const unsubscribe = this.#state.subscribe(listener);
    const leave = this.#device?.subscribe(listener);
    return () => {
      this.#listeners.delete(listener);
      unsubscribe();
      leave?.();
    };
  }

  #fail(code: DeviceErrorCode, detail: string | undefined): void {
    this.#state.to('failed', code, detail);
    if (this.#options.create === undefined) return;
    this.#timer = this.#options.clock.setTimer(RETRY_MS, () => void this.#again(this.#options.create));
  }

  async #again(create: StandInOptions['create']): Promise<void> {
    if (create === undefined) return;
    try {
      const device = await create();
      if (!this.#running) return;
      this.#device = device;
      for (const listener of this.#listeners) device.subscribe(listener);
      await device.start();
    } catch (error) {
      if (this.#running && this.#device === undefined) this.#failAgain(error);
    }
  }

  #failAgain(error: unknown): void {
    const { code, detail } = reasonOf(error);
    this.#fail(code, detail);
  }
}

/** Code and what goes beyond the catalogue's sentence. */
export function reasonOf(error: unknown): { code: DeviceErrorCode; detail: string | undefined } {
  if (!isDeviceError(error)) return { code: 'TW_DEVICE_START_FAILED', detail: undefined };
  const sentence = deviceErrors[error.code].message;
  const detail = error.message.startsWith(sentence)
    ? error.message.slice(sentence.length).trim()
    : error.message;
  return { code: error.code, detail: detail === '' ? undefined : detail };
}

/** Owns a kiosk's devices: one stream of readings, one picture of health, and no device can take another down. */
import { DeviceError, deviceErrors, isDeviceError } from './errors.ts';
import type { Device, DeviceHealth, DeviceHost, DeviceListener } from './ports.ts';

interface Entry {
  device: Device;
  unsubscribe: () => void;
  /** Set while the driver's own health hides that its start threw. */
  startFailure: DeviceHealth | undefined;
}

export class DeviceManager {
  readonly #host: DeviceHost;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<DeviceListener>();
  #running = false;

  constructor(host: DeviceHost) {
    this.#host = host;
  }

  /**
   * Takes a device into care; starts it when the manager runs already.
   * @throws DeviceError TW_DEVICE_DUPLICATE_ID
   */
  async add(device: Device): Promise<void> {
    if (this.#entries.has(device.id)) {
      throw new DeviceError('TW_DEVICE_DUPLICATE_ID', { detail: `The id is ${JSON.stringify(device.id)}.` });
    }
    const entry: Entry = { device, unsubscribe: () => undefined, startFailure: undefined };
    entry.unsubscribe = device.subscribe({
      reading: (reading) => {
        for (const listener of this.#listeners) listener.reading(reading);
      },
      health: (health) => {
        entry.startFailure = undefined;
        this.#tell(health);
      },
    });
    this.#entries.set(device.id, entry);
    if (this.#running) await this.#start(entry);
  }

  /** Stops a device and forgets it; false when there is none of that id. */
  async remove(id: string): Promise<boolean> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return false;
    this.#entries.delete(id);
    await this.#stop(entry);
    entry.unsubscribe();
    return true;
  }

  get(id: string): Device | undefined {
    return this.#entries.get(id)?.device;
  }

  /** Starts every device. Never rejects: a device that cannot start shows as failed. */
  async start(): Promise<void> {
    this.#running = true;
    await Promise.all([...this.#entries.values()].map((entry) => this.#start(entry)));
  }

  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all([...this.#entries.values()].map((entry) => this.#stop(entry)));
  }

  /** Every device's health, in the order the devices were added. */
  health(): DeviceHealth[] {
    return [...this.#entries.values()].map(({ device, startFailure }) => startFailure ?? device.health());
  }

  /** Readings and health changes of all devices, also of those added later. */
  subscribe(listener: DeviceListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async #start(entry: Entry): Promise<void> {
    entry.startFailure = undefined;
    try {
      await entry.device.start();
    } catch (error) {
      const health = failedToStart(entry.device, error, this.#host);
      this.#host.logger.error({ device: health, err: error }, 'device could not start');
      entry.startFailure = health;
      this.#tell(health);
    }
  }

  async #stop(entry: Entry): Promise<void> {
    entry.startFailure = undefined;
    try {
      await entry.device.stop();
    } catch (error) {
      this.#host.logger.warn({ device: entry.device.id, err: error }, 'device did not stop cleanly');
    }
  }

  #tell(health: DeviceHealth): void {
    for (const listener of this.#listeners) listener.health(health);
  }
}

function failedToStart(device: Device, error: unknown, host: DeviceHost): DeviceHealth {
  const { id, driver } = device.health();
  const code = isDeviceError(error) ? error.code : 'TW_DEVICE_START_FAILED';
  const message = error instanceof Error ? error.message : deviceErrors[code].message;
  return { id, driver, status: 'failed', since: new Date(host.clock.now()).toISOString(), code, message };
}

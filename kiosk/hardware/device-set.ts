/** Brings the devices that run into line with those that the files want: only what changed is touched. */
import type { DeviceManager } from '../../device/manager.ts';
import type { Device, DeviceHost } from '../../device/ports.ts';
import type { DeviceEntry } from '../device-files/device-file.ts';
import { reasonOf, StandIn } from './stand-in.ts';

/** A device whose file is wrong and that has no earlier version in force. */
export interface BrokenDevice {
  id: string;
  /** Names file, line, field, value and what is allowed. */
  message: string;
}

export interface DeviceSetOptions extends DeviceHost {
  manager: Pick<DeviceManager, 'add' | 'remove'>;
  create: (entry: DeviceEntry) => Promise<Device>;
  /** A device is there no longer, or will be another one. */
  removed: (id: string) => void;
}

export class DeviceSet {
  readonly #options: DeviceSetOptions;
  /** What each running device was made of. */
  readonly #running = new Map<string, string>();
  #work: Promise<void> = Promise.resolve();

  constructor(options: DeviceSetOptions) {
    this.#options = options;
  }

  /** Resolves when the devices are as wanted; calls wait for each other. */
  apply(entries: readonly DeviceEntry[], broken: readonly BrokenDevice[] = []): Promise<void> {
    this.#work = this.#work.then(() => this.#apply(entries, broken));
    return this.#work;
  }

  async #apply(entries: readonly DeviceEntry[], broken: readonly BrokenDevice[]): Promise<void> {
    const wanted = new Map<string, { key: string; make: () => Promise<Device> }>();
    for (const one of broken) wanted.set(one.id, { key: one.message, make: async () => this.#broken(one) });
    for (const { means: _, ...entry } of entries)
      wanted.set(entry.id, { key: JSON.stringify(entry), make: () => this.#make(entry) });
    for (const [id, key] of this.#running) {
      if (wanted.get(id)?.key === key) continue;
      await this.#options.manager.remove(id);
      this.#running.delete(id);
      this.#options.removed(id);
    }
    const added = [...wanted].filter(([id]) => !this.#running.has(id));
    for (const [id, { key }] of added) this.#running.set(id, key);
    // At once: one that takes long to answer must not hold the others back.
    await Promise.all(added.map(async ([, { make }]) => this.#add(await make())));
  }

  async #add(device: Device): Promise<void> {
    try {
      await this.#options.manager.add(device);
    } catch (error) {
      this.#running.delete(device.id);
      this.#options.logger.error({ device: device.id, err: error }, 'a device could not be added');
    }
  }

  async #make(entry: DeviceEntry): Promise<Device> {
    const { create, clock, logger } = this.#options;
    try {
      return await create(entry);
    } catch (error) {
      logger.warn({ device: entry.id, err: error }, 'a device could not be made; trying again');
      return new StandIn({ ...entry, ...reasonOf(error), create: () => create(entry), clock, logger });
    }
  }

  #broken({ id, message }: BrokenDevice): Device {
    const { clock, logger } = this.#options;
    return new StandIn({
      id,
      driver: 'unknown',
      code: 'TW_DEVICE_FILE_INVALID',
      detail: message,
      clock,
      logger,
    });
  }
}

/** Turns the health of devices into state for the console, events and incidents: each loss said once, each recovery once. */
import type { DeviceHealth } from '../../device/ports.ts';
import type { DeviceState } from '../../broker/contract/messages.ts';
import type { NewEvent } from '../../broker/contract/events.ts';
import type { Incidents } from '../displays/incidents.ts';
import { isVirtualId } from '../hardware/virtual-hardware.ts';

export interface DeviceWatchOptions {
  incidents: Incidents;
  append: (event: NewEvent) => void;
  /** The list of devices changed; publish it. */
  changed: () => void;
  /** A device went away: what it said last may no longer hold. */
  lost: (device: string) => void;
  /** Something is wrong with it, but what it still says holds. */
  troubled: (device: string) => void;
  /** It is there, perhaps again. */
  back: (device: string) => void;
  /** True for devices that somebody configured: missing from the start is an incident for them. */
  isExpected: (device: string) => boolean;
}

export class DeviceWatch {
  readonly #options: DeviceWatchOptions;
  readonly #seen = new Set<string>();

  constructor(options: DeviceWatchOptions) {
    this.#options = options;
  }

  health(health: DeviceHealth): void {
    const { append, changed, lost, troubled, back, isExpected, incidents } = this.#options;
    changed();
    if (health.status === 'stopped') return;
    if (health.status === 'starting') {
      incidents.close(health.id, `${health.id} can be reached; it has not been heard yet.`);
      return;
    }
    // The problem of the file is said once, for all of its devices.
    if (health.code === 'TW_DEVICE_FILE_INVALID') return;
    if (health.status === 'connected') {
      const isNew = !this.#seen.has(health.id);
      this.#seen.add(health.id);
      incidents.close(health.id, `${health.id} works again.`);
      if (isNew) append(changeOf(health));
      back(health.id);
      return;
    }
    if (health.status === 'searching') lost(health.id);
    else troubled(health.id);
    const expected = this.#seen.has(health.id) || isExpected(health.id);
    if (!expected && health.status !== 'failed') return;
    incidents.open(
      health.id,
      health.code ?? 'TW_DEVICE_START_FAILED',
      `${health.id}: ${health.message ?? 'not there'}`,
    );
  }

  /** The device is not configured any more, or in another way: what was wrong with it before no longer is. */
  forget(device: string): void {
    this.#seen.delete(device);
    this.#options.incidents.close(device, `${device} is set up anew or no longer wanted.`);
    this.#options.changed();
  }
}

/** The wire form of a device's health. */
export function deviceState(health: DeviceHealth): DeviceState {
  return { ...health, virtual: isVirtualId(health.id) };
}

function changeOf(health: DeviceHealth): NewEvent {
  const { id, driver, status, code, message } = health;
  return {
    name: 'device_changed',
    data: {
      device: id,
      driver,
      status,
      ...(code === undefined ? {} : { code }),
      ...(message === undefined ? {} : { message }),
    },
  };
}

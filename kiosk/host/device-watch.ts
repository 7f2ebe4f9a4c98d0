/** Turns the health of devices into state for the console, events and incidents: each loss said once, each recovery once. */
import type { DeviceHealth } from '../../device/ports.ts';
import type { DeviceState } from '../../broker/contract/messages.ts';
import type { NewEvent } from '../../broker/contract/events.ts';
import type { LoadedSettings } from '../config/load.ts';
import type { Incidents } from '../displays/incidents.ts';
import { isVirtualId } from '../hardware/virtual-hardware.ts';

export interface DeviceWatchOptions {
  incidents: Incidents;
  append: (event: NewEvent) => void;
  /** The list of devices changed; publish it. */
  changed: () => void;
  /** A presence sensor went away. */
  lost: (device: string) => void;
  /** Devices that somebody configured: missing from the start is an incident for them. */
  expected: ReadonlySet<string>;
}

export class DeviceWatch {
  readonly #options: DeviceWatchOptions;
  readonly #seen = new Set<string>();

  constructor(options: DeviceWatchOptions) {
    this.#options = options;
  }

  health(health: DeviceHealth): void {
    const { append, changed, lost, incidents } = this.#options;
    changed();
    if (health.status === 'starting' || health.status === 'stopped') return;
    if (health.status === 'connected') {
      const isNew = !this.#seen.has(health.id);
      this.#seen.add(health.id);
      incidents.close(health.id, `${health.id} works again.`);
      if (isNew) append(changeOf(health));
      return;
    }
    lost(health.id);
    const expected = this.#seen.has(health.id) || this.#options.expected.has(health.id);
    if (!expected && health.status !== 'failed') return;
    incidents.open(
      health.id,
      health.code ?? 'TW_DEVICE_START_FAILED',
      `${health.id}: ${health.message ?? 'not there'}`,
    );
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

/** Devices that a file, the environment or a flag names: somebody expects them to be there. */
export function expectedDevices({ values, origins }: LoadedSettings): Set<string> {
  const readers = origins.readers === 'default' ? [] : values.readers.map(({ id }) => id);
  const radars = values.radars.map(({ id }) => id);
  return new Set([...readers, ...radars, ...(values.radar === '' ? [] : ['radar-1'])]);
}

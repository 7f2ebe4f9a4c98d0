/** The virtual readers and radar of a kiosk: the real drivers on simulated tags and a simulated sensor. */
import { SimulatedRadarDevice } from '../../device/ld2410/simulated-radar.ts';
import { SimulatedReader } from '../../device/nfc/simulated-reader.ts';
import type { Device, DeviceHost } from '../../device/ports.ts';
import type { DisplayConfig } from '../config/settings.ts';

const READER_PREFIX = 'virtual-reader-';
const RADAR_PREFIX = 'virtual-radar-';
/** A newcomer who leaves the room wants to see it happen. */
const VACANT_AFTER_MS = 1500;

export class VirtualHardware {
  readonly readers = new Map<string, SimulatedReader>();
  readonly radars = new Map<string, SimulatedRadarDevice>();

  constructor(displays: readonly DisplayConfig[], host: DeviceHost) {
    for (const display of displays) {
      for (const id of display.readers.filter((one) => one.startsWith(READER_PREFIX))) {
        this.readers.set(id, new SimulatedReader({ id, ...host }));
      }
      for (const id of display.radars.filter((one) => one.startsWith(RADAR_PREFIX))) {
        this.radars.set(id, new SimulatedRadarDevice({ id, vacantAfterMs: VACANT_AFTER_MS, ...host }));
      }
    }
  }

  devices(): Device[] {
    return [...this.readers.values(), ...this.radars.values()];
  }

  has(id: string): boolean {
    return this.readers.has(id) || this.radars.has(id);
  }
}

/** True for the id of a device that a kiosk without virtual hardware does not have. */
export function isVirtualId(id: string): boolean {
  return id.startsWith(READER_PREFIX) || id.startsWith(RADAR_PREFIX);
}

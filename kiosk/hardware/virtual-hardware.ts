/** The virtual hardware of a kiosk: real drivers on simulated tags, sensors and readers. */
import { SimulatedScannerDevice } from '../../device/barcode/simulated-scanner.ts';
import { SimulatedRadarDevice } from '../../device/ld2410/simulated-radar.ts';
import { MISBEHAVIOURS } from '../../device/misbehaviour.ts';
import type { Device, DeviceHost } from '../../device/ports.ts';
import type { DisplayConfig } from '../config/settings.ts';
import type { Means } from '../device-files/device-file.ts';
import { VirtualLine, type Manners, type VirtualDevice } from './virtual-device.ts';
import { VirtualDoor } from './virtual-door.ts';
import { VirtualReader } from './virtual-reader.ts';
import { VirtualRooms } from './virtual-rooms.ts';
import { VirtualShelf } from './virtual-shelf.ts';

const PREFIXES = [
  'virtual-reader-',
  'virtual-radar-',
  'virtual-uhf-',
  'virtual-shelf-',
  'virtual-scanner-',
  'virtual-door-',
] as const;
const [READER, RADAR, UHF, SHELF, SCANNER, DOOR] = PREFIXES;
/** A newcomer who leaves the room wants to see it happen. */
const VACANT_AFTER_MS = 1500;

export interface VirtualHost extends DeviceHost {
  /** At least 0, less than 1. */
  random: () => number;
}

export class VirtualHardware {
  readonly readers = new Map<string, VirtualReader>();
  readonly radars = new Map<string, SimulatedRadarDevice>();
  /** Null on a kiosk without a fitting room that has virtual hardware. */
  readonly rooms: VirtualRooms | null;
  readonly door: VirtualDoor | null;
  /** Null on a kiosk without a wall that has virtual hardware. */
  readonly shelf: VirtualShelf | null;
  readonly scanner: SimulatedScannerDevice | null;
  readonly #all = new Map<string, VirtualDevice>();
  readonly #means = new Map<string, () => Means>();

  constructor(displays: readonly DisplayConfig[], host: VirtualHost) {
    const { clock, logger } = host;
    for (const { readers, radars } of displays) {
      for (const id of readers.filter((one) => one.startsWith(READER)))
        this.readers.set(id, this.#keep(new VirtualReader({ id, clock, logger })));
      for (const id of radars.filter((one) => one.startsWith(RADAR))) this.#addRadar(id, host);
    }
    const furnished = displays.filter(({ readers, radars }) =>
      [...readers, ...radars].some((one) => isVirtualId(one)),
    );
    const rooms = furnished.filter(({ kind }) => kind === 'room').map(({ id }) => id);
    const wall = furnished.find(({ kind }) => kind === 'wall');
    this.rooms =
      rooms.length === 0
        ? null
        : this.#keep(new VirtualRooms({ id: `${UHF}1`, displays: rooms, ...host }), (one) => one.means);
    this.door = this.#createDoor(rooms[0], host);
    this.shelf =
      wall === undefined
        ? null
        : this.#keep(
            new VirtualShelf({ id: `${SHELF}1`, display: wall.id, clock, logger }),
            (one) => one.means,
          );
    this.scanner = wall === undefined ? null : this.#createScanner(wall.id, host);
  }

  devices(): Device[] {
    return [...this.#all.values()].map(({ device }) => device);
  }

  /** Undefined for a device that is not virtual. */
  get(id: string): VirtualDevice | undefined {
    return this.#all.get(id);
  }

  /** What a virtual device stands for; undefined for those that a display lists, and for real ones. */
  meansOf(id: string): Means | undefined {
    return this.#means.get(id)?.();
  }

  /** What each can do wrong, and does. */
  manners(): Record<string, { now: Manners; known: readonly Manners[] }> {
    return Object.fromEntries(
      [...this.#all].map(([id, { manners, known }]) => [id, { now: manners, known }]),
    );
  }

  #keep<D extends VirtualDevice>(device: D, means?: (device: D) => Means): D {
    this.#all.set(device.device.id, device);
    if (means !== undefined) this.#means.set(device.device.id, () => means(device));
    return device;
  }

  #addRadar(id: string, { clock, logger }: DeviceHost): void {
    const device = new SimulatedRadarDevice({ id, vacantAfterMs: VACANT_AFTER_MS, clock, logger });
    this.radars.set(id, device);
    this.#keep(
      new VirtualLine({
        device,
        cable: device.transport,
        known: MISBEHAVIOURS,
        misbehave: (manners) => device.radar.misbehave(manners === 'ghost' ? 'none' : manners),
      }),
    );
  }

  #createDoor(display: string | undefined, { clock, logger }: DeviceHost): VirtualDoor | null {
    if (display === undefined) return null;
    return this.#keep(new VirtualDoor({ id: `${DOOR}1`, clock, logger }), () => ({ display }));
  }

  #createScanner(display: string, { clock, logger }: DeviceHost): SimulatedScannerDevice {
    const device = new SimulatedScannerDevice({ id: `${SCANNER}1`, clock, logger });
    const line = new VirtualLine({
      device,
      cable: device.transport,
      known: MISBEHAVIOURS,
      misbehave: (manners) => device.scanner.misbehave(manners === 'ghost' ? 'none' : manners),
    });
    this.#keep(line, () => ({ display }));
    return device;
  }
}

/** True for the id of a device that a kiosk without virtual hardware does not have. */
export function isVirtualId(id: string): boolean {
  return PREFIXES.some((prefix) => id.startsWith(prefix));
}

/**
 * A virtual UHF reader with an antenna in each fitting room of a row: those of the kiosk's displays, and a neighbour at
 * either end. Garments are read through the walls, as in a shop.
 */
import { parseDriverOptions } from '../../device/driver-options.ts';
import { MISBEHAVIOURS } from '../../device/misbehaviour.ts';
import { RoomsField } from '../../device/presence/rooms-field.ts';
import { SimulatedRooms, type ItemPlace } from '../../device/presence/simulated-rooms.ts';
import type { DeviceHost } from '../../device/ports.ts';
import { SimulatedUhfDevice } from '../../device/uhf/simulated-reader.ts';
import { uhfreader18 } from '../../device/uhfreader18/driver.ts';
import type { Uhf18Frame } from '../../device/uhfreader18/frame.ts';
import type { Uhf18Options } from '../../device/uhfreader18/options.ts';
import { SimulatedUhf18 } from '../../device/uhfreader18/simulated-uhfreader18.ts';
import type { Means } from '../device-files/device-file.ts';
import { VirtualLine } from './virtual-device.ts';

export interface VirtualRoomsOptions extends DeviceHost {
  id: string;
  /** Ids of the displays whose rooms stand in the row, from left to right; six at the most. */
  displays: readonly string[];
  /** At least 0, less than 1. */
  random: () => number;
}

export interface RoomInRow {
  /** Name of the place for the filter; a display's id where there is one. */
  place: string;
  display: string | null;
  /** From 1. */
  antenna: number;
}

/** The reader has eight ports. */
const MOST_DISPLAYS = 6;
/** Without rests each antenna has its turn within every step of the presence filter, as it expects. */
const INTERVAL_MS = 0;

export class VirtualRooms extends VirtualLine {
  readonly row: readonly RoomInRow[];
  readonly #field: RoomsField;

  constructor({ id, displays, random, clock, logger }: VirtualRoomsOptions) {
    const names = [null, ...displays.slice(0, MOST_DISPLAYS), null];
    const field = new RoomsField({ clock, random, rooms: new SimulatedRooms(names.length, random) });
    const antennas = field.antennas;
    const device = new SimulatedUhfDevice<Uhf18Options, Uhf18Frame, SimulatedUhf18>({
      id,
      driver: uhfreader18,
      options: parseDriverOptions(uhfreader18, { antennas, intervalMs: INTERVAL_MS }) as Uhf18Options,
      random,
      field: field.field,
      reader: (options) => new SimulatedUhf18({ ...options, antennas }),
      clock,
      logger,
    });
    super({
      device,
      cable: device.transport,
      known: MISBEHAVIOURS,
      misbehave: (manners) => device.reader.misbehave(manners === 'ghost' ? 'none' : manners),
    });
    this.#field = field;
    this.row = names.map((display, index) => ({
      place: display ?? `next-door-${index === 0 ? 'left' : 'right'}`,
      display,
      antenna: index + 1,
    }));
  }

  get means(): Means {
    const antennas = this.row.map(({ antenna, place }) => [String(antenna), { room: place }] as const);
    return { antennas: Object.fromEntries(antennas) };
  }

  move(epc: string, place: ItemPlace): void {
    this.#field.move(epc, place);
  }

  /** Takes every garment away. */
  clear(): void {
    this.#field.clear();
  }
}

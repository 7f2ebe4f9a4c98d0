/** The LD2450's own commands (serial protocol 1.03, section 2.2): targets and zones, both ways. Zones are two's complement. */
import { DeviceError } from '../errors.ts';
import { encodeCommand, viewOf } from '../hilink/commands.ts';
import { uint16 } from '../hilink/envelope.ts';

export const Ld2450Command = {
  trackSingle: 0x80,
  trackMulti: 0x90,
  readTracking: 0x91,
  readZones: 0xc1,
  setZones: 0xc2,
} as const;

const TRACKING = ['single', 'multi'] as const;
export type Tracking = (typeof TRACKING)[number];

const ZONE_MODES = ['off', 'inside', 'outside'] as const;

/** A rectangle in millimetres by two opposite corners. */
export interface Area {
  x1Mm: number;
  y1Mm: number;
  x2Mm: number;
  y2Mm: number;
}

export interface Zones {
  /** off: everywhere; inside: only targets in one of the areas are reported; outside: only those in none. */
  mode: (typeof ZONE_MODES)[number];
  /** At most three. */
  areas: Area[];
}

/** Places for areas. */
export const AREA_COUNT = 3;
const AREA_BYTES = 8;
const NO_AREA: Area = { x1Mm: 0, y1Mm: 0, x2Mm: 0, y2Mm: 0 };

export const trackTargets = (tracking: Tracking): Uint8Array => encodeCommand(trackingCommand(tracking));
export const readTracking = (): Uint8Array => encodeCommand(Ld2450Command.readTracking);
export const readZones = (): Uint8Array => encodeCommand(Ld2450Command.readZones);
export const setZones = (zones: Zones): Uint8Array =>
  encodeCommand(Ld2450Command.setZones, encodeZones(zones));

export function trackingCommand(tracking: Tracking): number {
  return tracking === 'single' ? Ld2450Command.trackSingle : Ld2450Command.trackMulti;
}

/** The answer to `readTracking`. @throws DeviceError TW_HILINK_ANSWER_INVALID */
export function decodeTracking(value: Uint8Array): Tracking {
  const tracking = TRACKING[viewOf(value, 2).getUint16(0, true) - 1];
  if (tracking === undefined) throw new DeviceError('TW_HILINK_ANSWER_INVALID');
  return tracking;
}

export function encodeTracking(tracking: Tracking): number[] {
  return uint16(TRACKING.indexOf(tracking) + 1);
}

/** The answer to `readZones`; empty areas are left out. @throws DeviceError TW_HILINK_ANSWER_INVALID */
export function decodeZones(value: Uint8Array): Zones {
  const view = viewOf(value, 2 + AREA_COUNT * AREA_BYTES);
  const mode = ZONE_MODES[view.getUint16(0, true)];
  if (mode === undefined) throw new DeviceError('TW_HILINK_ANSWER_INVALID');
  const areas = Array.from({ length: AREA_COUNT }, (_, index): Area => {
    const at = 2 + index * AREA_BYTES;
    const [x1Mm, y1Mm] = [view.getInt16(at, true), view.getInt16(at + 2, true)];
    return { x1Mm, y1Mm, x2Mm: view.getInt16(at + 4, true), y2Mm: view.getInt16(at + 6, true) };
  });
  return { mode, areas: areas.filter((area) => Object.values(area).some((edge) => edge !== 0)) };
}

/** The value of `setZones`, and of the answer to `readZones`. */
export function encodeZones({ mode, areas }: Zones): number[] {
  const places = Array.from({ length: AREA_COUNT }, (_, index) => areas[index] ?? NO_AREA);
  const words = places.flatMap(({ x1Mm, y1Mm, x2Mm, y2Mm }) => [x1Mm, y1Mm, x2Mm, y2Mm]);
  return [...uint16(ZONE_MODES.indexOf(mode)), ...words.flatMap(uint16)];
}

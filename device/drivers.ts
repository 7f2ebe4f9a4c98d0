/** The stream drivers by name. Each is loaded when it is asked for, so that a kiosk carries only what it has. */
import type { DriverPage, StreamDriver } from './driver.ts';

export interface DriverEntry {
  /** One line for help and the list of devices. */
  summary: string;
  load(): Promise<StreamDriver>;
  page(): Promise<DriverPage>;
}

export const STREAM_DRIVERS: Readonly<Record<string, DriverEntry>> = {
  barcode: {
    summary: 'Barcode scanners on a serial port or USB CDC',
    load: async () => (await import('./barcode/driver.ts')).barcode,
    page: async () => (await import('./barcode/page.ts')).page,
  },
  ld2410: {
    summary: 'Presence radars Hi-Link LD2410, LD2410B, LD2410C',
    load: async () => (await import('./ld2410/driver.ts')).ld2410,
    page: async () => (await import('./ld2410/page.ts')).page,
  },
  ld2450: {
    summary: 'Tracking radar Hi-Link LD2450: up to three people with their place',
    load: async () => (await import('./ld2450/driver.ts')).ld2450,
    page: async () => (await import('./ld2450/page.ts')).page,
  },
  m100: {
    summary: 'UHF modules with a MagicRF M100: YRM100, JRD-100, R200',
    load: async () => (await import('./m100/driver.ts')).m100,
    page: async () => (await import('./m100/page.ts')).page,
  },
  uhfreader18: {
    summary: 'UHF readers UHFReader18 and UHFReader288: Chafon and others, one to eight antennas',
    load: async () => (await import('./uhfreader18/driver.ts')).uhfreader18,
    page: async () => (await import('./uhfreader18/page.ts')).page,
  },
  thingmagic: {
    summary: 'UHF modules ThingMagic M6e, M6E Nano, M7E in continuous reading',
    load: async () => (await import('./thingmagic/driver.ts')).thingmagic,
    page: async () => (await import('./thingmagic/page.ts')).page,
  },
  nexmosphere: {
    summary: 'Nexmosphere controllers: pick-up shelves, buttons, presence, light',
    load: async () => (await import('./nexmosphere/driver.ts')).nexmosphere,
    page: async () => (await import('./nexmosphere/page.ts')).page,
  },
};

/** The reference page of the driver `ld2410`. */
import type { DriverPage } from '../driver.ts';

export const page: DriverPage = {
  title: 'Hi-Link LD2410, LD2410B, LD2410C',
  summary: 'A 24 GHz radar that tells whether somebody stands in front of a display, also without moving.',
  hardware: [
    'HLK-LD2410, HLK-LD2410B and HLK-LD2410C modules.',
    'A USB-to-serial adapter that keeps up with 256000 baud, e.g. with an FT232R or CP2102N.',
  ],
  wiring: [
    'VCC to 5 V; the module draws up to 80 mA.',
    'The module’s TX to the adapter’s RX and, for settings, its RX to the adapter’s TX; both at 3.3 V.',
    'GND to GND.',
    'The antenna side looks at the shopper, 1 to 1.5 m above the floor; glass, metal and moving curtains in front of it disturb.',
  ],
  provisioning: [
    'Change the Bluetooth password or switch Bluetooth off (`bluetooth` false): the factory password is public.',
    'Leave the baud rate at 256000, or set it at the module and in the device file alike.',
    'Stand where a shopper stands and watch `tapwall sniff --driver ld2410 PATH`; then set `maxDistanceCm`.',
    'If the module sees too little or too much, set `engineering` to true, record an hour, and set the thresholds from it.',
  ],
  pitfalls: [
    'An LD2410S is another product with another protocol; the driver recognises it and says so.',
    'Somebody still is often reported without a distance; such a person counts as in range.',
    'A module without a wire to its RX can be heard but not set: options other than the first two then fail with TW_DEVICE_NO_ANSWER.',
    'Settings are written to the module’s flash, and only when they differ; `resolutionCm` and `bluetooth` restart it.',
    'Cheap bridges lose bytes at 256000 baud: a few discarded bytes an hour are normal, a steady stream is not.',
    'Ventilators, escalators and people behind a thin wall are movement too: lower `maxMovingGate` before lowering sensitivity.',
  ],
  example: {
    id: 'radar-1',
    driver: 'ld2410',
    match: { port: '/dev/serial/by-id/usb-Silicon_Labs_CP2102N_0001-if00-port0' },
    options: { maxDistanceCm: 150, vacantAfterMs: 5_000, bluetooth: false },
    means: { display: 'room' },
  },
};

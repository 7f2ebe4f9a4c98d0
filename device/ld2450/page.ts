/** The reference page of the driver `ld2450`. */
import type { DriverPage } from '../driver.ts';

export const page: DriverPage = {
  title: 'Hi-Link LD2450',
  summary: 'A 24 GHz radar that follows up to three people with their place in front of a display.',
  hardware: [
    'HLK-LD2450 modules.',
    'A USB-to-serial adapter that keeps up with 256000 baud, e.g. with an FT232R or CP2102N.',
  ],
  wiring: [
    'VCC to 5 V, 200 mA; GND to GND.',
    'The module’s TX to the adapter’s RX and, for settings, its RX to the adapter’s TX; both at 3.3 V.',
    'The antenna side looks at the shopper from 1 to 1.5 m above the floor, upright: turned by 90 degrees, left and right become up and down.',
  ],
  provisioning: [
    'Change the Bluetooth password or switch Bluetooth off (`bluetooth` false): the factory password is public.',
    'Stand at the edges of the place and watch `tapwall sniff --driver ld2450 PATH`; then set `zone` to what you saw.',
    'Keep ventilators and monitors that swing out of sight with `filter` and mode `outside`.',
  ],
  pitfalls: [
    'It follows movement: somebody who stands quite still is lost after a while; hence the long `vacantAfterMs`.',
    'Metal and mirrors make people who are not there; `confirmReports` and `zone` keep most of them out.',
    'A module without a wire to its RX can be heard but not set: `tracking`, `filter` and `bluetooth` then fail with TW_DEVICE_NO_ANSWER.',
    'Settings are written to the module’s flash, and only when they differ; `bluetooth` restarts it.',
    '`filter` works inside the module, before any report; `zone` works here, with hysteresis. For a display `zone` is the one to set.',
  ],
  example: {
    id: 'radar-1',
    driver: 'ld2450',
    match: { port: '/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0' },
    options: {
      maxDistanceCm: 200,
      zone: { x1Mm: -800, y1Mm: 200, x2Mm: 800, y2Mm: 1_800 },
      tracking: 'multi',
      bluetooth: false,
    },
    means: { display: 'room' },
  },
};

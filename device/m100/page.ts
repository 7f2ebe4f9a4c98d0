/** The reference page of the driver m100. */
import type { DriverPage } from '../driver.ts';

export const page: DriverPage = {
  title: 'UHF modules with a MagicRF M100 (YRM100, JRD-100, R200)',
  summary: 'Small UHF modules with one antenna: enough for a shelf or for one fitting room.',
  hardware: [
    'YRM100, JRD-100, JRD-4035 and other modules with the chips M100 or QM100: frames from BB to 7E.',
    'R200 modules: frames from AA to DD.',
    'The M5Stack unit UHF RFID, which holds a JRD-4035.',
  ],
  wiring: [
    'Supply 5 V (some boards 3.3 V to 5 V: read the print) from a supply of 2 A or more: while it sends, a module draws ten times what it draws at rest, and a weak supply resets it.',
    'Signals are 3.3 V: use a USB adapter that is switched to 3.3 V; TX to RX, RX to TX, ground to ground.',
    'EN, where there is one, must be high for the module to work.',
    'Connect an antenna of 50 ohms for the band of the region before the module sends; without one it can be damaged.',
  ],
  provisioning: [
    'Leave the baud rate at 115200, or name another one with the device’s path.',
    'Region, power, session and hopping need no preparation: they are sent at every connection, because the module forgets them without power.',
    'Choose the power with the door open and garments in the room next door: as little as still reads every garment.',
  ],
  pitfalls: [
    'Modules clip the power to what they can do, often 15 to 26 dBm: a weaker one is logged, a stronger one is refused.',
    'A supply that breaks down while sending looks like a reader that falls silent a moment after it was set.',
    'Answers without a tag (code 15) come many times a second and are no error.',
    'The bytes that end a frame may stand within it: other programs that wait for 7E or DD lose tags.',
    'Adapters by CH340 and CP210x share their identifiers with other devices: name the port by its path under /dev/serial/by-id/.',
  ],
  example: {
    id: 'room-1-uhf',
    driver: 'm100',
    match: { port: '/dev/serial/by-id/usb-Silicon_Labs_CP2102_USB_to_UART_0001-if00-port0' },
    options: { region: 'eu', powerDbm: 18 },
    means: { display: 'room' },
  },
};

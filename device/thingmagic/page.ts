/** The reference page of the driver thingmagic. */
import type { DriverPage } from '../driver.ts';

export const page: DriverPage = {
  title: 'ThingMagic modules (M6e, M6E Nano, M7E)',
  summary: 'Modules that read hundreds of tags a second and tell strength and antenna of each.',
  hardware: [
    'ThingMagic M6E Nano (one antenna, up to 27 dBm), also on SparkFun’s Simultaneous RFID Tag Reader.',
    'ThingMagic M6e and M6e Micro (up to four antennas, 31.5 dBm), and the USB readers built with them.',
    'ThingMagic M7E Hecto and M7E Deka in continuous reading.',
  ],
  wiring: [
    'Nano: 3.7 V to 5.2 V, 1 A and more while it sends; M6e: 5 V, 1.5 A. Use a supply of 2 A or more: a USB port is too weak above about 5 dBm.',
    'Signals of the Nano are 3.3 V: use a USB adapter that is switched to 3.3 V; TX to RX, RX to TX, ground to ground.',
    'SparkFun’s board: switch its serial selector to the pins that you use, and cut the jumper of the antenna trace for an external antenna.',
    'Connect an antenna of 50 ohms for the band of the region to every port that is in use, before the module sends.',
    'Give a Nano that sends more than about 20 dBm without rests a heat sink.',
  ],
  provisioning: [
    'Leave the baud rate at 115200, or name another one with the device’s path.',
    'Region, power, antennas and session need no preparation: they are sent at every connection.',
    'Choose the power with the door open and garments in the room next door: as little as still reads every garment.',
  ],
  pitfalls: [
    'A hot module pauses by itself and goes on when it has cooled down: it is reported as overheated meanwhile. Lower the power, or let it rest with `intervalMs`.',
    'Return loss is reported when an antenna is missing, for another band, or next to metal.',
    'Regions depend on the module: a Nano refuses `na`, some modules are sold for one region only.',
    'The module goes on reading when the program that started it ends without stopping it; it is stopped and set anew at the next start.',
  ],
  example: {
    id: 'room-2-uhf',
    driver: 'thingmagic',
    match: { port: '/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0' },
    options: { region: 'eu3', powerDbm: 20, antennas: [1] },
    means: { display: 'room' },
  },
};

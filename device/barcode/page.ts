/** The reference page of the driver `barcode`. */
import type { DriverPage } from '../driver.ts';

export const page: DriverPage = {
  title: 'Barcode scanners',
  summary:
    'Any 1D or 2D scanner that speaks through a serial port: USB CDC (virtual COM), RS-232, or a Bluetooth base.',
  hardware: [
    'Honeywell Xenon, Voyager, Orbit and Genesis; Zebra DS and LS series; Datalogic Gryphon and Magellan; Newland; Opticon.',
    'Modules for building in, e.g. Honeywell N36xx, Zebra SE, GM65.',
  ],
  wiring: [
    'USB: scan the programming code “USB serial” or “CDC virtual COM port” of the manual; no driver is needed on Linux.',
    'RS-232: a level converter to USB, and the scanner’s own power supply; 115200 8N1 or the rate set in the device file.',
  ],
  provisioning: [
    'Scan “reset to factory defaults”, then the code for the serial interface.',
    'Scan “add CR suffix to all symbologies”: from the factory many scanners, Honeywell’s among them, send none.',
    'Scan “transmit AIM identifier” as prefix, so that an EAN-13 is told from thirteen digits of another symbology.',
    'Switch the transmission of FNC1 as GS (0x1D) on where GS1 DataMatrix, GS1-128 or GS1 QR are used.',
    'Switch UTF-8 output on for QR codes that hold more than ASCII.',
    'Check with `tapwall sniff --driver barcode PATH`: one line per scan, with `symbology`, at once.',
  ],
  pitfalls: [
    'A keyboard wedge (USB HID) loses GS and depends on the keyboard layout: such a scanner must be switched to serial.',
    'Without a suffix set `suffix` to `none`: a pause of 80 ms ends a code. `auto` learns it too, but only from the second scan on.',
    'With `auto` a code that holds line ends itself, e.g. a contact card in a QR code, comes as several; use `crlf` or `tab` at both ends.',
    'A scanner set to Host ACK reads once and waits: set `acknowledge` to `honeywell`, or switch it off.',
    'Lines longer than 4096 bytes are given up whole and counted as discarded.',
    'A scanner on a stand reads over and over: `repeatMs` tells each code once while it lies there.',
  ],
  example: {
    id: 'scanner-1',
    driver: 'barcode',
    match: { port: '/dev/serial/by-id/usb-Honeywell_Scanning_Xenon_1900-if00' },
    options: { suffix: 'cr', repeatMs: 1_000 },
    means: { display: 'wall' },
  },
};

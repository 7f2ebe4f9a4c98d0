/** The reference page of the driver nexmosphere. */
import type { DriverPage } from '../driver.ts';

export const page: DriverPage = {
  title: 'Nexmosphere controllers and elements (X-talk)',
  summary:
    'Shelves that know which product was lifted, buttons, presence sensors and lights, on one controller with up to eight elements.',
  hardware: [
    'Controllers with a USB or RS-232 port: XN-115, XN-125, XN-135, XN-165, XN-185, XC and XM ranges.',
    'Pick-up: XR-DR1 with numbered tags (`rfid`), XR-DR2 and XR-DW2 with NFC tags (`rfid`), X-Snapper XS and XL and wireless XF (`pickup`).',
    'Buttons: XT touch boards, XT-B4N6 push buttons (`button`), XT-EF air buttons (`airbutton`: 1 is near, 2 is far), rotary knobs (`rotary`).',
    'Presence: X-Eye XY-116, XY-146, XY-176, XY-240, XY-241, XY-320, XY-510, XY-520 (`presence`; what a gender sensor thinks of a person is not looked at).',
    'Contacts: X-Dot I/O (`io`, or `button` or `presence` for a push button or a mat at it).',
    'Light: X-Wave strips and interfaces (`light`), the LEDs of touch boards, outputs of X-Dot I/O.',
  ],
  wiring: [
    'Plug elements in while the controller is without power: one that is plugged in later is not recognised.',
    'The channel that is printed on the controller is the `unit` of readings and options.',
    'USB goes straight to the kiosk; RS-232 needs an adapter and 115200 bits per second, 8N1.',
    'X-Wave strips with more than a few LEDs need the 12 V or 5 V supply of their manual, not the controller’s USB.',
  ],
  provisioning: [
    'Number the tags of an XR-DR1 shelf from 1 to 250, a number only once per store; readings call tag 004 `4`.',
    'Settings need no preparation: put them under `settings`, they are sent at every connection.',
    'Where antennas lose tags now and then, raise setting 6 of the XR-DR1 (ghost pick-up filter, 2 from the factory) to 6 before raising `ghostMs`.',
    'Set setting 10 of an XR-DR2 so that it sends the UID or the tag number; the tag of its readings is what it sends.',
    'Watch with `tapwall sniff --driver nexmosphere` what an element sends before naming its kind; X-Snappers and XF sensors differ in the number that means in place (`placedValue`).',
  ],
  pitfalls: [
    'Settings and lights are lost with the power. A controller with its own supply can lose them without its port: set `replayMinutes`.',
    'Touch boards calibrate for about ten seconds after power-up: do not touch them, and do not expect anything of them.',
    'A controller that gets a command within 50 ms of the one before loses it: leave `paceMs` as it is.',
    'On a recording that starts without diagnostics numbers are read as far as they give themselves away: after an XR line as its antenna, odd ones above 1 as buttons (so that an X-Snapper’s 3 reads as button 1), 0 and 1 alone as a button, even ones not at all.',
    'The second line of an RFID pick-up looks like the release of a button: without diagnostics and options, only the order of lines tells them apart.',
    'A pick-up whose second line is lost is told at the antenna where the tag lay last, or with unit 0; one whose first line is lost has no tag unless a single one lay there.',
    'A tag that two antennas can see moves between them: keep the distance that the antenna manual asks for.',
    'The controller’s USB bridge (Prolific, FTDI) has no serial number of its own in some models: with two of the same at one kiosk, name them by /dev/serial/by-path/.',
  ],
  example: {
    id: 'shelf-1',
    driver: 'nexmosphere',
    match: { port: '/dev/serial/by-id/usb-Prolific_Technology_Inc._USB-Serial_Controller-if00-port0' },
    options: {
      units: [
        { unit: 1, settings: { '4': 4, '6': 6 } },
        { unit: 2, settings: { '4': 4, '6': 6 } },
        { unit: 3, element: 'button', light: { leds: ['on', 'on', 'off', 'off'] } },
        { unit: 5, element: 'light', light: { colour: 'FFD8A0', intensity: 60, rampMs: 800 } },
      ],
    },
    means: {
      display: 'wall',
      tags: { '4': { product: 'TOTE-NATURAL' } },
      units: { '3': { buttons: { '1': 'call_associate' } } },
    },
  },
};

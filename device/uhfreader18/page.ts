/** The reference page of the driver uhfreader18. */
import type { DriverPage } from '../driver.ts';

export const page: DriverPage = {
  title: 'UHFReader18 and UHFReader288 (Chafon and others)',
  summary:
    'Desktop and fixed readers with one to eight antennas: one UHFReader288 with four antennas serves four fitting rooms.',
  hardware: [
    'Chafon CF-RU5102, CF-RU5106, CF-RU5112 and other readers with the protocol UHFReader18: one antenna, no RSSI.',
    'Chafon CF-RU6401, CF-RU6402, CF-MU804, CF-MU902, CF-MU903, CF-MU904 and other readers with the protocol UHFReader288: antenna and RSSI.',
    'SID UR series, AsReader Box and Desktop, and more that name these protocols in their manuals.',
  ],
  wiring: [
    'Supply 9 V or 12 V as the reader’s plate says, 2 A or more; modules (CF-MU) take 5 V at 2 A in peaks, never from a USB port.',
    'RS-232 readers need an RS-232 adapter, not one with 3.3 V or 5 V signals; modules need one with 3.3 V signals.',
    'Readers with a network port: `match.tcp` is their address and port 6000.',
    'Screw an antenna of 50 ohms, or a terminator, to every port that is in use: the reader tells a missing one.',
    'One antenna per fitting room, on the wall away from the next room, facing in.',
  ],
  provisioning: [
    'Leave the baud rate at 57600 and the working mode at answer mode; the maker’s program sets both.',
    'On an RS-485 line give every reader an address of its own, and name it in the options.',
    'Region, power, scan time and antennas are compared at every connection and set where they differ.',
  ],
  pitfalls: [
    'Frames have no header: noise on the line costs at most what comes within one tenth of a second.',
    'A reader in real-time mode tells tags unasked; it is told once per connection to wait to be asked.',
    'The manuals give the RSSI no unit. If strengths look wrong, hold a tag at a known distance and set `rssiOffset`.',
    'Newer Chafon readers whose frames begin with CF speak another protocol.',
    'A UHFReader18 may find dozens of tags in one round but tells neither their strength nor, for that, which are next door: turn its power down.',
  ],
  example: {
    id: 'rooms-uhf',
    driver: 'uhfreader18',
    match: { tcp: '192.0.2.40:6000' },
    options: { region: 'eu', powerDbm: 20, antennas: [1, 2, 3, 4] },
    means: { antennas: { '1': { room: 'room' }, '2': { room: 'room-2' } } },
  },
};

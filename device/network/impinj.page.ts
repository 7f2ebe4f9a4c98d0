/** The reference page of the driver `impinj`. */
import type { DriverPage } from '../driver.ts';

export const impinjPage: DriverPage = {
  title: 'Impinj R700',
  summary: 'UHF tags from the IoT device interface of an R700, by its HTTP stream, a webhook or MQTT.',
  hardware: ['Impinj R700 with the reader interface set to IoT device interface.'],
  wiring: [
    'Network cable with power over Ethernet (PoE+ for full strength), one antenna cable per fitting room.',
    'A door contact may be wired to a general purpose input.',
  ],
  provisioning: [
    'In the reader’s pages choose the IoT device interface and make a preset that names `epcHex`, `antennaPort` and `peakRssiCdbm`.',
    'Start the preset, and let it start by itself after a power cut.',
    'Stream: `match.url` is `https://READER/api/v1/data/stream`; `match.credentials` names a file with `user:password`.',
    'Webhook: enter `http://KIOSK:7300/api/devices/ID/events` with the header `authorization: Bearer SECRET`.',
    'MQTT: enter the broker and a topic of your choice for events.',
  ],
  pitfalls: [
    'Strengths are hundredths of a dBm; the driver divides.',
    'A reader in its other interface (LLRP) answers the address with an error.',
    'The certificate of a new reader is signed by itself: install one that the kiosk trusts, or use `http://` on a network of its own.',
    'An idle inventory shows as a fault: nobody else would notice that no tag is read.',
  ],
  example: {
    id: 'rooms',
    driver: 'impinj',
    match: { url: 'https://192.0.2.20/api/v1/data/stream', credentials: 'rooms.secret' },
    means: { antennas: { '1': { room: 'room' } } },
  },
};

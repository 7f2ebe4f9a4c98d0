/** The reference page of the driver `zebra`. */
import type { DriverPage } from '../driver.ts';

export const zebraPage: DriverPage = {
  title: 'Zebra readers with IoT Connector',
  summary:
    'UHF tags from fixed readers FX7500 and FX9600 and from RFD40 and RFD90 sleds, by MQTT or webhook.',
  hardware: [
    'FX7500 and FX9600 with IoT Connector firmware.',
    'RFD40 and RFD90 sleds that publish over MQTT.',
  ],
  wiring: ['Network cable with power over Ethernet, one antenna cable per fitting room.'],
  provisioning: [
    'In the reader’s pages add an endpoint: the MQTT broker with a topic of your choice, or an HTTP POST endpoint.',
    'Map tag data events to that endpoint; in the format CUSTOM keep the antenna and the peak RSSI.',
    'Start the inventory, and let it start by itself after a power cut.',
    'Webhook: the address is `http://KIOSK:7300/api/devices/ID/events`, with the secret as password of basic authentication.',
  ],
  pitfalls: [
    'Without the antenna in the format every tag counts for antenna 1.',
    'Reads that the reader sums up for long intervals make garments come late; report every 250 to 500 ms.',
    'The reader’s clock is believed only when it is right to within five seconds.',
  ],
  example: {
    id: 'rooms',
    driver: 'zebra',
    match: { topic: 'store-7/rooms/tags' },
    options: { silenceSeconds: 0 },
    means: { antennas: { '1': { room: 'room' } } },
  },
};

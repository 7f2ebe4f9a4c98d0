/** The reference page of the driver `esphome`. */
import type { DriverPage } from '../driver.ts';

export const esphomePage: DriverPage = {
  title: 'ESPHome boards',
  summary: 'Presence, contacts and buttons of an ESP32 or ESP8266 with ESPHome and its `mqtt` component.',
  hardware: [
    'Any ESP32 or ESP8266 board that ESPHome supports.',
    'Sensors that ESPHome offers as `binary_sensor`, e.g. an LD2410 as `has_target`.',
  ],
  wiring: ['As ESPHome’s page of the sensor says; the board needs the shop’s wireless network and 5 V.'],
  provisioning: [
    'Use the component `mqtt` with the address of the broker; leave `birth_message` and `will_message` as they are.',
    'The prefix in `match.topic` is `mqtt.topic_prefix`, by default the name of the board.',
    'The object id is the name of the sensor in lower case with underscores: `Has target` becomes `has_target`.',
  ],
  pitfalls: [
    'With the native API of Home Assistant instead of `mqtt` the board publishes nothing.',
    'A board that loses power counts as online until the broker misses it, one and a half times its `keepalive`.',
    'States are retained: after a restart of the kiosk the last one counts, while the board is online.',
  ],
  example: {
    id: 'room-board',
    driver: 'esphome',
    match: { topic: 'fitting-room-1' },
    options: { presence: 'has_target', contact: 'door' },
    means: { display: 'room' },
  },
};

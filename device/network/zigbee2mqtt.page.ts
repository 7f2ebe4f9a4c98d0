/** The reference page of the driver `zigbee2mqtt`. */
import type { DriverPage } from '../driver.ts';

export const zigbee2mqttPage: DriverPage = {
  title: 'Zigbee sensors and buttons (Zigbee2MQTT)',
  summary: 'Presence, door contacts and buttons of any Zigbee device that Zigbee2MQTT supports.',
  hardware: [
    'Presence radars and PIR sensors that expose `presence` or `occupancy`.',
    'Door and window contacts that expose `contact`, also on a curtain with its magnet.',
    'Buttons that expose `action`.',
    'A Zigbee radio stick with Zigbee2MQTT, on this machine or another.',
  ],
  wiring: [
    'None: pair the device in Zigbee2MQTT and give it a friendly name.',
    'The kiosk needs to reach the broker that Zigbee2MQTT publishes to.',
  ],
  provisioning: [
    'Choose a friendly name of letters, digits and dashes, e.g. `curtain-1`.',
    'Switch `availability` on in Zigbee2MQTT, so that a dead battery is known within the day.',
    'Set `occupancy_timeout` of PIR sensors to 30 seconds or less: it is added to the time a room counts as taken.',
  ],
  pitfalls: [
    'A PIR sensor sees movement, not people: somebody who stands still is gone for it; in a fitting room use a radar.',
    '`contact` is true while the door is closed; the driver turns it round.',
    'A press that the broker kept (`retain`) is ignored, because nobody pressed just now.',
    'Radio sticks disturb each other beside USB 3 ports; an extension cable of half a metre helps.',
  ],
  example: {
    id: 'curtain-1',
    driver: 'zigbee2mqtt',
    match: { topic: 'zigbee2mqtt/curtain-1' },
    means: { display: 'room' },
  },
};

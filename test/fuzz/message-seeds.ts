/** Good messages that fuzzing begins with, by driver. */
import type { MessageSeeds } from './message-target.ts';

const on = (topic: string, ...payloads: string[]): MessageSeeds['good'] =>
  payloads.map((payload) => ({ topic, payload }));

export const MESSAGE_SEEDS: Readonly<Record<string, MessageSeeds>> = {
  zigbee2mqtt: {
    topic: 'zigbee2mqtt/curtain-1',
    options: {},
    good: on(
      'zigbee2mqtt/curtain-1',
      '{"occupancy":true,"illuminance":12,"battery":97,"linkquality":80}',
      '{"presence":false,"target_distance":1.25}',
      '{"contact":true,"voltage":2985}',
      '{"action":"2_double","battery":60}',
    ),
  },
  esphome: {
    topic: 'room-1',
    options: { presence: 'has_target', contact: 'door', buttons: { call: 2 }, distance: 'distance' },
    good: [
      ...on('room-1/binary_sensor/has_target/state', 'ON', 'OFF'),
      ...on('room-1/binary_sensor/door/state', 'ON'),
      ...on('room-1/binary_sensor/call/state', 'ON'),
    ],
  },
  impinj: {
    topic: 'impinj/events',
    options: { doorInput: 1 },
    good: on(
      'impinj/events',
      '{"timestamp":"2026-11-25T10:00:01.944189383Z","eventType":"tagInventory","tagInventoryEvent":{"epc":"ftqQOAUQAnEAAsCu","epcHex":"7EDA9038051002710002C0AE","tid":"4oARcCAAFM2bWgjs","pc":"NAA=","antennaPort":1,"peakRssiCdbm":-7000}}',
      '[{"tagInventoryEvent":{"epc":"-__-MDAwMDAwMDD7776-"}},{"inventoryStatusEvent":{"inventoryStatus":"idle"}},{"antennaDisconnectedEvent":{"antennaPort":3}}]',
      '{"gpiTransitionEvent":{"gpi":1,"transition":"high-to-low"}}',
    ),
  },
  zebra: {
    topic: 'fx/tags',
    options: {},
    good: on(
      'fx/tags',
      '{"data":{"format":"epc","idHex":"E28011700001","peakRssi":-56,"antenna":2,"reads":3},"timestamp":"2026-11-25T10:00:01.137+0000","type":"SIMPLE"}{"data":{"idHex":"aabb"},"type":"CUSTOM","timestamp":1795600800500}',
      '{"type":"BALANCED_PERFORMANCE","timestamp":"2026-11-25T10:00:00Z","data":{"tagData":[{"EPCid":"AABB","peakRssi":-52,"seenCount":14}]}}',
    ),
  },
};

/** Device files. */
export const JSON_SEEDS: readonly string[] = [
  '{\n  "id": "radar-1",\n  "driver": "ld2410",\n  "match": { "port": "/dev/serial/by-id/x" },\n  "options": { "maxDistanceCm": 1.5e2, "bluetooth": null }\n}',
  '[{"id":"a","means":{"units":{"4":{"product":"caf\\u00e9"}}}},[],{},true,false,-0.5]',
];

/** The message drivers by name. Each is loaded when it is asked for. */
import type { MessageDriverEntry } from './message-driver.ts';

export const MESSAGE_DRIVERS: Readonly<Record<string, MessageDriverEntry>> = {
  zigbee2mqtt: {
    summary: 'Zigbee sensors and buttons behind Zigbee2MQTT',
    load: async () => (await import('./zigbee2mqtt.ts')).zigbee2mqtt,
    page: async () => (await import('./zigbee2mqtt.page.ts')).zigbee2mqttPage,
  },
  esphome: {
    summary: 'ESPHome boards over MQTT: presence, contacts, buttons',
    load: async () => (await import('./esphome.ts')).esphome,
    page: async () => (await import('./esphome.page.ts')).esphomePage,
  },
  impinj: {
    summary: 'Impinj R700 readers with the IoT device interface',
    load: async () => (await import('./impinj.ts')).impinj,
    page: async () => (await import('./impinj.page.ts')).impinjPage,
  },
  zebra: {
    summary: 'Zebra FX7500, FX9600 and RFD40/90 readers with IoT Connector',
    load: async () => (await import('./zebra.ts')).zebra,
    page: async () => (await import('./zebra.page.ts')).zebraPage,
  },
};

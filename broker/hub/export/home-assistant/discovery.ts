/**
 * A kiosk as Home Assistant discovers it over MQTT: one device with its entities, which read the topics of state that the
 * kiosk publishes anyway (device discovery, Home Assistant 2024.11 and later).
 */
import { isTopicLevel, topicOf, type KioskAddress } from '../../../contract/topics.ts';
import type { KioskRecord } from '../../store/kiosk-store.ts';

export type AnnouncedKiosk = Pick<
  KioskRecord,
  'id' | 'store' | 'kiosk' | 'storeCode' | 'version' | 'boot' | 'devices' | 'displays'
>;

export interface Announcement {
  topic: string;
  payload: string;
}

interface Place {
  prefix: string;
  root: string;
  tenant: string;
}

type Entity = Record<string, unknown>;

/** The message stays far below 64 KiB. */
const MOST_ENTITIES = 50;
const LONGEST_NAME = 60;

export function announcementOf(place: Place, kiosk: AnnouncedKiosk): Announcement {
  const { root, tenant } = place;
  const address = { root, tenant, store: kiosk.store, kiosk: kiosk.kiosk };
  const id = `${root}_${tenant}_${kiosk.store}_${kiosk.kiosk}`;
  const entities = entitiesOf(kiosk, address).slice(0, MOST_ENTITIES);
  const payload = {
    device: {
      identifiers: [id],
      name: `${kiosk.storeCode || kiosk.store} ${kiosk.kiosk}`.slice(0, LONGEST_NAME),
      manufacturer: 'Tapwall',
      model: 'Kiosk',
      ...(kiosk.version !== '' && { sw_version: kiosk.version }),
    },
    origin: { name: 'Tapwall' },
    qos: 1,
    components: Object.fromEntries(
      entities.map(([name, entity]) => [name, { ...entity, unique_id: `${id}_${name}` }]),
    ),
  };
  return { topic: `${place.prefix}/device/${id}/config`, payload: JSON.stringify(payload) };
}

function entitiesOf({ devices, displays }: AnnouncedKiosk, address: KioskAddress): [string, Entity][] {
  const topic = (name: string): string => topicOf(address, 'state', name);
  const available = {
    availability: [
      { topic: topic('presence'), value_template: "{{ 'online' if value_json.online else 'offline' }}" },
    ],
  };
  // Ids stand in templates, and a kiosk could write anything into its own.
  const rooms = displays.filter(({ kind, id }) => kind === 'room' && isTopicLevel(id));
  const known = devices.filter(({ id }) => isTopicLevel(id));
  return [
    ['online', online(topic('presence'))],
    ['problem', { ...problem(topic('devices')), ...available }],
    ['waiting', { ...waiting(topic('uplink')), ...available }],
    ['oldest', { ...oldest(topic('uplink')), ...available }],
    ...rooms.map(({ id, name }): [string, Entity] => [
      `room_${id}`,
      { ...occupancy(topic('display'), { id, name }), ...available },
    ]),
    ...known.map(({ id }): [string, Entity] => [
      `device_${id}`,
      { ...device(topic('devices'), id), ...available },
    ]),
  ];
}

function online(topic: string): Entity {
  return {
    platform: 'binary_sensor',
    name: 'Online',
    device_class: 'connectivity',
    entity_category: 'diagnostic',
    state_topic: topic,
    value_template: onOff('value_json.online'),
  };
}

/** On while a device of the kiosk is lost or has failed. */
function problem(topic: string): Entity {
  return {
    platform: 'binary_sensor',
    name: 'Problem',
    device_class: 'problem',
    state_topic: topic,
    value_template: onOff(
      "value_json.devices | selectattr('status', 'in', ['failed', 'searching']) | list | count > 0",
    ),
  };
}

function waiting(topic: string): Entity {
  return {
    platform: 'sensor',
    name: 'Events waiting',
    icon: 'mdi:tray-full',
    state_class: 'measurement',
    unit_of_measurement: 'events',
    entity_category: 'diagnostic',
    state_topic: topic,
    value_template: '{{ value_json.depth }}',
  };
}

/** `None` is what Home Assistant calls unknown: nothing waits. */
function oldest(topic: string): Entity {
  return {
    platform: 'sensor',
    name: 'Oldest waiting event',
    device_class: 'timestamp',
    entity_category: 'diagnostic',
    state_topic: topic,
    value_template: '{{ value_json.oldestAt }}',
  };
}

/** A fitting room is taken while its screen is not at rest. */
function occupancy(topic: string, { id, name }: { id: string; name: string }): Entity {
  const screen = `value_json.displays | selectattr('id', 'eq', '${id}') | map(attribute='screen') | first | default('attract')`;
  return {
    platform: 'binary_sensor',
    name: name.slice(0, LONGEST_NAME),
    device_class: 'occupancy',
    state_topic: topic,
    value_template: onOff(`(${screen}) not in ['attract', 'pairing']`),
  };
}

function device(topic: string, id: string): Entity {
  const status = `value_json.devices | selectattr('id', 'eq', '${id}') | map(attribute='status') | first | default('')`;
  return {
    platform: 'binary_sensor',
    name: id,
    device_class: 'connectivity',
    entity_category: 'diagnostic',
    state_topic: topic,
    value_template: onOff(`(${status}) == 'connected'`),
  };
}

function onOff(condition: string): string {
  return `{{ 'ON' if ${condition} else 'OFF' }}`;
}

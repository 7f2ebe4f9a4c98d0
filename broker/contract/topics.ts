/**
 * Topics of the contract: `{root}/{tenant}/{store}/{kiosk}/{class}/{name}`.
 *
 * The portable subset (docs/reference/mqtt.md): every level matches `[a-z0-9_-]{1,64}`, seven slashes at the most,
 * so the same topics work on aedes, Mosquitto, NATS, RabbitMQ, EMQX, HiveMQ and AWS IoT Core.
 */

/** Where a kiosk stands. All four levels are lower case `[a-z0-9_-]{1,64}`. */
export interface KioskAddress {
  root: string;
  tenant: string;
  store: string;
  kiosk: string;
}

/** The classes and the names each may carry. `evt state reported res req` go up; `ack desired cmd rsp` come down. */
export const TOPIC_NAMES = {
  evt: ['batch'],
  ack: ['events'],
  state: ['presence', 'devices', 'display', 'uplink'],
  reported: ['config'],
  desired: ['config', 'catalogue', 'services'],
  cmd: ['identify', 'reload', 'sync', 'encode', 'intent', 'visit'],
  res: ['identify', 'reload', 'sync', 'encode', 'intent', 'visit'],
  req: ['recognise', 'visit', 'card', 'bind', 'wishlist', 'intent', 'catalogue', 'config'],
  rsp: ['recognise', 'visit', 'card', 'bind', 'wishlist', 'intent', 'catalogue', 'config'],
} as const satisfies Record<string, readonly string[]>;

export type TopicClass = keyof typeof TOPIC_NAMES;

/** Topics whose last value the broker keeps. Never subscribe to them with a wildcard and rely on the retained copy. */
export const RETAINED_CLASSES: readonly TopicClass[] = ['state', 'reported', 'desired'];

export interface ParsedTopic {
  address: KioskAddress;
  class: TopicClass;
  name: string;
}

const LEVEL = /^[a-z0-9_-]{1,64}$/;

/** True when the text may stand as one level of a topic. */
export function isTopicLevel(text: string): boolean {
  return LEVEL.test(text);
}

/** A store code such as `MIL-01` as a topic level: lower case, anything outside the alphabet becomes `-`. */
export function toTopicLevel(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9_-]/g, '-')
      .slice(0, 64) || '-'
  );
}

/** The topic of one class and name of one kiosk. */
export function topicOf(address: KioskAddress, topicClass: TopicClass, name: string): string {
  return [address.root, address.tenant, address.store, address.kiosk, topicClass, name].join('/');
}

/** The prefix every topic of one kiosk starts with, for access rules: `{root}/{tenant}/{store}/{kiosk}/`. */
export function subtreeOf(address: KioskAddress): string {
  return `${address.root}/${address.tenant}/${address.store}/${address.kiosk}/`;
}

/** Reads a topic; `undefined` when it is not one of the contract's. */
export function parseTopic(topic: string): ParsedTopic | undefined {
  const levels = topic.split('/');
  const [root, tenant, store, kiosk, topicClass, name] = levels;
  if (levels.length !== 6 || !levels.every(isTopicLevel)) return undefined;
  if (!root || !tenant || !store || !kiosk || !topicClass || !name) return undefined;
  if (!isTopicClass(topicClass)) return undefined;
  if (!(TOPIC_NAMES[topicClass] as readonly string[]).includes(name)) return undefined;
  return { address: { root, tenant, store, kiosk }, class: topicClass, name };
}

function isTopicClass(text: string): text is TopicClass {
  return Object.hasOwn(TOPIC_NAMES, text);
}

/** The filters a hub subscribes to: five, non-overlapping, at most eight per SUBSCRIBE (AWS IoT Core's limit). */
export function hubFilters(root: string, tenant: string): string[] {
  return ['evt', 'state', 'reported', 'res', 'req'].map((name) => `${root}/${tenant}/+/+/${name}/+`);
}

/** The filters a kiosk subscribes to. Those of `desired` are exact because they are retained. */
export function kioskFilters(address: KioskAddress): string[] {
  const of = (topicClass: TopicClass, name: string): string => topicOf(address, topicClass, name);
  return [
    of('ack', 'events'),
    of('desired', 'config'),
    of('desired', 'catalogue'),
    of('desired', 'services'),
    `${subtreeOf(address)}cmd/+`,
    `${subtreeOf(address)}rsp/+`,
  ];
}

/** What a kiosk may do at a broker: below its own address, and only what goes in its direction (broker/contract/topics.ts). */
import {
  parseTopic,
  RETAINED_CLASSES,
  TOPIC_NAMES,
  type KioskAddress,
  type TopicClass,
} from '../contract/topics.ts';

/** What a kiosk publishes. */
export const KIOSK_CLASSES: readonly TopicClass[] = ['evt', 'state', 'reported', 'res', 'req'];
/** What a kiosk receives; the hub publishes it. */
export const HUB_CLASSES: readonly TopicClass[] = ['ack', 'desired', 'cmd', 'rsp'];

const LEVELS = 6;

export function kioskMayPublish(address: KioskAddress, topic: string, retain: boolean): boolean {
  const parsed = parseTopic(topic);
  if (!parsed || !isSame(parsed.address, address) || !KIOSK_CLASSES.includes(parsed.class)) return false;
  return !retain || RETAINED_CLASSES.includes(parsed.class);
}

export function kioskMayReceive(address: KioskAddress, topic: string): boolean {
  const parsed = parseTopic(topic);
  return parsed !== undefined && isSame(parsed.address, address) && HUB_CLASSES.includes(parsed.class);
}

/** Exact topics, or all names of one class: `…/cmd/+`. Every other wildcard reaches further than a kiosk should. */
export function kioskMaySubscribe(address: KioskAddress, filter: string): boolean {
  const levels = filter.split('/');
  const [topicClass = '', name = ''] = levels.slice(4);
  if (levels.length !== LEVELS || name !== '+') return kioskMayReceive(address, filter);
  const known = HUB_CLASSES.find((each) => each === topicClass);
  return known !== undefined && kioskMayReceive(address, filter.replace(/\+$/, TOPIC_NAMES[known][0]));
}

function isSame(a: KioskAddress, b: KioskAddress): boolean {
  return a.root === b.root && a.tenant === b.tenant && a.store === b.store && a.kiosk === b.kiosk;
}

/** What a row is, as a number: the order in which rows go when space runs out. Tombstones never go, they merge. */
import {
  EVENT_NAMES,
  eventClass,
  eventType,
  type CloudEvent,
  type EventClass,
  type EventData,
} from '../contract/events.ts';

export const ROW_CLASS = { low: 0, normal: 1, high: 2, tombstone: 3, consentTombstone: 4 } as const;
export type RowClass = (typeof ROW_CLASS)[keyof typeof ROW_CLASS];

/** First to go first. */
export const EVICTABLE: readonly RowClass[] = [ROW_CLASS.low, ROW_CLASS.normal, ROW_CLASS.high];

const BY_TYPE: ReadonlyMap<string, EventClass> = new Map(
  EVENT_NAMES.map((name) => [eventType(name), eventClass(name)]),
);

export function rowClass(event: CloudEvent): RowClass {
  if (event.type === eventType('events_evicted')) {
    const { epoch, reason } = event.data as EventData<'events_evicted'>;
    // One that was saved from an earlier file speaks of other numbers and is an event like any other.
    if (epoch !== event.epoch) return ROW_CLASS.high;
    return reason === 'consent' ? ROW_CLASS.consentTombstone : ROW_CLASS.tombstone;
  }
  return ROW_CLASS[BY_TYPE.get(event.type) ?? 'normal'];
}

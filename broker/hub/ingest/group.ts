/** What waits to be committed, of several kiosks: the contents of one transaction. */
import type { CloudEvent } from '../../contract/events.ts';
import type { StreamKey } from '../store/stream-rows.ts';
import type { SortedBatch } from './sort-batch.ts';

export type GroupItem =
  | { kind: 'batch'; kioskId: string; batch: SortedBatch }
  /** The lowest number of this epoch that the kiosk can still send. */
  | { kind: 'floor'; kioskId: string; epoch: string; floor: number };

/** Every stream that the items speak of, once each; floors alone begin no stream. */
export function streamsOf(items: readonly GroupItem[]): { all: StreamKey[]; make: StreamKey[] } {
  const all = new Map<string, StreamKey>();
  const make = new Map<string, StreamKey>();
  const note = (streams: Map<string, StreamKey>, key: StreamKey): void =>
    void streams.set(`${key.kioskId} ${key.epoch}`, key);
  for (const item of items) {
    const { kioskId } = item;
    if (item.kind === 'floor') {
      note(all, { kioskId, epoch: item.epoch });
      continue;
    }
    // Nearly always one.
    for (const epoch of new Set(item.batch.events.map((event) => event.epoch)))
      note(make, { kioskId, epoch });
    for (const { epoch } of item.batch.refusals) if (epoch !== undefined) note(make, { kioskId, epoch });
  }
  for (const key of make.values()) note(all, key);
  return { all: [...all.values()], make: [...make.values()] };
}

/** Runs that an event takes back or reports as dropped; those that it may not speak of are left out. */
export interface Disclaimer {
  kind: 'evicted' | 'withdrawn';
  epoch: string;
  ranges: readonly (readonly [number, number])[];
}

/** A kiosk speaks of numbers up to that of the event, and of the event's own epoch. */
export function disclaimerOf(event: CloudEvent): Disclaimer | undefined {
  const evicts = event.type === 'tapwall.events_evicted.v1';
  if (!evicts && event.type !== 'tapwall.consent_withdrawn.v1') return undefined;
  const data = event.data as { epoch: string; ranges: [number, number][]; reason?: string };
  if (data.epoch !== event.epoch) return undefined;
  const ranges = data.ranges.filter(([first, last]) => first <= last && last <= event.sequence);
  if (ranges.length === 0) return undefined;
  return {
    kind: evicts && data.reason !== 'consent' ? 'evicted' : 'withdrawn',
    epoch: event.epoch,
    ranges,
  };
}

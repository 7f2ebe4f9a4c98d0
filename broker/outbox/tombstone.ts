/** `events_evicted` events as rows: what they name, and how what is to be named becomes as few of them as possible. */
import { MOST_RANGES, type CloudEvent, type EventData } from '../contract/events.ts';
import type { Envelopes } from './envelope.ts';
import { parseEvent } from './parse-event.ts';
import { countOf, type Run } from '../runs.ts';

export type EvictionReason = EventData<'events_evicted'>['reason'];

export interface TombstoneOptions {
  envelopes: Envelopes;
  epoch: string;
  reason: EvictionReason;
}

/** The runs that a stored tombstone names. */
export function rangesIn({ body }: { body: string }): readonly Run[] {
  return (parseEvent(body).data as EventData<'events_evicted'>).ranges;
}

export function countIn({ body }: { body: string }): number {
  return (parseEvent(body).data as EventData<'events_evicted'>).count;
}

/** One after the other, each at the end of its last run. */
export function tombstonesAt(ranges: readonly Run[], options: TombstoneOptions): CloudEvent[] {
  return chunksOf(ranges, MOST_RANGES).map((chunk) =>
    tombstone({ ranges: chunk, sequence: chunk.at(-1)?.[1] ?? 0, count: countOf(chunk) }, options),
  );
}

export function tombstone(
  { ranges, sequence, count }: { ranges: readonly Run[]; sequence: number; count: number },
  { envelopes, epoch, reason }: TombstoneOptions,
): CloudEvent {
  const data = {
    epoch,
    ranges: ranges.map(([first, last]): [number, number] => [first, last]),
    count,
    reason,
  };
  return envelopes.seal({ name: 'events_evicted', data }, { epoch, sequence });
}

/** Parts that one tombstone can name. */
export function chunksOf<T>(list: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < list.length; start += size) chunks.push(list.slice(start, start + size));
  return chunks;
}

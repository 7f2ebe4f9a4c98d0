/** Keeps the outbox inside its bounds: the oldest events go and one `events_evicted` event stands in their place. */
import type { CloudEvent, EventData } from '../contract/events.ts';
import type { Clock } from '../ports.ts';
import type { Envelopes } from './envelope.ts';
import type { Store } from './store.ts';

export interface Bounds {
  maxBytes: number;
  maxAgeMs: number;
}

export interface EvictOptions {
  store: Store;
  bounds: Bounds;
  envelopes: Envelopes;
  clock: Clock;
}

/** Room made beyond the bound, so that eviction is a rare batch and not the price of every append. */
const KEEP = 0.9;

/** Evicts when a bound is passed; answers the data of the tombstone, or undefined. */
export function evict({
  store,
  bounds,
  envelopes,
  clock,
}: EvictOptions): EventData<'events_evicted'> | undefined {
  const byBytes = store.bytes > bounds.maxBytes ? store.lastBeyondBytes(bounds.maxBytes * KEEP) : 0;
  const byAge = store.lastBefore(clock.now() - bounds.maxAgeMs);
  const last = Math.max(byBytes, byAge);
  const first = store.first();
  if (!first || last < first.sequence) return undefined;
  const earlier = tombstoneIn(first.body, store.epoch);
  // A tombstone alone is not worth another one.
  if (earlier && first.sequence === last) return undefined;
  const fromSequence = earlier?.ranges[0]?.[0] ?? first.sequence;
  const data = {
    epoch: store.epoch,
    ranges: [[fromSequence, last]] as [number, number][],
    count: last - fromSequence + 1,
    reason: byBytes >= byAge ? ('bytes' as const) : ('age' as const),
  };
  const place = { epoch: store.epoch, sequence: last };
  store.bury(envelopes.seal({ name: 'events_evicted', data }, place), first.at);
  return data;
}

function tombstoneIn(body: string, epoch: string): EventData<'events_evicted'> | undefined {
  const event = JSON.parse(body) as CloudEvent;
  if (event.type !== 'tapwall.events_evicted.v1') return undefined;
  const data = event.data as EventData<'events_evicted'>;
  // One that was salvaged from an earlier file speaks of other sequences and is an event like any other.
  return data.epoch === epoch ? data : undefined;
}

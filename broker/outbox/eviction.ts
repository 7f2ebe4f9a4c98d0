/**
 * Keeps the outbox inside its bounds. Too old: whatever the class. Too many bytes: `low` before `normal` before `high`,
 * the oldest first. What goes is named by an `events_evicted` event that takes the place of the last one it stands for.
 * Tombstones stay, however full the outbox is, and merge with their neighbours.
 */
import type { Envelopes } from './envelope.ts';
import type { Stamp } from './lived-time.ts';
import { Runs, type Run } from '../runs.ts';
import type { Row, Victim } from './statements.ts';
import type { Store } from './store.ts';
import { rangesIn, tombstonesAt } from './tombstone.ts';

export interface Bounds {
  maxBytes: number;
  maxAgeMs: number;
}

export interface EvictOptions {
  store: Store;
  bounds: Bounds;
  envelopes: Envelopes;
  now: Stamp;
}

/** What went, for the log. */
export interface Evicted {
  count: number;
  reason: 'bytes' | 'age';
}

/** Room made beyond the bound, so that eviction is a rare batch and not the price of every append. */
const SLACK = 0.1;
const MOST_SLACK = 1024 * 1024;
/** Rows in one transaction: whoever appends waits for it. What is left goes with the next append. */
const AT_ONCE = 2_000;

/** Evicts when a bound is passed. */
export function evict(options: EvictOptions): Evicted | undefined {
  const { store, bounds, now } = options;
  const old = store.olderThan(now.lived - bounds.maxAgeMs, AT_ONCE);
  if (old.length > 0) bury(old, 'age', options);
  let count = 0;
  while (store.bytes > bounds.maxBytes) {
    const target = bounds.maxBytes - Math.min(bounds.maxBytes * SLACK, MOST_SLACK);
    const victims = store.leastValuable(store.bytes - target, AT_ONCE);
    if (victims.length === 0) {
      mergeAll(options);
      break;
    }
    bury(victims, 'bytes', options);
    count += victims.length;
  }
  if (old.length + count === 0) return undefined;
  return { count: old.length + count, reason: count > 0 ? 'bytes' : 'age' };
}

/** Replaces rows, ascending, by tombstones, together with the tombstones around them. */
function bury(victims: readonly Victim[], reason: Evicted['reason'], options: EvictOptions): void {
  const { store, envelopes, now } = options;
  store.transaction(now, () => {
    const around = tombstonesAround(store, victims);
    const runs = Runs.ofNumbers(victims.map(({ sequence }) => sequence));
    const { list: ranges } = new Runs([...runs, ...around.flatMap(rangesIn)]);
    for (const run of [...runs, ...around.map(placeOf)]) store.removeRange(run);
    const [oldest = now] = [...victims, ...around].sort((a, b) => a.sequence - b.sequence);
    for (const event of tombstonesAt(ranges, { envelopes, epoch: store.epoch, reason }))
      store.put(event, oldest);
  });
}

/** Those in between, the one before, and the one behind when its runs begin in between or meet. */
function tombstonesAround(store: Store, victims: readonly Victim[]): Row[] {
  const first = victims[0]?.sequence ?? 0;
  const last = victims.at(-1)?.sequence ?? 0;
  const { before, behind } = store.neighbours(first, last);
  const begins = behind ? (rangesIn(behind)[0]?.[0] ?? Number.MAX_SAFE_INTEGER) : Number.MAX_SAFE_INTEGER;
  return [
    ...(before ? [before] : []),
    ...store.evictedIn(first, last),
    ...(behind && begins <= last + 1 ? [behind] : []),
  ];
}

function placeOf({ sequence }: { sequence: number }): Run {
  return [sequence, sequence];
}

/**
 * The bound is so small, or so much was withdrawn, that tombstones alone pass it: they become one. If one of them is of
 * a withdrawn consent, all of it is, because that must not be forgotten.
 */
function mergeAll({ store, envelopes, now }: EvictOptions): void {
  const all = store.tombstonesIn(0, Number.MAX_SAFE_INTEGER);
  const reason = store.consentTombstones > 0 ? 'consent' : 'bytes';
  const { list: ranges } = new Runs(all.flatMap((row) => [...rangesIn(row), placeOf(row)]));
  if (all.length < 2) return;
  store.transaction(now, () => {
    for (const row of all) store.removeRange(placeOf(row));
    for (const event of tombstonesAt(ranges, { envelopes, epoch: store.epoch, reason }))
      store.put(event, now);
  });
}

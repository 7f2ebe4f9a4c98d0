/**
 * A consent that is withdrawn: rows of the session go, and one `events_evicted` event at the end names them. At the end and
 * not in their place, because some may be on the wire already: whoever has them deletes them when it comes.
 */
import { MOST_RANGES, type CloudEvent } from '../contract/events.ts';
import type { Envelopes } from './envelope.ts';
import type { Stamp } from './lived-time.ts';
import { countOf, Runs, type Run } from '../runs.ts';
import type { Row } from './statements.ts';
import type { Store } from './store.ts';
import { chunksOf, countIn, rangesIn, tombstone } from './tombstone.ts';

export interface WithdrawOptions {
  store: Store;
  envelopes: Envelopes;
  now: Stamp;
}

export interface Withdrawn {
  /** Rows that went. */
  count: number;
  /** What names them. */
  tombstones: CloudEvent[];
}

/** Beyond it, those that still wait become one. */
const MOST_TOMBSTONES = 64;

/** All or nothing, and nothing of the rows stays in file or log. */
export function withdraw(session: string, options: WithdrawOptions): Withdrawn {
  const { store, envelopes, now } = options;
  const rows = store.ofSession(session);
  if (rows.length === 0) {
    // Acknowledged all: the rows are gone, but the log may still hold them as they were.
    store.scrub();
    return { count: 0, tombstones: [] };
  }
  const runs = Runs.ofNumbers(rows.map(({ sequence }) => sequence)).list;
  const tombstones: CloudEvent[] = [];
  store.transaction(now, () => {
    for (const run of runs) store.removeRange(run);
    if (store.consentTombstones >= MOST_TOMBSTONES) mergeWaiting(options);
    for (const ranges of chunksOf(runs, MOST_RANGES)) {
      const event = tombstone(
        { ranges, sequence: store.last + 1, count: countOf(ranges) },
        { envelopes, epoch: store.epoch, reason: 'consent' },
      );
      store.put(event, now);
      tombstones.push(event);
    }
  });
  store.scrub();
  return { count: rows.length, tombstones };
}

/**
 * Those that wait become as few as hold their runs. The last of each group takes the runs of all; the numbers of the
 * others are named as well, because they will not come.
 */
function mergeWaiting({ store, envelopes, now }: WithdrawOptions): void {
  for (const group of groupsOf(store.consentIn(0, Number.MAX_SAFE_INTEGER))) {
    const sequence = group.rows.at(-1)?.sequence;
    if (sequence === undefined || group.rows.length === 1) continue;
    for (const row of group.rows) store.removeRange([row.sequence, row.sequence]);
    const count = group.rows.reduce((sum, row) => sum + countIn(row), 0);
    const options = { envelopes, epoch: store.epoch, reason: 'consent' } as const;
    store.put(tombstone({ ranges: group.ranges, sequence, count }, options), now);
  }
}

interface Group {
  rows: Row[];
  ranges: readonly Run[];
}

function groupsOf(rows: readonly Row[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const place = group?.rows.at(-1)?.sequence ?? 0;
    const { list: ranges } = new Runs([
      ...(group?.ranges ?? []),
      ...(group ? [[place, place] as const] : []),
      ...rangesIn(row),
    ]);
    if (group && ranges.length <= MOST_RANGES) {
      group.rows.push(row);
      group.ranges = ranges;
    } else groups.push({ rows: [row], ranges: [...rangesIn(row)] });
  }
  return groups;
}

/** Opens what a power cut left with the real outbox and compares it with what was promised. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudEvent, EventData } from '../../../broker/contract/events.ts';
import { Outbox } from '../../../broker/outbox/outbox.ts';
import type { Random } from '../../../broker/ports.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import type { Place, Promised } from './promises.ts';
import { FILE } from './record.ts';

export interface Verdict {
  /** It started, everything was read, one more was appended. */
  started: boolean;
  problem?: string;
  /** Ids whose append had returned and that are gone. */
  lost: string[];
  /** Withdrawn before the cut, and back after it. */
  risen: string[];
  /** Numbers given twice, or ids kept twice. */
  twice: number;
  /** Numbers that nobody accounts for, between two that are there. */
  gaps: number;
  /** Set aside as damaged: SQLite found what it could not read. */
  setAside: boolean;
}

const ALL = Number.MAX_SAFE_INTEGER;

export class Judge {
  readonly #folder: string;
  readonly #random: Random;

  constructor(folder: string, random: Random) {
    this.#folder = folder;
    this.#random = random;
  }

  judge(files: ReadonlyMap<string, Buffer>, promised: Promised): Verdict {
    this.#lay(files);
    const logger = new QuietLogger();
    const outbox = new Outbox({
      path: join(this.#folder, FILE),
      source: '/luma/mil-01/kiosk-1',
      clock: new VirtualClock(),
      random: this.#random,
      logger,
      // Nothing is evicted by opening.
      maxBytes: ALL,
      maxAgeMs: ALL,
    });
    const verdict: Verdict = { started: false, lost: [], risen: [], twice: 0, gaps: 0, setAside: false };
    try {
      outbox.start();
      const events = outbox.read(0, ALL, ALL);
      const more = outbox.append({
        name: 'search',
        data: { display: 'wall', search_term: 'after', results: 1 },
      });
      const again = outbox.read(0, ALL, ALL);
      outbox.stop();
      compare({ verdict, events, promised });
      const last = Math.max(0, ...events.map(({ sequence }) => sequence));
      verdict.started = again.length === events.length + 1 && more.sequence > last;
      if (!verdict.started) verdict.problem = 'what was appended after the cut is not behind the rest';
    } catch (error) {
      verdict.problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
    verdict.setAside = logger.at('error').some(({ fields }) => fields['code'] === 'TW_DATABASE_DAMAGED');
    return verdict;
  }

  #lay(files: ReadonlyMap<string, Buffer>): void {
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
    for (const [name, bytes] of files) writeFileSync(join(this.#folder, name), bytes);
    // The index of the log lies in shared memory: after a cut there is none, or anything.
    if (this.#random.unit() < 0.5) return;
    const noise = this.#random.unit() < 0.5 ? Buffer.alloc(32_768) : Buffer.from(this.#random.bytes(32_768));
    writeFileSync(join(this.#folder, `${FILE}-shm`), noise);
  }
}

function compare(given: { verdict: Verdict; events: readonly CloudEvent[]; promised: Promised }): void {
  const { verdict, events, promised } = given;
  const ids = new Set(events.map(({ id }) => id));
  const places = new Set(events.map(({ epoch, sequence }) => `${epoch} ${sequence}`));
  verdict.twice = events.length - ids.size + (events.length - places.size);
  const tombstones = events.flatMap(tombstone);
  const isAccounted = (place: Place): boolean =>
    tombstones.some(
      ({ epoch, ranges }) =>
        epoch === place.epoch &&
        ranges.some(([first, last]) => first <= place.sequence && place.sequence <= last),
    );
  for (const [id, place] of promised.durable) if (!ids.has(id) && !isAccounted(place)) verdict.lost.push(id);
  for (const id of promised.withdrawn) if (ids.has(id)) verdict.risen.push(id);
  verdict.gaps = gapsIn(events, isAccounted);
}

function tombstone(event: CloudEvent): EventData<'events_evicted'>[] {
  return event.type === 'tapwall.events_evicted.v1' ? [event.data as EventData<'events_evicted'>] : [];
}

function gapsIn(events: readonly CloudEvent[], isAccounted: (place: Place) => boolean): number {
  let gaps = 0;
  const inOrder = events.toSorted((a, b) => a.sequence - b.sequence);
  for (const [index, { epoch, sequence }] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before === undefined || before.epoch !== epoch) continue;
    for (let missing = before.sequence + 1; missing < sequence; missing += 1)
      if (!isAccounted({ epoch, sequence: missing })) gaps += 1;
  }
  return gaps;
}

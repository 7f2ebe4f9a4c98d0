/** What the console knows now: one overview and the newest activity, kept live by the hub's event stream. */
import type { ActivityLine, ConsoleOverview, KioskSummary } from '../../../broker/contract/http.ts';
import type { SourcesAnswer } from '../../../broker/contract/sources.ts';
import { fetchSources } from '../sources/sources-api.ts';
import { ApiProblem, fetchActivity, fetchOverview } from './api.ts';
import { backoff } from './backoff.ts';
import { openStream, type Stream } from './stream.ts';

export interface ConsoleState {
  phase: 'loading' | 'signed_out' | 'ready';
  overview: ConsoleOverview | null;
  /** Newest first. */
  activity: readonly ActivityLine[];
  /** Null until the hub has said; the rest works without. */
  sources: SourcesAnswer | null;
  /** Set while the hub does not answer; everything else is then as old as `since`. */
  unreachable: { since: Date } | null;
  /** The stream is open: changes arrive by themselves. */
  live: boolean;
}

const ACTIVITY_LIMIT = 200;
/** A stream that says nothing for this long is checked with a question: a pulled cable closes no connection. */
const QUIET_MS = 20_000;

export class ConsoleModel extends EventTarget {
  state: ConsoleState = {
    phase: 'loading',
    overview: null,
    activity: [],
    sources: null,
    unreachable: null,
    live: false,
  };
  #stream: Stream | undefined;
  #timer: number | undefined;
  #attempt = 0;
  #lastHeard = new Date();

  start(): void {
    void this.#load();
  }

  stop(): void {
    window.clearTimeout(this.#timer);
    this.#stream?.close();
    this.#stream = undefined;
  }

  /** Asks now instead of after the back-off. */
  retry(): void {
    this.stop();
    void this.#load();
  }

  /** Takes the answer of a change before the stream repeats it. */
  adopt(kiosk: KioskSummary): void {
    const { overview } = this.state;
    if (overview === null) return;
    const kiosks = overview.kiosks.map((known) => (known.id === kiosk.id ? kiosk : known));
    this.#update({ overview: { ...overview, kiosks } });
  }

  signedOut(): void {
    this.stop();
    this.#update({ phase: 'signed_out', live: false });
  }

  async #load(): Promise<void> {
    try {
      const [overview, activity, sources] = await Promise.all([
        fetchOverview(),
        fetchActivity(ACTIVITY_LIMIT),
        fetchSources(),
      ]);
      this.#attempt = 0;
      this.#lastHeard = new Date();
      this.#update({
        phase: 'ready',
        overview,
        sources,
        activity: current(activity, this.state.activity),
        unreachable: null,
      });
      if (this.#stream === undefined) this.#listen();
      this.#schedule(QUIET_MS);
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (error instanceof ApiProblem && error.kind === 'signed_out') return this.signedOut();
    this.#stream?.close();
    this.#stream = undefined;
    const since = this.state.overview === null ? new Date() : this.#lastHeard;
    this.#update({ unreachable: this.state.unreachable ?? { since }, live: false });
    this.#schedule(backoff(this.#attempt, Math.random()));
    this.#attempt += 1;
  }

  #listen(): void {
    this.#stream = openStream({
      opened: () => this.#update({ live: true }),
      overview: (overview) => this.#heard({ overview }),
      activity: (line) => this.#happened(line),
      sources: (sources) => this.#heard({ sources }),
      intents: () => this.dispatchEvent(new Event('intents')),
      lost: () => {
        this.#stream = undefined;
        this.#update({ live: false });
        this.#schedule(backoff(this.#attempt, Math.random()));
      },
    });
  }

  #happened(line: ActivityLine): void {
    this.#heard({ activity: merge([line], this.state.activity) });
    if (line.name === 'consent_withdrawn') void this.#load();
  }

  #heard(change: Partial<ConsoleState>): void {
    this.#lastHeard = new Date();
    this.#update({ ...change, unreachable: null });
    this.#schedule(QUIET_MS);
  }

  #schedule(ms: number): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#load(), ms);
  }

  #update(change: Partial<ConsoleState>): void {
    this.state = { ...this.state, ...change };
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * What the hub has, and what came by the stream while it was being asked. A line that it no longer has was deleted
 * there, because a shopper withdrew their consent.
 */
function current(fresh: readonly ActivityLine[], known: readonly ActivityLine[]): ActivityLine[] {
  const newest = Math.max(0, ...fresh.map((line) => Date.parse(line.receivedAt)));
  return merge(
    fresh,
    known.filter((line) => Date.parse(line.receivedAt) > newest),
  );
}

/** Newest first, every line once. */
function merge(fresh: readonly ActivityLine[], known: readonly ActivityLine[]): ActivityLine[] {
  const ids = new Set(fresh.map((line) => line.id));
  return [...fresh, ...known.filter((line) => !ids.has(line.id))]
    .sort((a, b) => Date.parse(b.time) - Date.parse(a.time))
    .slice(0, ACTIVITY_LIMIT);
}

/** Reads the sources: each when it is due, when its files change or when somebody asks; one at a time in all. */
import type { SourceProgress, SourceRun } from '../../../contract/sources.ts';
import { BrokerError, isBrokerError } from '../../../errors.ts';
import { Listeners } from '../../../link/listeners.ts';
import type { Clock, Logger } from '../../../ports.ts';
import type { SourceBundle } from '../bundle.ts';
import type { ConfiguredSource } from '../source-file.ts';
import { FilesWatch } from './files-watch.ts';
import type { JobResult } from './import-job.ts';
import type { CarryOut } from './import-thread.ts';
import { failedRun, knownOf, recordAfter, runOf } from './outcome.ts';
import type { RunRecords } from './run-record.ts';
import type { SourceEntry } from './source-entry.ts';

export interface RunnerOptions {
  dataDir: string;
  sourcesDir: string;
  clock: Clock;
  logger: Logger;
  records: RunRecords;
  carryOut: CarryOut;
  /** Whether somebody said that what a held import of this source removes is meant. */
  isApproved: (name: string) => boolean;
}

/** After a failure sooner than usual, and later each time. */
const FIRST_RETRY_MS = 60_000;
/** Another program imports: it will have ended soon. */
const BUSY_RETRY_MS = 15_000;
/** So that the console and the kiosks of a shop that opens do not wait for an import. */
const AFTER_START_MS = 2_000;

export class Runner {
  readonly #options: RunnerOptions;
  readonly #entries = new Map<string, SourceEntry>();
  readonly #changed: Listeners<[]>;
  #control = new AbortController();
  #current: Promise<void> | undefined;
  #running = true;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#changed = new Listeners(options.logger);
  }

  /** Something that the console shows is other than it was. */
  onChanged(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /** By name. */
  get entries(): readonly SourceEntry[] {
    return [...this.#entries.values()].sort((a, b) => (a.source.name < b.source.name ? -1 : 1));
  }

  /** Says so to whoever shows it. */
  tell(): void {
    this.#changed.emit();
  }

  async add(source: ConfiguredSource, bundle: SourceBundle): Promise<SourceEntry> {
    const { records, clock, logger } = this.#options;
    const { name } = source;
    const record = await records.read(name);
    const entry: SourceEntry = {
      source,
      bundle,
      record,
      queued: null,
      running: null,
      nextAt: null,
      live: null,
      undo: [],
    };
    this.#entries.set(name, entry);
    if (source.paused || bundle.catalogue === undefined) return entry;
    const { files = [] } = bundle.catalogue;
    const watch = new FilesWatch({ files, clock, logger, changed: () => this.#ask(entry, 'change') });
    watch.start();
    entry.undo.push(() => watch.stop());
    // What was changed while the hub was off is found by the first reading, which costs little when nothing was.
    const soon = clock.now() + AFTER_START_MS;
    const dueAt = record.lastRun === null ? 0 : Date.parse(record.lastRun.startedAt) + source.every * 1_000;
    this.#schedule(entry, Math.max(soon, Math.min(dueAt, clock.now() + source.every * 1_000)));
    return entry;
  }

  /** A reading of it that is under way ends without having changed anything. */
  async remove(name: string): Promise<void> {
    const entry = this.#entries.get(name);
    if (!entry) return;
    this.#entries.delete(name);
    for (const undo of entry.undo) undo();
    if (entry.running) {
      this.#control.abort();
      await this.#current;
    }
  }

  async stop(): Promise<void> {
    this.#running = false;
    for (const { source } of this.entries) await this.remove(source.name);
    await this.#current;
  }

  /** Resolves once nothing is under way or waits. */
  async drained(): Promise<void> {
    while (this.#current) await this.#current;
  }

  /** @throws BrokerError TW_SOURCE_UNKNOWN for a source that is not read */
  find(name: string): SourceEntry {
    const entry = this.#entries.get(name);
    if (entry && !entry.source.paused && entry.bundle.catalogue !== undefined) return entry;
    throw new BrokerError(
      'TW_SOURCE_UNKNOWN',
      `There is no source ${name.slice(0, 64)} that could be read now.`,
    );
  }

  /** As soon as may be, whatever is known of it. @throws BrokerError TW_SOURCE_UNKNOWN */
  run(name: string): SourceEntry {
    const entry = this.find(name);
    this.#ask(entry, 'person');
    return entry;
  }

  #ask(entry: SourceEntry, cause: SourceRun['cause']): void {
    if (entry.queued !== 'person') entry.queued = cause;
    this.#next();
  }

  /** @param at Milliseconds since 1970; the past is now. */
  #schedule(entry: SourceEntry, at: number): void {
    const { clock } = this.#options;
    if (!this.#running || this.#entries.get(entry.source.name) !== entry) return;
    entry.nextAt = Math.max(at, clock.now());
    const timer = clock.setTimer(entry.nextAt - clock.now(), () => {
      entry.nextAt = null;
      entry.undo = entry.undo.filter((undo) => undo !== cancel);
      this.#ask(entry, 'schedule');
    });
    const cancel = (): void => timer.cancel();
    entry.undo.push(cancel);
  }

  #next(): void {
    if (!this.#running || this.#current) return;
    const waiting = this.entries.filter(({ queued }) => queued !== null);
    const entry = waiting.find(({ queued }) => queued === 'person') ?? waiting[0];
    const cause = entry?.queued;
    if (!entry || !cause) return;
    entry.queued = null;
    this.#control = new AbortController();
    this.#current = this.#read(entry, cause)
      .catch((error: unknown) => {
        this.#options.logger.error(
          { source: entry.source.name, err: error },
          'what became of a source cannot be kept',
        );
      })
      .finally(() => {
        this.#current = undefined;
        this.#next();
      });
  }

  async #read(entry: SourceEntry, cause: SourceRun['cause']): Promise<void> {
    const { clock, logger } = this.#options;
    const startedAt = clock.now();
    entry.running = { startedAt, progress: null };
    this.#changed.emit();
    const about = { cause, startedAt, now: () => clock.now() };
    try {
      const result = await this.#carryOut(entry, cause);
      await this.#keep(entry, runOf(result, entry.record, about), result);
      if (entry.source.every > 0) this.#schedule(entry, startedAt + entry.source.every * 1_000);
    } catch (error) {
      if (this.#control.signal.aborted) return;
      if (isBrokerError(error, 'TW_IMPORT_RUNNING')) return this.#schedule(entry, startedAt + BUSY_RETRY_MS);
      await this.#keep(entry, failedRun(error, about), null);
      const { failures } = entry.record;
      const say = failures === 1 ? 'error' : 'info';
      logger[say]({ source: entry.source.name, failures, err: error }, 'a source cannot be read');
      this.#schedule(entry, startedAt + retryMs(failures, entry.source.every * 1_000));
    } finally {
      entry.running = null;
      this.#changed.emit();
    }
  }

  #carryOut(entry: SourceEntry, cause: SourceRun['cause']): Promise<JobResult> {
    const { dataDir, sourcesDir, clock, logger, carryOut, isApproved } = this.#options;
    const { name, kind, options, every, parts } = entry.source;
    const known = cause === 'person' || isApproved(name) ? null : knownOf(entry.record, clock.now());
    const onProgress = (progress: SourceProgress): void => {
      if (entry.running) entry.running.progress = progress;
      this.#changed.emit();
    };
    return carryOut(
      { dataDir, sourcesDir, name, kind: kind.kind, options, every, parts, known },
      { logger, signal: this.#control.signal, onProgress },
    );
  }

  async #keep(entry: SourceEntry, run: SourceRun, result: JobResult | null): Promise<void> {
    const { records, logger } = this.#options;
    const { name } = entry.source;
    if (entry.record.failures > 0 && run.outcome !== 'failed')
      logger.info({ source: name }, 'a source can be read again');
    entry.record = recordAfter(entry.record, run, result);
    await records.write(name, entry.record);
    if (result?.report) await records.writeRejections(name, result.report.rejections);
  }
}

function retryMs(failures: number, everyMs: number): number {
  const ms = FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10);
  return everyMs === 0 ? Math.min(ms, 3_600_000) : Math.min(ms, Math.max(everyMs, FIRST_RETRY_MS));
}

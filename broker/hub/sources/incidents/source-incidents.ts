/**
 * Incidents of sources: each opens once, closes by itself when the source is well again, and is remembered over restarts of
 * the hub, so that a restart neither hides nor repeats it. In a file of the hub, because its sources are its own.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { SourceIncident } from '../../../contract/sources.ts';
import { Listeners } from '../../../link/listeners.ts';
import type { Clock, Logger } from '../../../ports.ts';
import { troublesOf, type Trouble, type WatchedSource } from './troubles.ts';

export interface SourceIncidentsOptions {
  path: string;
  /** What is connected now. */
  sources: () => readonly WatchedSource[];
  clock: Clock;
  logger: Logger;
}

/** What becomes old does so without anything happening. */
const LOOK_MS = 30_000;
/** Closed ones are forgotten first. */
const MOST_KEPT = 200;
const LONGEST_MESSAGE = 500;

const isIncidents = Compile(
  Type.Array(
    Type.Object({
      id: Type.String(),
      source: Type.String(),
      code: Type.String(),
      message: Type.String(),
      openedAt: Type.String(),
      closedAt: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
);

export class SourceIncidents {
  readonly #options: SourceIncidentsOptions;
  readonly #changed: Listeners<[]>;
  /** The newest first. */
  #incidents: SourceIncident[] = [];
  #timer: { cancel(): void } | undefined;

  constructor(options: SourceIncidentsOptions) {
    this.#options = options;
    this.#changed = new Listeners(options.logger);
  }

  /** Takes up what was open when the hub stopped; once the sources are there. */
  start(): void {
    this.#incidents = this.#read();
    this.#again();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  onChanged(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /** Open ones first, then the newest. */
  list(): SourceIncident[] {
    const closed = this.#incidents.filter(({ closedAt }) => closedAt !== null);
    return [...this.open(), ...closed];
  }

  open(): SourceIncident[] {
    return this.#incidents.filter(({ closedAt }) => closedAt === null);
  }

  /** Opens and closes what is other than before. */
  look(): void {
    const { sources, clock } = this.#options;
    const now = clock.now();
    const wrong = new Map<string, { source: string; trouble: Trouble }>();
    for (const source of sources())
      for (const trouble of troublesOf(source, now))
        wrong.set(keyOf(source.name, trouble.code), { source: source.name, trouble });
    const known = new Set(this.open().map(({ source, code }) => keyOf(source, code)));
    const ended = this.open().filter(({ source, code }) => !wrong.has(keyOf(source, code)));
    const begun = [...wrong].filter(([key]) => !known.has(key)).map(([, found]) => found);
    if (ended.length === 0 && begun.length === 0) return;
    for (const incident of ended) this.#close(incident, now);
    for (const { source, trouble } of begun) this.#open(source, trouble, now);
    this.#incidents = this.list().slice(0, Math.max(MOST_KEPT, this.open().length));
    this.#write();
    this.#changed.emit();
  }

  #open(source: string, { code, message }: Trouble, now: number): void {
    const openedAt = new Date(now).toISOString();
    const said = message.slice(0, LONGEST_MESSAGE);
    this.#incidents.unshift({
      id: `${source}:${code}:${now}`,
      source,
      code,
      message: said,
      openedAt,
      closedAt: null,
    });
    this.#options.logger.warn({ source, code }, said);
  }

  #close(incident: SourceIncident, now: number): void {
    incident.closedAt = new Date(now).toISOString();
    const seconds = Math.round((now - Date.parse(incident.openedAt)) / 1_000);
    this.#options.logger.info(
      { source: incident.source, code: incident.code, seconds },
      'an incident of a source is over',
    );
  }

  #again(): void {
    this.look();
    this.#timer = this.#options.clock.setTimer(LOOK_MS, () => this.#again());
  }

  #read(): SourceIncident[] {
    try {
      const kept = JSON.parse(readFileSync(this.#options.path, 'utf8')) as unknown;
      if (isIncidents.Check(kept)) return kept;
    } catch {
      // None yet, or unreadable: what is wrong now opens anew.
    }
    return [];
  }

  #write(): void {
    const { path, logger } = this.#options;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.part`, JSON.stringify(this.#incidents), { flush: true });
      renameSync(`${path}.part`, path);
    } catch (error) {
      logger.error({ err: error, path }, 'incidents of sources cannot be kept');
    }
  }
}

function keyOf(source: string, code: string): string {
  return `${source} ${code}`;
}

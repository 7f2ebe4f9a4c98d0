/**
 * What somebody should look at in the outbox, as incidents (LinkWatch has those of the connection): each opens once, and closes once the trouble is
 * clearly over. Opening and closing need different evidence, so that a figure on the edge does not make them flap.
 */
import type { Clock } from '../../broker/ports.ts';
import type { Incidents } from '../displays/incidents.ts';
import type { UplinkFigures } from './uplink-figures.ts';

export interface UplinkAlarmsOptions {
  incidents: Pick<Incidents, 'open' | 'close'>;
  figures: () => UplinkFigures;
  clock: Clock;
}

const LOOK_MS = 5_000;
/** Of the space for events. Evicting begins at the whole and ends at nine tenths. */
const NEARLY_FULL = 0.8;
const ROOMY = 0.65;
/** Longer than this and a shopper sees the screen hesitate. */
const SLOW_MS = 50;
const QUICK_MS = 25;
/** A few commits say nothing: the first ones make the file. */
const ENOUGH_COMMITS = 50;
/** Looks in a row that must agree about the disk. */
const AGREE = 3;
/** Nothing more was given up for so long. */
const CALM_MS = 10 * 60_000;

export class UplinkAlarms {
  readonly #options: UplinkAlarmsOptions;
  #timer: { cancel(): void } | undefined;
  /** Since the service started. */
  #evicted = 0;
  #evictedSinceOpen = 0;
  #evictedAt: number | undefined;
  /** Looks in a row: above 0 at a slow disk, below 0 at a quick one. */
  #disk = 0;

  constructor(options: UplinkAlarmsOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= this.#options.clock.setTimer(LOOK_MS, () => {
      this.#timer = undefined;
      this.look();
      this.start();
    });
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** One look at the figures; also what a test calls. */
  look(): void {
    const figures = this.#options.figures();
    this.#space(figures);
    this.#eviction(figures);
    this.#speed(figures);
  }

  #space({ outbox: { bytes, maxBytes, rows } }: UplinkFigures): void {
    const used = maxBytes > 0 ? bytes / maxBytes : 0;
    const percent = Math.round(used * 100);
    if (used >= NEARLY_FULL)
      this.#open(
        'outbox-space',
        'TW_OUTBOX_NEARLY_FULL',
        `${percent} % of the space for events is used; ${rows} wait.`,
      );
    else if (used < ROOMY)
      this.#close('outbox-space', `There is room for events again: ${percent} % is used.`);
  }

  #eviction({ outbox: { evicted } }: UplinkFigures): void {
    const { clock } = this.#options;
    const more = evicted - this.#evicted;
    this.#evicted = evicted;
    if (more > 0) {
      this.#evictedAt = clock.now();
      this.#evictedSinceOpen += more;
      this.#open('outbox-evicted', 'TW_EVENTS_EVICTED', `${more} events that waited were given up.`);
    } else if (this.#evictedAt !== undefined && clock.now() - this.#evictedAt >= CALM_MS) {
      this.#close('outbox-evicted', `No more events are given up; in all it was ${this.#evictedSinceOpen}.`);
      this.#evictedAt = undefined;
      this.#evictedSinceOpen = 0;
    }
  }

  #speed({ outbox: { commit } }: UplinkFigures): void {
    if (commit.count < ENOUGH_COMMITS) return;
    if (commit.p99 > SLOW_MS) this.#disk = Math.max(0, this.#disk) + 1;
    else if (commit.p99 < QUICK_MS) this.#disk = Math.min(0, this.#disk) - 1;
    else this.#disk = 0;
    const p99 = Math.round(commit.p99);
    if (this.#disk >= AGREE)
      this.#open('outbox-disk', 'TW_DISK_SLOW', `Making events durable takes up to ${p99} ms on this disk.`);
    else if (this.#disk <= -AGREE) this.#close('outbox-disk', `The disk is quick again: ${p99} ms.`);
  }

  #open(cause: string, code: string, message: string): void {
    this.#options.incidents.open(cause, code, message);
  }

  #close(cause: string, message: string): void {
    this.#options.incidents.close(cause, message);
  }
}

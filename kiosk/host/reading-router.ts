/** Gives each reading its retail meaning and takes it to the display that its device belongs to. */
import type { Reading, TagReading } from '../../device/ports.ts';
import type { Logger } from '../../broker/ports.ts';
import type { DisplayRunner } from '../displays/display-runner.ts';
import { preciseNow, type TapTraces } from '../displays/tap-trace.ts';
import type { Identified, TagCatalogue } from '../identify/identified.ts';
import { identify } from '../identify/identify.ts';

export interface ReadingRouterOptions {
  displays: ReadonlyMap<string, DisplayRunner>;
  catalogue: TagCatalogue;
  traces: TapTraces;
  newId: () => string;
  logger: Logger;
  /** A tag on this reader was given its meaning. */
  identified?: (reader: string, identified: Identified) => void;
}

export class ReadingRouter {
  readonly #options: ReadingRouterOptions;

  constructor(options: ReadingRouterOptions) {
    this.#options = options;
  }

  route(reading: Reading): void {
    if (reading.kind === 'presence') return this.#presence(reading.source, reading.present);
    if (reading.kind !== 'tag' && reading.kind !== 'tag_removed') return;
    const display = this.#displayOf('readers', reading.source);
    if (display === undefined) {
      this.#options.logger.warn({ device: reading.source }, 'this reader belongs to no display');
    } else if (reading.kind === 'tag') {
      this.#tag(display, reading);
    } else {
      display.dispatch({ type: 'tag_removed', device: reading.source });
    }
  }

  /** A sensor that went away says neither present nor absent. */
  presenceUnknown(device: string): void {
    this.#presence(device, null);
  }

  #tag(display: DisplayRunner, reading: TagReading): void {
    const { catalogue, traces, newId } = this.#options;
    const read = preciseNow();
    const tap = newId();
    const identified = identify(reading, catalogue);
    const done = preciseNow();
    const times = display.dispatch({ type: 'tag', tap, device: reading.source, identified });
    this.#options.identified?.(reading.source, identified);
    traces.add({
      tap,
      display: display.config.id,
      read,
      identified: done,
      ...times,
      words: null,
      photo: null,
    });
  }

  #presence(device: string, present: boolean | null): void {
    this.#displayOf('radars', device)?.dispatch({ type: 'presence', device, present });
  }

  #displayOf(kind: 'readers' | 'radars', device: string): DisplayRunner | undefined {
    return [...this.#options.displays.values()].find(({ config }) => config[kind].includes(device));
  }
}

/** Takes each reading, with its retail meaning, to the display that it is about. */
import type { EpcReading, Reading, TagReading } from '../../device/ports.ts';
import type { Clock, Logger } from '../../broker/ports.ts';
import type { Means } from '../device-files/device-file.ts';
import type { DisplayRunner } from '../displays/display-runner.ts';
import { preciseNow, type TapTraces } from '../displays/tap-trace.ts';
import { meaningOf, type Meaning } from '../hardware/meaning.ts';
import { RoomVisit } from '../hardware/room-visit.ts';
import type { Identified, TagCatalogue } from '../identify/identified.ts';
import { identifyCode } from '../identify/identify-code.ts';
import { identifyEpc } from '../identify/identify-epc.ts';
import { identify } from '../identify/identify.ts';
import type { OutsideProducts } from '../outside/outside-products.ts';
import { TapPace } from './tap-pace.ts';

export interface ReadingRouterOptions {
  displays: ReadonlyMap<string, DisplayRunner>;
  catalogue: TagCatalogue;
  /** What a tag means with what is known outside the range of the store. */
  outside: Pick<OutsideProducts, 'seen'>;
  /** The SKU to show for a SKU or a product id; undefined when the catalogue has neither. */
  skuOf: (product: string) => string | undefined;
  /** What a device stands for. */
  meansOf: (device: string) => Means | undefined;
  /** Takes reads of radio tags; its conclusions come back as readings of the kind `item`. */
  seen: (reading: EpcReading) => void;
  traces: TapTraces;
  newId: () => string;
  clock: Clock;
  logger: Logger;
  /** A tag on this reader was given its meaning. */
  identified?: (reader: string, identified: Identified) => void;
}

/** What a reading means for a display, but for those that mean something elsewhere. */
type DisplayMeaning = Exclude<Meaning, { kind: 'seen' }>;

export class ReadingRouter {
  readonly #options: ReadingRouterOptions;
  readonly #visits: ReadonlyMap<string, RoomVisit>;
  readonly #pace: TapPace;

  constructor(options: ReadingRouterOptions) {
    this.#options = options;
    this.#pace = new TapPace(options.clock);
    const rooms = [...options.displays.values()].filter(({ config }) => config.kind === 'room');
    this.#visits = new Map(
      rooms.map((display) => [
        display.config.id,
        new RoomVisit({ clock: options.clock, tell: (input) => void display.dispatch(input) }),
      ]),
    );
  }

  route(reading: Reading): void {
    const { displays, meansOf, seen, logger } = this.#options;
    const meaning = meaningOf(reading, meansOf(reading.source) ?? {});
    if (meaning?.kind === 'seen') return seen(meaning.reading);
    const display = meaning === undefined ? undefined : displays.get(meaning.display);
    if (meaning !== undefined && display !== undefined) return this.#act(display, meaning);
    // A tap without an answer puzzles a shopper; other readings may mean nothing on purpose.
    if (reading.kind === 'tag' || reading.kind === 'code')
      logger.warn({ device: reading.source }, 'this reader belongs to no display');
    else logger.debug({ device: reading.source, kind: reading.kind }, 'a reading means nothing here');
  }

  /** A device that went away says neither one nor the other. */
  lost(device: string): void {
    for (const visit of this.#visits.values()) visit.lost(device);
  }

  back(device: string): void {
    for (const visit of this.#visits.values()) visit.back(device);
  }

  /** It is gone for good, or stands for something else now. */
  forget(device: string): void {
    for (const visit of this.#visits.values()) visit.forget(device);
  }

  stop(): void {
    for (const visit of this.#visits.values()) visit.stop();
  }

  #act(display: DisplayRunner, meaning: DisplayMeaning): void {
    const { catalogue } = this.#options;
    const visit = this.#visits.get(display.config.id);
    switch (meaning.kind) {
      case 'tap':
        this.#tap(display, meaning.reading);
        return;
      case 'scan':
        this.#showInPace(display, meaning.reading.source, () => identifyCode(meaning.reading, catalogue));
        return;
      case 'lift':
        display.dispatch({ type: 'tag_removed', device: meaning.device });
        return;
      case 'presence':
        visit?.sensor(meaning.device, meaning.present);
        return;
      case 'door':
        visit?.door(meaning.device, meaning.open);
        return;
      case 'piece':
        this.#piece(display, meaning, visit);
        return;
      case 'pickup':
        this.#pickup(display, meaning);
        return;
      case 'call_associate':
        if (this.#pace.takes(display.config.id))
          display.dispatch({ type: 'touch', touch: { action: 'call_associate' } });
        return;
    }
  }

  #tap(display: DisplayRunner, reading: TagReading): void {
    const identified = this.#show(display, reading.source, () => identify(reading, this.#options.catalogue));
    this.#options.identified?.(reading.source, identified);
  }

  /** As a tap does, and measured like one. */
  #show(display: DisplayRunner, device: string, find: () => Identified): Identified {
    const { traces, newId } = this.#options;
    const read = preciseNow();
    const tap = newId();
    const identified = this.#options.outside.seen(find());
    const done = preciseNow();
    const times = display.dispatch({ type: 'tag', tap, device, identified });
    traces.add({
      tap,
      display: display.config.id,
      read,
      identified: done,
      ...times,
      words: null,
      photo: null,
    });
    return identified;
  }

  /** What a machine can send faster than a hand holds it. */
  #showInPace(display: DisplayRunner, device: string, find: () => Identified): void {
    if (this.#pace.takes(display.config.id)) this.#show(display, device, find);
    else this.#options.logger.debug({ device }, 'products come faster than anybody can look at them');
  }

  #pickup(display: DisplayRunner, { device, product }: Extract<Meaning, { kind: 'pickup' }>): void {
    const sku = this.#options.skuOf(product);
    if (sku !== undefined) this.#showInPace(display, device, () => ({ kind: 'product', sku }));
    else this.#options.logger.debug({ device, product }, 'the product of a shelf is not in the catalogue');
  }

  #piece(
    display: DisplayRunner,
    { device, epc, present }: Extract<Meaning, { kind: 'piece' }>,
    visit: RoomVisit | undefined,
  ): void {
    const identified = identifyEpc({ epc }, this.#options.catalogue);
    // What leaves is known by its tag: the catalogue may have changed meanwhile.
    if (identified.kind !== 'product' && present) {
      const reason = identified.kind === 'unknown' ? identified.reason : identified.kind;
      this.#options.logger.debug({ device, reason }, 'a radio tag names no product of the catalogue');
      return;
    }
    const sku = identified.kind === 'product' ? identified.sku : '';
    if (visit !== undefined) visit.piece(epc, { device, sku, present });
    else if (present) this.#showInPace(display, device, () => identified);
  }
}

/** A reader without hardware: the real reading code on simulated cards. */
import { DeviceError, isDeviceError } from '../errors.ts';
import type { Device, DeviceHealth, DeviceHost, DeviceListener } from '../ports.ts';
import { DeviceState } from '../state.ts';
import { readTag } from './read-tag.ts';
import { SimulatedTransport, type SimulatedCard } from './simulated-card.ts';
import type { NfcTransport } from './transport.ts';
import { PendingWrite } from './pending-write.ts';
import type { Signal } from './feedback.ts';
import type { ReaderSignals } from './reader-signals.ts';
import { TagPresence } from './tag-presence.ts';
import type { TagWriter, WriteOrder, WrittenTag } from './tag-writer.ts';
import { writeVisit } from './write-visit.ts';

const SIGNALS_KEPT = 16;

export interface SimulatedReaderOptions extends DeviceHost {
  id: string;
  /** Absences of the same tag shorter than this do not count; default 300 ms. */
  debounceMs?: number;
}

export class SimulatedReader implements Device, TagWriter, ReaderSignals {
  readonly id: string;
  readonly #state: DeviceState;
  readonly #presence: TagPresence;
  readonly #clock: DeviceHost['clock'];
  readonly #write: PendingWrite;
  /** What the light and the buzzer of a real reader would have told, newest last; bounded. */
  readonly signals: Signal[] = [];
  #card: SimulatedCard | undefined;
  #plugged = true;
  #running = false;
  /** Counts what happened to the field, so that a read that was overtaken is dropped. */
  #event = 0;

  constructor(options: SimulatedReaderOptions) {
    this.id = options.id;
    this.#clock = options.clock;
    this.#write = new PendingWrite(options.clock);
    this.#state = new DeviceState({ id: options.id, driver: 'simulated-nfc' }, options);
    this.#presence = new TagPresence({
      source: options.id,
      clock: options.clock,
      emit: (reading) => this.#state.emit(reading),
      ...(options.debounceMs === undefined ? {} : { debounceMs: options.debounceMs }),
    });
  }

  async start(): Promise<void> {
    this.#running = true;
    this.#state.to('starting');
    this.#settle();
    await this.#read();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#event += 1;
    this.#write.abandon();
    this.#presence.flush(this.#now());
    this.#state.to('stopped');
  }

  health(): DeviceHealth {
    return this.#state.health();
  }

  subscribe(listener: DeviceListener): () => void {
    return this.#state.subscribe(listener);
  }

  async writeTag(order: WriteOrder): Promise<WrittenTag> {
    return this.#write.begin((request) => {
      if (!this.#running || !this.#plugged) return false;
      void this.#carryOut(request, order);
      return true;
    });
  }

  signal(signal: Signal): void {
    this.signals.push(signal);
    if (this.signals.length > SIGNALS_KEPT) this.signals.shift();
  }

  /** Puts a card on the reader, in place of any other; resolves once it has been read. */
  async insert(card: SimulatedCard): Promise<void> {
    this.#card = card;
    await this.#read();
  }

  /** Lifts the card. */
  remove(): void {
    this.#card = undefined;
    this.#event += 1;
    this.#presence.removed(this.#now());
  }

  /** Pulls the reader's cable; a card stays lying on it. */
  unplug(): void {
    this.#plugged = false;
    this.#event += 1;
    this.#write.abandon();
    this.#presence.flush(this.#now());
    this.#settle();
  }

  /** Plugs the reader in again; a card lying on it is read. */
  async plug(): Promise<void> {
    this.#plugged = true;
    this.#settle();
    await this.#read();
  }

  #settle(): void {
    if (!this.#running) return;
    if (this.#plugged) this.#state.to('connected');
    else this.#state.to('searching', 'TW_NFC_UNPLUGGED');
  }

  async #read(): Promise<void> {
    const card = this.#card;
    if (card === undefined || !this.#running || !this.#plugged) return;
    this.#event += 1;
    const event = this.#event;
    card.powerOn();
    const content = await readTag(card.atr, new SimulatedTransport(card));
    if (event === this.#event) this.#presence.present(content, this.#now());
    if (content.problem?.code === 'TW_NFC_TAG_TORN' && this.#card === card) this.remove();
  }

  async #carryOut(request: number, order: WriteOrder): Promise<void> {
    const card = this.#card;
    try {
      const transport = card && new FieldTransport(card, () => this.#card === card);
      const written = await writeVisit(card && transport && { atr: card.atr, transport }, order);
      this.#presence.rewritten(written.content, this.#now());
      this.#write.settle(request, written);
    } catch (error) {
      if (isDeviceError(error)) this.#write.fail(request, error);
      else throw error;
    }
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}

/** A card answers for as long as it lies there. */
class FieldTransport implements NfcTransport {
  readonly #inner: SimulatedTransport;
  readonly #isThere: () => boolean;

  constructor(card: SimulatedCard, isThere: () => boolean) {
    this.#inner = new SimulatedTransport(card);
    this.#isThere = isThere;
  }

  async transmit(apdu: Uint8Array, maxLength: number): Promise<Uint8Array> {
    if (!this.#isThere()) throw new DeviceError('TW_NFC_TAG_TORN');
    return this.#inner.transmit(apdu, maxLength);
  }
}

/** One PC/SC reader as a device. */
import { DeviceError, deviceErrors, remedyOf, type DeviceErrorCode } from '../errors.ts';
import type { Device, DeviceHealth, DeviceHost, DeviceListener } from '../ports.ts';
import { DeviceState } from '../state.ts';
import type { Feedback, Signal } from './feedback.ts';
import type { PcscClaim, PcscService, ReaderMessage } from './pcsc-service.ts';
import { PendingWrite } from './pending-write.ts';
import type { ReaderSignals } from './reader-signals.ts';
import { TagPresence } from './tag-presence.ts';
import type { TagWriter, WriteOrder, WrittenTag } from './tag-writer.ts';

export interface PcscReaderOptions extends DeviceHost {
  /** Source of its readings. */
  id: string;
  /** Shared by all readers of the machine. */
  service: PcscService;
  /** Regular expression (any case) on the reader's PC/SC name; undefined takes the first reader that is left. */
  name?: string;
  /** Absences of the same tag shorter than this do not count; default 300 ms. */
  debounceMs?: number;
  /** What its light and buzzer do; default `reader`, as it does by itself. */
  feedback?: Feedback;
}

export class PcscReader implements Device, TagWriter, ReaderSignals {
  readonly id: string;
  readonly #service: PcscService;
  readonly #clock: DeviceHost['clock'];
  readonly #state: DeviceState;
  readonly #presence: TagPresence;
  readonly #claim: PcscClaim;
  readonly #feedback: Feedback;
  readonly #write: PendingWrite;
  readonly #logger: DeviceHost['logger'];
  #running = false;
  /** A reader that fails all the time would fill the log. */
  #errorSaid = false;

  constructor(options: PcscReaderOptions) {
    this.id = options.id;
    this.#service = options.service;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#feedback = options.feedback ?? 'reader';
    this.#write = new PendingWrite(options.clock);
    this.#state = new DeviceState({ id: options.id, driver: 'pcsc' }, options);
    this.#presence = new TagPresence({
      source: options.id,
      clock: options.clock,
      emit: (reading) => this.#state.emit(reading),
      ...(options.debounceMs === undefined ? {} : { debounceMs: options.debounceMs }),
    });
    this.#claim = this.#makeClaim(options);
  }

  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#state.to('starting');
    await this.#service.join(this.#claim);
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    await this.#service.leave(this.#claim);
    this.#presence.flush(this.#iso(this.#clock.now()));
    this.#state.to('stopped');
  }

  health(): DeviceHealth {
    return this.#state.health();
  }

  subscribe(listener: DeviceListener): () => void {
    return this.#state.subscribe(listener);
  }

  async writeTag({ uid, records, lock = false }: WriteOrder): Promise<WrittenTag> {
    const order = { type: 'write', uid, records, lock } as const;
    return this.#write.begin((request) => this.#service.send(this.#claim, { ...order, request }));
  }

  signal(signal: Signal): void {
    if (this.#feedback === 'light' || this.#feedback === 'sound')
      this.#service.send(this.#claim, { type: 'signal', signal });
  }

  #makeClaim({ name }: PcscReaderOptions): PcscClaim {
    return {
      name,
      attached: (reader) => this.#attached(reader),
      detached: () => {
        this.#presence.flush(this.#iso(this.#clock.now()));
        this.#write.abandon();
      },
      missing: (code, detail) => this.#state.to(statusOf(code), code, detail),
      message: (message) => this.#receive(message),
    };
  }

  #attached(reader: string): void {
    this.#logger.debug({ id: this.id, reader }, 'reader assigned');
    if (this.#feedback !== 'reader')
      this.#service.send(this.#claim, { type: 'feedback', feedback: this.#feedback });
    this.#state.to('connected');
  }

  #receive(message: ReaderMessage): void {
    switch (message.type) {
      case 'tag':
        this.#errorSaid = false;
        return this.#presence.present(message.content, this.#iso(message.at));
      case 'removed':
        return this.#presence.removed(this.#iso(message.at));
      case 'written':
        this.#presence.rewritten(message.content, this.#iso(message.at));
        return this.#write.settle(message.request, { content: message.content, locked: message.locked });
      case 'write_failed':
        return this.#writeFailed(message);
      case 'feedback_failed':
        return this.#feedbackFailed(message.code, message.detail);
      case 'reader_error':
        if (!this.#errorSaid)
          this.#logger.warn({ id: this.id, detail: message.detail }, 'reader reports an error');
        this.#errorSaid = true;
    }
  }

  #writeFailed({ request, code, detail }: Extract<ReaderMessage, { type: 'write_failed' }>): void {
    this.#write.fail(request, new DeviceError(code, detail === undefined ? {} : { detail }));
  }

  #feedbackFailed(code: DeviceErrorCode, detail: string): void {
    const remedy = remedyOf(code);
    this.#logger.warn({ id: this.id, code, detail, remedy }, deviceErrors[code].message);
  }

  #iso(ms: number): string {
    return new Date(ms).toISOString();
  }
}

function statusOf(code: DeviceErrorCode): 'failed' | 'searching' {
  return code === 'TW_NFC_DRIVER_MISSING' ? 'failed' : 'searching';
}

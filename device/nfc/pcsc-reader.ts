/** One PC/SC reader as a device. */
import type { DeviceErrorCode } from '../errors.ts';
import type { Device, DeviceHealth, DeviceHost, DeviceListener } from '../ports.ts';
import { DeviceState } from '../state.ts';
import type { PcscClaim, PcscService } from './pcsc-service.ts';
import { TagPresence } from './tag-presence.ts';

export interface PcscReaderOptions extends DeviceHost {
  /** Source of its readings. */
  id: string;
  /** Shared by all readers of the machine. */
  service: PcscService;
  /** Regular expression (any case) on the reader's PC/SC name; undefined takes the first reader that is left. */
  name?: string;
  /** Absences of the same tag shorter than this do not count; default 300 ms. */
  debounceMs?: number;
}

export class PcscReader implements Device {
  readonly id: string;
  readonly #service: PcscService;
  readonly #clock: DeviceHost['clock'];
  readonly #state: DeviceState;
  readonly #presence: TagPresence;
  readonly #claim: PcscClaim;
  #running = false;
  /** A reader that fails all the time would fill the log. */
  #errorSaid = false;

  constructor(options: PcscReaderOptions) {
    this.id = options.id;
    this.#service = options.service;
    this.#clock = options.clock;
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

  #makeClaim(options: PcscReaderOptions): PcscClaim {
    return {
      name: options.name,
      attached: (reader) => {
        options.logger.debug({ id: this.id, reader }, 'reader assigned');
        this.#state.to('connected');
      },
      detached: () => this.#presence.flush(this.#iso(this.#clock.now())),
      missing: (code, detail) => this.#state.to(statusOf(code), code, detail),
      message: (message) => {
        if (message.type === 'reader_error') {
          if (!this.#errorSaid)
            options.logger.warn({ id: this.id, detail: message.detail }, 'reader reports an error');
          this.#errorSaid = true;
        } else if (message.type === 'removed') {
          this.#presence.removed(this.#iso(message.at));
        } else {
          this.#errorSaid = false;
          this.#presence.present(message.content, this.#iso(message.at));
        }
      },
    };
  }

  #iso(ms: number): string {
    return new Date(ms).toISOString();
  }
}

function statusOf(code: DeviceErrorCode): 'failed' | 'searching' {
  return code === 'TW_NFC_DRIVER_MISSING' ? 'failed' : 'searching';
}

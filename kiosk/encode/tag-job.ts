/** One order for a reader from its beginning to its end: what it waits for, what the person should do, what came of it. */
import { deviceErrors, remedyOf, type DeviceErrorCode } from '../../device/errors.ts';
import type { TagJobView } from '../../broker/contract/http.ts';
import type { MadeTag } from '../../broker/contract/messages.ts';
import type { Clock } from '../../broker/ports.ts';
import { KIOSK_ERRORS, type KioskErrorCode } from '../errors.ts';
import type { TagOrder } from './tag-order.ts';

/** A code with the sentence for the person at the reader. */
export type Advice = NonNullable<TagJobView['error']>;

export interface TagJobOptions {
  id: string;
  order: TagOrder;
  reader: { id: string; virtual: boolean };
  /** How long to wait for a tag. */
  waitMs: number;
  clock: Clock;
}

export class TagJob {
  readonly id: string;
  readonly order: TagOrder;
  readonly reader: string;
  /** Resolves with the last view; never rejects. */
  readonly finished: Promise<TagJobView>;
  readonly #clock: Clock;
  readonly #timer: { cancel(): void };
  readonly #listeners = new Set<() => void>();
  #finish: (view: TagJobView) => void = () => undefined;
  #view: TagJobView;

  constructor({ id, order, reader, waitMs, clock }: TagJobOptions) {
    this.id = id;
    this.order = order;
    this.reader = reader.id;
    this.#clock = clock;
    this.#view = {
      job: id,
      kind: order.kind,
      reader: reader.id,
      virtual: reader.virtual,
      state: 'waiting',
      revision: 1,
      expiresAt: new Date(clock.now() + waitMs).toISOString(),
      hint: null,
      tag: null,
      error: null,
    };
    this.finished = new Promise((resolve) => (this.#finish = resolve));
    this.#timer = clock.setTimer(waitMs, () => this.#expire());
  }

  get view(): TagJobView {
    return this.#view;
  }

  get isOver(): boolean {
    return this.#view.state === 'done' || this.#view.state === 'failed';
  }

  /** The view, at once when it is later than `revision`, else with the next change or after `ms`. */
  async later(revision: number, ms: number): Promise<TagJobView> {
    if (this.#view.revision > revision || this.isOver) return this.#view;
    return new Promise((resolve) => {
      const done = (): void => {
        timer.cancel();
        this.#listeners.delete(done);
        resolve(this.#view);
      };
      const timer = this.#clock.setTimer(ms, done);
      this.#listeners.add(done);
    });
  }

  /** Waits on, with a word for the person. */
  wait(hint: Advice | null): void {
    if (this.#clock.now() < Date.parse(this.#view.expiresAt)) this.#change({ state: 'waiting', hint });
    else this.fail(hint ?? advice('TW_TAGS_NO_TAG'));
  }

  work(): void {
    this.#change({ state: 'working', hint: null });
  }

  done(tag: MadeTag): void {
    this.#change({ state: 'done', tag, hint: null });
  }

  fail(error: Advice): void {
    this.#change({ state: 'failed', error, hint: null });
  }

  /** A tag that is being worked on is finished or fails by itself; what it came to last is what went wrong. */
  #expire(): void {
    if (this.#view.state === 'waiting') this.fail(this.#view.hint ?? advice('TW_TAGS_NO_TAG'));
  }

  #change(change: Partial<TagJobView>): void {
    if (this.isOver) return;
    this.#view = { ...this.#view, ...change, revision: this.#view.revision + 1 };
    if (this.isOver) {
      this.#timer.cancel();
      this.#finish(this.#view);
    }
    for (const listener of this.#listeners) listener();
  }
}

export function advice(code: KioskErrorCode): Advice {
  return { code, message: KIOSK_ERRORS[code] };
}

/** With what a person can do about it, where the code knows. */
export function adviceOf({ code, message }: { code: string; message: string }): Advice {
  const remedy = Object.hasOwn(deviceErrors, code) ? remedyOf(code as DeviceErrorCode) : undefined;
  return { code, message: remedy === undefined ? message : `${message} ${remedy}` };
}

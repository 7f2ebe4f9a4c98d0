/** The desk as HTTP and the hub see it: requests in, views and answers out. */
import type { TagJobRequest, TagJobView } from '../../broker/contract/http.ts';
import type { CommandMessage, CommandResult } from '../../broker/uplink/commands.ts';
import { isKioskError } from '../errors.ts';
import { orderOf, type OrderDeps } from './order-request.ts';
import type { TagDesk } from './tag-desk.ts';
import type { TagJob } from './tag-job.ts';

const USUAL_SECONDS = 30;

export class TagOrders {
  readonly #desk: TagDesk;
  readonly #deps: OrderDeps;

  constructor(desk: TagDesk, deps: OrderDeps) {
    this.#desk = desk;
    this.#deps = deps;
  }

  /** @throws KioskError TW_TAGS_READER, TW_TAGS_BUSY, TW_TAGS_PRODUCT, TW_TAGS_LINK */
  start(request: TagJobRequest): TagJobView {
    return this.#start(request).view;
  }

  /** @throws KioskError TW_TAGS_JOB */
  async later(job: string, revision: number, ms: number): Promise<TagJobView> {
    return this.#desk.job(job).later(revision, ms);
  }

  /** @throws KioskError TW_TAGS_JOB */
  cancel(id: string): TagJobView {
    const job = this.#desk.job(id);
    if (!job.isOver) this.#desk.cancel(job.reader);
    return job.view;
  }

  stop(): void {
    this.#desk.stop();
  }

  /** Carries out `cmd/encode`; never rejects for what a person can mend. */
  async command({ action, ...message }: CommandMessage<'encode'>): Promise<CommandResult> {
    if (action === 'cancel') {
      this.#desk.cancel(message.reader);
      return { ok: true };
    }
    try {
      const { id: _id, expiresAt: _expiresAt, ...request } = message;
      const { tag, error } = await this.#start({ kind: action, ...request }).finished;
      return tag === null ? { ok: false, ...error } : { ok: true, tag };
    } catch (error) {
      if (!isKioskError(error)) throw error;
      return { ok: false, code: error.code, message: error.message };
    }
  }

  #start({ reader, seconds = USUAL_SECONDS, ...request }: TagJobRequest): TagJob {
    return this.#desk.start(orderOf(request, this.#deps), { reader, waitMs: seconds * 1000 });
  }
}

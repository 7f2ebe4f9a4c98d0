/** Asks the platform about tags and cards that sign what they say. The kiosk holds no key of theirs and logs no URL. */
import type { Message } from '../../broker/contract/messages.ts';
import type { Logger } from '../../broker/ports.ts';
import type { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import type { TagQuestion } from '../displays/display-runner.ts';
import type { SessionInput, TagCheckResult } from '../session/input.ts';

export interface SignedTagsOptions {
  downlink: Pick<KioskDownlink, 'request'>;
  logger: Logger;
}

type Answer = (input: SessionInput) => void;
type Reply = Message<'rsp/recognise'>;

/** The mark is quiet, so that it may come late; a message is good for one answer, so that nobody asks twice. */
const DEADLINE_MS = 4000;

export class SignedTags {
  readonly #options: SignedTagsOptions;

  constructor(options: SignedTagsOptions) {
    this.#options = options;
  }

  async check({ sun, requestId, about }: TagQuestion, answer: Answer): Promise<void> {
    const reply = await this.#ask(sun);
    answer({ type: 'tag_checked', requestId, about, result: resultOf(reply) });
  }

  async recognise(sun: string, answer: Answer, requestId: string): Promise<void> {
    const reply = await this.#ask(sun);
    if (reply?.customer) answer({ type: 'recognised', requestId, customer: reply.customer });
    else answer(refusalOf(reply, requestId));
  }

  /** Undefined when the platform could not be asked. */
  async #ask(sun: string): Promise<Reply | undefined> {
    const { downlink, logger } = this.#options;
    try {
      return await downlink.request('recognise', { sun }, DEADLINE_MS);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      logger.info({ code }, 'a signed tag could not be checked');
      return undefined;
    }
  }
}

/** A tag of a card on a product, or the other way round, was put there by somebody. */
function resultOf(reply: Reply | undefined): TagCheckResult | 'unknown' {
  const { tag, code } = reply ?? {};
  if (tag === undefined) return code === 'TW_TAG_UNKNOWN' ? 'unknown' : 'unavailable';
  return tag.purpose === 'card' ? 'not_genuine' : tag.result;
}

function refusalOf(reply: Reply | undefined, requestId: string): SessionInput {
  const { tag, code } = reply ?? {};
  if (tag === undefined) {
    if (code === 'TW_TAG_UNKNOWN') return { type: 'not_recognised', requestId };
    return { type: 'recognition_failed', requestId };
  }
  const notice = tag.purpose === 'product' ? 'unknown_product' : 'unknown_card';
  const reason = tag.result === 'genuine' ? notice : tag.result;
  return { type: 'not_recognised', requestId, notice, reason };
}

/**
 * Light and buzzer of one reader inside the reader process. Whatever goes wrong here is told once and never disturbs
 * the reading of tags.
 */
import { isDeviceError } from '../errors.ts';
import { isCardLeft, isEscapeRefused, reasonOf } from './pcsc-codes.ts';
import { feedbackFamily, type Escape, type Feedback, type FeedbackFamily, type Signal } from './feedback.ts';
import type { FeedbackTrouble } from './pcsc-messages.ts';
import { isFatal } from './pcsc-transport.ts';

/** Ways to a reader. */
export interface ReaderLines {
  /** To the reader itself. */
  escape: Exchange;
  /** As an APDU to the card on the reader; undefined while there is none. */
  viaCard: () => Exchange | undefined;
}

type Exchange = (command: Uint8Array, maxLength: number) => Promise<Uint8Array>;

export interface ReaderFeedbackOptions {
  reader: string;
  lines: ReaderLines;
  pause: (ms: number) => Promise<unknown>;
  failed: (code: FeedbackTrouble, detail: string) => void;
}

/** Calls must not overlap: the reader does one thing at a time. */
export class ReaderFeedback {
  readonly #options: ReaderFeedbackOptions;
  readonly #family: FeedbackFamily | undefined;
  #feedback: Feedback = 'reader';
  #isQuiet = false;
  #hasFailed = false;

  constructor(options: ReaderFeedbackOptions) {
    this.#options = options;
    this.#family = feedbackFamily(options.reader);
  }

  /** How it is to be from now on. */
  async change(feedback: Feedback): Promise<void> {
    this.#feedback = feedback;
    if (feedback === 'reader') return;
    if (this.#family === undefined) {
      this.#tell('TW_NFC_FEEDBACK_UNKNOWN', 'Its name is none of those with known commands.');
      return;
    }
    // What a driver forbids now may pass once a card is there; only then is it worth telling.
    await this.#attempt(this.#family, async (family) => this.#quieten(family), !this.#family.viaCard);
  }

  /** A card lies on the reader: what the driver forbade without one may pass now. */
  async cardCame(): Promise<void> {
    if (this.#feedback === 'reader' || this.#isQuiet || this.#family?.viaCard !== true) return;
    await this.#attempt(this.#family, async (family) => this.#quieten(family));
  }

  async signal(signal: Signal): Promise<void> {
    if (this.#feedback !== 'light' && this.#feedback !== 'sound') return;
    if (this.#family === undefined) return;
    const isAudible = this.#feedback === 'sound';
    await this.#attempt(this.#family, async (family) => {
      for (const step of family.signal(signal, isAudible)) await this.#send(family, step);
    });
  }

  async #quieten(family: FeedbackFamily): Promise<void> {
    const asked = family.ask === undefined ? undefined : await this.#send(family, family.ask);
    const step = family.quiet(asked);
    if (step !== undefined) await this.#send(family, step);
    this.#isQuiet = true;
  }

  async #attempt(
    family: FeedbackFamily,
    work: (family: FeedbackFamily) => Promise<void>,
    isWorthTelling = true,
  ): Promise<void> {
    try {
      await work(family);
    } catch (error) {
      if (isFatal(error)) throw error;
      if (!isWorthTelling || hasLeft(error)) return;
      const code = isEscapeRefused(error) ? 'TW_NFC_FEEDBACK_REFUSED' : 'TW_NFC_FEEDBACK_UNKNOWN';
      this.#tell(code, reasonOf(error));
    }
  }

  async #send(family: FeedbackFamily, { command, maxLength, pauseMs }: Escape): Promise<Uint8Array> {
    const { lines, pause } = this.#options;
    const viaCard = family.viaCard ? lines.viaCard() : undefined;
    const answer = await (viaCard ?? lines.escape)(command, maxLength);
    if (!family.isOk(answer)) throw new AnswerRefused(answer);
    if (pauseMs !== undefined) await pause(pauseMs);
    return answer;
  }

  #tell(code: FeedbackTrouble, detail: string): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#options.failed(code, detail);
  }
}

/** A card that was lifted meanwhile says nothing about the reader. */
function hasLeft(error: unknown): boolean {
  return isDeviceError(error, 'TW_NFC_TAG_TORN') || (isCardLeft(error) && !isEscapeRefused(error));
}

/** Never leaves this file: it becomes a message. */
class AnswerRefused extends Error {
  constructor(answer: Uint8Array) {
    super(`It answered ${Buffer.from(answer).toString('hex').toUpperCase()}.`);
    this.name = 'AnswerRefused';
  }
}

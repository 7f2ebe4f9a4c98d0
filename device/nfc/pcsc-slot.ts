/** One reader inside the reader process: its cards become messages, in order and one exchange at a time. */
import { deviceErrors, isDeviceError } from '../errors.ts';
import { isContactlessSlot } from './atr.ts';
import type { PcscCard, PcscSlot } from './pcsc-binding.ts';
import { isContextLost } from './pcsc-codes.ts';
import type { ChildMessage, ParentMessage } from './pcsc-messages.ts';
import { connectCard, escape, PcscTransport } from './pcsc-transport.ts';
import { readPatiently } from './read-patiently.ts';
import { tornContent } from './read-tag.ts';
import { ReaderFeedback } from './reader-feedback.ts';
import { writeVisit } from './write-visit.ts';

/** An unplugged reader reports an error, then its end, within this time. */
const END_AFTER_ERROR_MS = 1_000;

export interface SlotWatcher {
  send: (message: ChildMessage) => void;
  /** The service went away, or the driver hangs: this process must be replaced. */
  fatal: () => void;
  pause: (ms: number) => Promise<unknown>;
}

/** What the kiosk can ask of a reader. */
export interface SlotCommands {
  receive(message: ParentMessage): void;
}

/** Follows a reader until it ends. Slots for SAMs and contact cards are heard but not told: undefined. */
export function watchSlot(slot: PcscSlot, watcher: SlotWatcher): SlotCommands | undefined {
  slot.autoProcessing = false;
  hearErrors(slot, watcher);
  if (!isContactlessSlot(slot.name)) return undefined;
  const work = new SlotWork(slot, watcher);
  work.follow();
  return work;
}

/** Without a listener an error of a reader, also of one we do not use, ends the process. */
function hearErrors(slot: PcscSlot, { send, fatal, pause }: SlotWatcher): void {
  let hasEnded = false;
  slot.on('end', () => {
    hasEnded = true;
  });
  slot.on('error', (error) => {
    if (isContextLost(error)) return fatal();
    send({ type: 'reader_error', reader: slot.name, detail: error.message });
    void expectEnd();
  });
  // After an error the binding no longer watches the reader. Right before it ends that is as it should be.
  const expectEnd = async (): Promise<void> => {
    await pause(END_AFTER_ERROR_MS);
    if (!hasEnded) fatal();
  };
}

class SlotWork implements SlotCommands {
  readonly #slot: PcscSlot;
  readonly #watcher: SlotWatcher;
  readonly #transport: PcscTransport;
  readonly #feedback: ReaderFeedback;
  #order: Promise<void> = Promise.resolve();
  #wasRead = false;
  /** The card that lies there, in the order in which things are worked off. */
  #card: PcscCard | undefined;
  /** Counts cards coming and going as they happen, ahead of what is worked off in order. */
  #changes = 0;
  /** Ends a pause of the light: a card waits. */
  #hurry: () => void = () => undefined;

  constructor(slot: PcscSlot, watcher: SlotWatcher) {
    this.#slot = slot;
    this.#watcher = watcher;
    this.#transport = new PcscTransport(slot);
    this.#feedback = new ReaderFeedback({
      reader: slot.name,
      pause: (ms) => this.#pauseUnlessCard(ms),
      lines: {
        escape: (command, maxLength) => escape(slot, command, maxLength),
        viaCard: () => this.#card && ((command, maxLength) => this.#transport.transmit(command, maxLength)),
      },
      failed: (code, detail) => watcher.send({ type: 'feedback_failed', reader: slot.name, code, detail }),
    });
  }

  follow(): void {
    const reader = this.#slot.name;
    const { send } = this.#watcher;
    this.#slot.on('card', (card) => this.#cardCame(card));
    this.#slot.on('card.off', (card) => this.#cardLeft(card));
    this.#slot.on('end', () => send({ type: 'detached', reader }));
    send({ type: 'attached', reader });
  }

  receive(message: ParentMessage): void {
    this.#inOrder(async () => {
      if (message.type === 'feedback') await this.#feedback.change(message.feedback);
      else if (message.type === 'signal') await this.#feedback.signal(message.signal);
      else await this.#write(message);
    });
  }

  #inOrder(step: () => Promise<void> | void): void {
    this.#order = this.#order.then(step).catch(this.#watcher.fatal);
  }

  /** A light that is to shine for a while must not keep the next card waiting. */
  async #pauseUnlessCard(ms: number): Promise<void> {
    const card = new Promise<void>((resolve) => (this.#hurry = resolve));
    await Promise.race([this.#watcher.pause(ms), card]);
  }

  #cardCame(card: PcscCard): void {
    this.#changes += 1;
    this.#hurry();
    const change = this.#changes;
    const { send, pause } = this.#watcher;
    this.#inOrder(async () => {
      this.#wasRead = true;
      this.#card = card;
      await connectCard(this.#slot);
      const stays = (): boolean => change === this.#changes;
      const atr = card.atr ?? new Uint8Array();
      const content = await readPatiently({ atr, transport: this.#transport, stays, pause });
      send({ type: 'tag', reader: this.#slot.name, content, at: Date.now() });
      await this.#feedback.cardCame();
    });
  }

  #cardLeft(card: PcscCard): void {
    this.#changes += 1;
    const reader = this.#slot.name;
    const { send } = this.#watcher;
    this.#inOrder(() => {
      // A card whose connection failed shows only its leaving (nfc-pcsc swallows the failure).
      if (!this.#wasRead) send({ type: 'tag', reader, content: tornContent(card.atr), at: Date.now() });
      this.#wasRead = false;
      this.#card = undefined;
      send({ type: 'removed', reader, at: Date.now() });
    });
  }

  async #write({ request, uid, records, lock }: Extract<ParentMessage, { type: 'write' }>): Promise<void> {
    const reader = this.#slot.name;
    const { send } = this.#watcher;
    try {
      const visit = this.#card && { atr: this.#card.atr ?? new Uint8Array(), transport: this.#transport };
      const written = await writeVisit(visit, { uid, records, lock });
      send({ type: 'written', reader, request, ...written, at: Date.now() });
    } catch (error) {
      if (!isDeviceError(error)) throw error;
      const detail = error.message.slice(deviceErrors[error.code].message.length).trim();
      send({ type: 'write_failed', reader, request, code: error.code, ...(detail === '' ? {} : { detail }) });
    }
  }
}

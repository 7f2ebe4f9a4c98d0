/**
 * Carries wishes to the platform and back. A question is asked again with its key until it is answered or somebody has
 * waited long enough; what was never answered is called off as soon as the platform can be reached, because the screen
 * said that nothing came of it.
 */
import type { Item, NewEvent } from '../../broker/contract/events.ts';
import { isFinal } from '../../broker/contract/intent-machine.ts';
import type { IntentKind, IntentReport } from '../../broker/contract/intents.ts';
import { isBrokerError } from '../../broker/errors.ts';
import type { Clock, Logger } from '../../broker/ports.ts';
import type { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import type { IntentQuestion, SessionInput } from '../session/input.ts';
import type { WantedRefusal } from '../session/state.ts';
import type { DoubtfulWishes } from './doubtful-wishes.ts';

export interface IntentDeskOptions {
  downlink: Pick<KioskDownlink, 'request'>;
  doubtful: Pick<DoubtfulWishes, 'start' | 'add' | 'settle'>;
  append: (event: NewEvent) => void;
  clock: Clock;
  logger: Logger;
}

type Answer = (input: SessionInput) => void;

interface Followed {
  display: string;
  kind: IntentKind;
  items: Item[];
  /** Null once the shopper has left. */
  answer: Answer | null;
  /** A screen has shown what became of it. */
  isTold: boolean;
}

const DEADLINE_MS = 4_000;
/** Longer than this and the shopper wants to hear something. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 700;
const MOST_FOLLOWED = 256;
const CALL_OFF_MS = 15_000;

const REFUSALS: Readonly<Record<string, WantedRefusal>> = {
  TW_CUSTOMER_TOKEN_UNKNOWN: 'unknown_person',
  TW_INTENT_UNSUPPORTED: 'unknown_person',
  TW_SKU_UNKNOWN: 'sold_out',
};
/** The hub was reached and could not: that says nothing about the wish. */
const NO_ANSWER: readonly (string | undefined)[] = [
  'TW_RATE_LIMITED',
  'TW_HUB_FAILED',
  'TW_FLEET_UNAVAILABLE',
];

export class IntentDesk {
  readonly #options: IntentDeskOptions;
  readonly #followed = new Map<string, Followed>();
  /** Keys of which the screen said that nothing came, though something may have. */
  readonly #orphans = new Set<string>();
  #again: { cancel(): void } | null = null;
  #isStopped = false;

  constructor(options: IntentDeskOptions) {
    this.#options = options;
  }

  get #doubtful(): IntentDeskOptions['doubtful'] {
    return this.#options.doubtful;
  }

  /** Answers once, with a report or with why there is none; reports of later moves follow. */
  async ask(display: string, question: IntentQuestion, answer: Answer): Promise<void> {
    const { key, kind, sku, storeCode, token, items } = question;
    this.#doubtful.add(key);
    this.#follow(key, { display, kind, items, answer, isTold: false });
    const body = {
      action: 'create' as const,
      key,
      kind,
      display,
      lines: [{ sku, quantity: 1 }],
      ...(storeCode !== null && { storeCode }),
      ...(token !== null && { token }),
    };
    const outcome = await this.#insist(body);
    const followed = this.#followed.get(key);
    const isAwaited = (followed?.answer ?? null) !== null;
    if (typeof outcome === 'object' && isAwaited) {
      this.report(outcome);
      return;
    }
    // News of it came by themselves while its answer was lost.
    if (followed?.isTold) return;
    this.#followed.delete(key);
    // Nobody saw it: the shopper has left, or has been told that nothing came of it.
    if (typeof outcome === 'object' || outcome === 'offline') this.#abandon(key);
    else this.#doubtful.settle(key);
    if (typeof outcome === 'string' && !this.#isStopped)
      answer({ type: 'intent_failed', key, refusal: outcome });
  }

  async drop(key: string): Promise<void> {
    await this.#say('cancel', key);
  }

  async shown(key: string): Promise<void> {
    await this.#say('shown', key);
  }

  /** From the platform, whenever something moves. False when nobody here asked for it. */
  report(report: IntentReport): boolean {
    const followed = this.#followed.get(report.key);
    if (followed === undefined) return false;
    const { display, items, answer } = followed;
    if (answer !== null) {
      // Before it is shown: what a screen has promised is never called off.
      this.#doubtful.settle(report.key);
      this.#followed.set(report.key, { ...followed, isTold: true });
      answer({ type: 'intent', report });
    } else if (report.state === 'claimed')
      this.#options.append({ name: 'handover_claimed', data: { display, items } });
    if (isFinal(report.kind, report.state) || report.state === 'claimed') this.#followed.delete(report.key);
    return true;
  }

  /** The shopper has left: nothing is told to their screen. That a till took over is still worth an event. */
  forget(display: string): void {
    for (const [key, followed] of this.#followed) {
      if (followed.display !== display) continue;
      if (followed.kind === 'handover') this.#followed.set(key, { ...followed, answer: null });
      else this.#followed.delete(key);
    }
  }

  /** The platform can be reached again: news may have been missed, and what was given up is called off. */
  connected(): void {
    this.#callOffAll();
    for (const [key, { answer }] of this.#followed) if (answer !== null) void this.#say('look', key);
  }

  /** Takes up what a kiosk that was killed left in doubt. */
  start(): void {
    for (const key of this.#doubtful.start()) this.#orphans.add(key);
  }

  stop(): void {
    this.#isStopped = true;
    this.#again?.cancel();
  }

  /** @returns A report, why not, or `offline` when nobody answered in time. */
  async #insist(
    body: Parameters<KioskDownlink['request']>[1] & { key: string; action: 'create' },
  ): Promise<IntentReport | WantedRefusal | 'offline'> {
    const { downlink, clock, logger } = this.#options;
    const until = clock.now() + PATIENCE_MS;
    for (let left = PATIENCE_MS; left > 0 && !this.#isStopped; left = until - clock.now()) {
      try {
        const reply = await downlink.request('intent', body, Math.min(DEADLINE_MS, left));
        if (reply.intent !== undefined) return reply.intent;
        if (!NO_ANSWER.includes(reply.code)) return REFUSALS[reply.code ?? ''] ?? 'failed';
      } catch (error) {
        if (!isBrokerError(error)) throw error;
        logger.info({ code: error.code }, 'a wish was not answered');
      }
      await this.#pause();
    }
    return 'offline';
  }

  #abandon(key: string): void {
    this.#orphans.add(key);
    this.#callOffAll();
  }

  #callOffAll(): void {
    this.#again?.cancel();
    this.#again = null;
    if (this.#orphans.size === 0 || this.#isStopped) return;
    this.#again = this.#options.clock.setTimer(CALL_OFF_MS, () => this.#callOffAll());
    for (const key of this.#orphans) void this.#callOff(key);
  }

  async #callOff(key: string): Promise<void> {
    const reply = await this.#request('cancel', key);
    // Unknown: it never came there. Its deadline has passed, so it never will.
    if (reply?.intent === undefined && reply?.code !== 'TW_INTENT_UNKNOWN') return;
    this.#orphans.delete(key);
    this.#doubtful.settle(key);
  }

  async #say(action: 'cancel' | 'shown' | 'look', key: string): Promise<void> {
    const reply = await this.#request(action, key);
    if (reply?.intent !== undefined) this.report(reply.intent);
  }

  async #request(action: 'cancel' | 'shown' | 'look', key: string) {
    try {
      return await this.#options.downlink.request('intent', { action, key }, DEADLINE_MS);
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      this.#options.logger.info({ action, code: error.code }, 'the platform was not told about a wish');
      return undefined;
    }
  }

  #follow(key: string, followed: Followed): void {
    this.#followed.set(key, followed);
    for (const oldest of this.#followed.keys()) {
      if (this.#followed.size <= MOST_FOLLOWED) return;
      this.#followed.delete(oldest);
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => void this.#options.clock.setTimer(PAUSE_MS, resolve));
  }
}

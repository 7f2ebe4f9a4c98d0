/** Asks the platform for a code that a shopper's phone can confirm. Nothing is kept here, and no code is logged. */
import type { Language } from '../../broker/contract/settings.ts';
import type { Logger } from '../../broker/ports.ts';
import type { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import type { SessionInput } from '../session/input.ts';

export interface PhoneVisitsOptions {
  downlink: Pick<KioskDownlink, 'request'>;
  logger: Logger;
}

const DEADLINE_MS = 4000;

export class PhoneVisits {
  readonly #options: PhoneVisitsOptions;

  constructor(options: PhoneVisitsOptions) {
    this.#options = options;
  }

  async begin(
    { display, language, requestId }: { display: string; language: Language; requestId: string },
    answer: (input: SessionInput) => void,
  ): Promise<void> {
    const { downlink, logger } = this.#options;
    try {
      const body = { action: 'begin', display, language } as const;
      const { begun, code } = await downlink.request('visit', body, DEADLINE_MS);
      if (begun) return answer({ type: 'visit_begun', requestId, begun });
      const reason = code === 'TW_RATE_LIMITED' ? 'busy' : 'offline';
      answer({ type: 'visit_failed', requestId, reason });
    } catch (error) {
      logger.info({ code: codeOf(error) }, 'no code for a phone could be had');
      answer({ type: 'visit_failed', requestId, reason: 'offline' });
    }
  }

  /** A platform that does not hear it lets the code expire. */
  async cancel(display: string, visit: string): Promise<void> {
    const { downlink, logger } = this.#options;
    try {
      await downlink.request('visit', { action: 'cancel', display, visit }, DEADLINE_MS);
    } catch (error) {
      logger.debug({ code: codeOf(error) }, 'a code for a phone could not be taken back');
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

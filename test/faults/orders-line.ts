/** The line between a kiosk and its hub, which loses questions and answers and says them twice, in the words of the wire. */
import { BrokerError, isBrokerError } from '../../broker/errors.ts';
import type { IntentDeskOptions } from '../../kiosk/host/intent-desk.ts';
import type { IntentBench } from '../broker/hub/intents/bench.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import type { VirtualClock } from '../support/virtual-clock.ts';

type Ask = IntentBench['parts']['intents']['ask'];

interface OrderLineOptions {
  random: SeededRandom;
  clock: VirtualClock;
  /** Of the hub that runs now. */
  ask: Ask;
  /** Hears of each message that is lost or doubled. */
  onFault: () => void;
}

const ASKER = { kioskId: 'mil-01.k1', storeCode: 'MIL-01', storeCodes: ['MIL-01'] };

export class OrderLine {
  readonly #options: OrderLineOptions;
  /** From then on everything arrives, once. */
  isSound = false;

  constructor(options: OrderLineOptions) {
    this.#options = options;
  }

  get request(): IntentDeskOptions['downlink']['request'] {
    return this.#request as IntentDeskOptions['downlink']['request'];
  }

  readonly #request = async (_name: string, body: object, deadline: number): Promise<object> => {
    const chance = this.isSound ? 1 : this.#options.random.unit();
    if (chance < 0.5) this.#options.onFault();
    if (chance < 0.1) throw new BrokerError('TW_LINK_DOWN');
    if (chance < 0.22) return this.#silence(deadline);
    const answer = await this.#answer(body);
    // Twice, as QoS 1 may.
    if (chance < 0.34) await this.#answer(body);
    return chance < 0.5 ? this.#silence(deadline) : answer;
  };

  async #answer(body: object): Promise<object> {
    const question = { id: 'question', deadline: '', ...body } as Parameters<Ask>[1];
    try {
      return { id: 'question', ok: true, intent: await this.#options.ask(ASKER, question) };
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      return { id: 'question', ok: false, code: error.code };
    }
  }

  #silence(deadline: number): Promise<never> {
    return new Promise((_, reject) => {
      this.#options.clock.setTimer(deadline, () => reject(new BrokerError('TW_REQUEST_TIMEOUT')));
    });
  }
}

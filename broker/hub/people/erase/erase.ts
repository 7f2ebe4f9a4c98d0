/**
 * Erases somebody on request (GDPR article 17): what was imported, what they wished and agreed to here, their orders that
 * are under way, the counter of their card, and that they stand anywhere. Events name nobody, so there is no link of theirs
 * to cut. What remains proves it without saying who it was.
 */
import type { ErasedPerson, HeldOfPerson } from '../../../contract/erased-person.ts';
import { BrokerError } from '../../../errors.ts';
import type { Clock, Logger } from '../../../ports.ts';
import { codeOfFault } from '../../fleet-db/faults.ts';
import type { KeptIntent } from '../../intents/intent-row.ts';
import type { CustomerStore } from '../../store/customer-store.ts';
import type { Directory } from '../directory.ts';
import type { Erasures } from '../erasures.ts';
import { IMPORTED } from '../imported-people.ts';
import type { PersonKey } from '../person-key.ts';
import type { Recognitions } from '../recognitions.ts';
import type { Visits } from '../visits/visits.ts';
import type { Fence } from './fence.ts';
import type { PersonRows } from './rows.ts';

export interface EraseOptions {
  rows: PersonRows;
  fence: Pick<Fence, 'raise'>;
  erasures: Pick<Erasures, 'all' | 'hashOf'>;
  customers: Pick<CustomerStore, 'all' | 'byRef' | 'remove' | 'mark'>;
  recognitions: Pick<Recognitions, 'forget' | 'count' | 'keys'>;
  visits: Pick<Visits, 'forget' | 'keys'>;
  directory: Pick<Directory, 'forgetAll'>;
  /** Orders that nobody has any more. */
  released: (kept: readonly KeptIntent[]) => void;
  clock: Clock;
  logger: Logger;
}

/** How soon this hub hears what another one has erased, or that an import has brought somebody back. */
const LOOK_MS = 15_000;

export class Erase {
  readonly #options: EraseOptions;
  /** Keyed hashes of those who are erased here, too; and how the customers stood then. */
  #known: ReadonlySet<string> = new Set();
  #mark = -1;
  #timer: { cancel(): void } | undefined;
  #looking: Promise<void> | undefined;

  constructor(options: EraseOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = this.#options.clock.setTimer(LOOK_MS, () => {
      this.#looking = this.sweep()
        .catch((error: unknown) =>
          this.#options.logger.debug({ code: codeOfFault(error) }, 'who was erased could not be looked up'),
        )
        .finally(() => {
          if (this.#timer) this.start();
        });
    });
  }

  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.#looking;
  }

  /** What is held of somebody, in numbers. @throws BrokerError TW_PERSON_UNKNOWN | TW_FLEET_UNAVAILABLE */
  async held(key: PersonKey): Promise<HeldOfPerson> {
    const { rows, recognitions } = this.#options;
    const customer = this.#isImported(key);
    const held = { customer, ...(await rows.count(key)), recognitions: recognitions.count(key) };
    if (Object.values(held).every((each) => each === false || each === 0))
      throw new BrokerError('TW_PERSON_UNKNOWN');
    return held;
  }

  /** The same again answers the same proof. @throws BrokerError TW_PERSON_UNKNOWN | TW_FLEET_UNAVAILABLE */
  async person(key: PersonKey): Promise<ErasedPerson> {
    const { rows, customers, erasures, logger } = this.#options;
    const customer = this.#isImported(key);
    const ended = this.#forget(key);
    const { receipt, released } = await rows.erase(key, customer || ended > 0);
    this.#known = new Set([...this.#known, erasures.hashOf(key)]);
    if (customer) customers.remove([key.ref]);
    this.#options.released(released);
    logger.info({ proof: receipt.proof }, 'a customer was erased');
    return { ...receipt, customer, recognitions: ended };
  }

  /** What another hub has erased, or a new import has brought back. */
  async sweep(): Promise<void> {
    const { erasures, customers, recognitions, visits, rows } = this.#options;
    const before = this.#known;
    const erased = await erasures.all();
    const mark = customers.mark();
    if (erased.size === before.size && mark === this.#mark) return;
    const back = (erased.size === 0 ? [] : customers.all())
      .map(({ ref }) => ref)
      .filter((ref) => erased.has(erasures.hashOf({ source: IMPORTED, ref })));
    if (back.length > 0) customers.remove(back);
    this.#known = erased;
    this.#mark = customers.mark();
    for (const key of [...recognitions.keys(), ...visits.keys()]) {
      const hash = erasures.hashOf(key);
      if (!erased.has(hash) || before.has(hash)) continue;
      this.#forget(key);
      this.#options.released((await rows.erase(key, true)).released);
    }
  }

  /** Where they stand, how many places there were. What is under way there writes nothing any more. */
  #forget(key: PersonKey): number {
    const { fence, recognitions, visits, directory } = this.#options;
    fence.raise();
    const ended = recognitions.forget(key) + visits.forget(key);
    directory.forgetAll();
    return ended;
  }

  #isImported({ source, ref }: PersonKey): boolean {
    return source === IMPORTED && this.#options.customers.byRef(ref) !== undefined;
  }
}

/** Whether the fleet's database answers: said once when it stops, once when it is back. */
import { Listeners } from '../../link/listeners.ts';
import type { Logger } from '../../ports.ts';
import { codeOfFault } from './faults.ts';

export class FleetHealth {
  readonly #logger: Logger;
  readonly #changed: Listeners<[boolean]>;
  #works = true;

  constructor(logger: Logger) {
    this.#logger = logger;
    this.#changed = new Listeners(logger);
  }

  get works(): boolean {
    return this.#works;
  }

  /** Called with true when it is back and with false when it stops. */
  onChanged(listener: (works: boolean) => void): () => void {
    return this.#changed.add(listener);
  }

  /** @param consequence What does not happen now, for the one line. */
  failed(error: unknown, consequence: string): void {
    if (!this.#works) return;
    this.#works = false;
    this.#logger.error({ code: codeOfFault(error), err: error }, consequence);
    this.#changed.emit(false);
  }

  worked(): void {
    if (this.#works) return;
    this.#works = true;
    this.#logger.info({}, 'the fleet’s database takes what it is given again');
    this.#changed.emit(true);
  }
}

/** What a reader complains about, held for a while: a hot reader cools down and heats up again many times a minute. */
import type { SessionContext } from '../driver.ts';
import type { DeviceErrorCode } from '../errors.ts';

/** How long (ms) after the last complaint all is well again. */
export const TROUBLE_LASTS_MS = 10_000;

export class LastingTrouble {
  readonly #context: Pick<SessionContext<object>, 'clock' | 'trouble'>;
  #code: DeviceErrorCode | undefined;
  #lastAt = 0;

  constructor(context: Pick<SessionContext<object>, 'clock' | 'trouble'>) {
    this.#context = context;
  }

  /** The reader complained. */
  bad(code: DeviceErrorCode, detail?: string): void {
    this.#lastAt = this.#context.clock.now();
    if (this.#code === code) return;
    this.#code = code;
    this.#context.trouble(code, detail);
  }

  /** The reader works. */
  good(): void {
    if (this.#code === undefined || this.#context.clock.now() - this.#lastAt < TROUBLE_LASTS_MS) return;
    this.#code = undefined;
    this.#context.trouble(undefined);
  }

  /** A new connection. */
  reset(): void {
    this.#code = undefined;
  }
}

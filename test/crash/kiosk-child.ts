/** A kiosk process: what it promised goes into the ledger, and it is known in the midst of what it was killed. */
import { Child } from '../support/child.ts';
import { CrashError } from './crash-error.ts';
import type { KioskChildOptions } from '../support/children/kiosk.ts';
import type { Ledger } from './ledger.ts';

export const PHASES = ['loading', 'opening', 'appending', 'trimming', 'sending', 'offline', 'idle'] as const;
export type Phase = (typeof PHASES)[number];

export class KioskChild extends Child {
  readonly #kiosk: string;
  readonly #ledger: Ledger;
  #marks = '';
  #sending = 0;
  #connected = false;
  #drained = false;

  constructor(file: string, options: KioskChildOptions, ledger: Ledger) {
    super(file, options);
    this.#kiosk = options.kiosk;
    this.#ledger = ledger;
    this.onLine((line) => this.#take(line));
  }

  /** Everything it had was acknowledged. */
  get drained(): boolean {
    return this.#drained;
  }

  /** What it was in the midst of when its last word came. */
  get phase(): Phase {
    if (this.#marks === '') return 'loading';
    if (this.#marks === 'S') return 'opening';
    if (this.#marks === 'a') return 'appending';
    if (this.#marks === 't') return 'trimming';
    if (!this.#connected) return 'offline';
    return this.#sending > 0 ? 'sending' : 'idle';
  }

  #take(line: string): void {
    const [mark = '', ...words] = line.split(' ');
    if ('SRaAtT'.includes(mark)) this.#marks = mark;
    if (mark === 'p') this.#sending += 1;
    if (mark === 'P') this.#sending -= 1;
    if (mark === 'c') this.#connected = true;
    if (mark === 'l') this.#connected = false;
    if (mark === 'Z') this.#drained = true;
    if (mark === 'A') {
      const [id = '', epoch = '', sequence] = words;
      this.#ledger.promise(id, { kiosk: this.#kiosk, epoch, sequence: Number(sequence) });
    }
    if (mark === 'R') this.#opened(String(words[0]), Number(words[1]));
  }

  /** Found at once rather than in the books at the end: what was promised is in the file that was opened. */
  #opened(epoch: string, last: number): void {
    const promised = this.#ledger.newest(this.#kiosk, epoch);
    if (last < promised)
      throw new CrashError(`${this.#kiosk}: the outbox ends at ${last}, ${promised} was promised`);
  }
}

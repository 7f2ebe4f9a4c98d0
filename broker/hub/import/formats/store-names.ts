/** Stores by what other systems call them. */
import type { StoreRow } from '../../sources/rows.ts';
import { normaliseName } from './fields.ts';

const MOST_STORES = 20_000;

export class StoreNames {
  readonly #codes = new Set<string>();
  readonly #byName = new Map<string, string>();
  readonly #currencies = new Set<string>();

  add({ store }: Pick<StoreRow, 'store'>): void {
    if (this.#codes.size >= MOST_STORES) return;
    this.#codes.add(store.storeCode);
    for (const name of [store.storeCode, store.name]) {
      const known = normaliseName(name);
      if (!this.#byName.has(known)) this.#byName.set(known, store.storeCode);
    }
    if (store.currency !== '') this.#currencies.add(store.currency);
  }

  /** By its code, else by its name or code in any spelling; undefined when there is none. */
  codeOf(name: string): string | undefined {
    return this.#codes.has(name) ? name : this.#byName.get(normaliseName(name));
  }

  /** The code of the only store; undefined when there are none or several. */
  only(): string | undefined {
    const [first] = this.#codes;
    return this.#codes.size === 1 ? first : undefined;
  }

  /** The currency of all stores that give one; '' when they differ. */
  currency(): string {
    const [first = ''] = this.#currencies;
    return this.#currencies.size === 1 ? first : '';
  }
}

/** Asks for consent per purpose: what stands, and what an answer changes. Refusing loses nothing. */
import type { ConsentAnswer } from '../../../contract/visit.ts';
import type { Clock } from '../../../ports.ts';
import type { PersonKey } from '../person-key.ts';
import type { ConsentStore } from './consent-store.ts';
import { wordsOf, type ConsentPurpose } from './purposes.ts';

export interface ConsentsOptions {
  purposes: readonly ConsentPurpose[];
  store: ConsentStore;
  clock: Clock;
}

/** One question as a page asks it. */
export interface ConsentQuestion {
  purpose: string;
  version: string;
  lang: string;
  words: string;
  /** Agreed to earlier, to these very words or to older ones. */
  given: boolean;
}

export class Consents {
  readonly #options: ConsentsOptions;

  constructor(options: ConsentsOptions) {
    this.#options = options;
  }

  async questions(key: PersonKey, language: string): Promise<ConsentQuestion[]> {
    const { purposes, store } = this.#options;
    if (purposes.length === 0) return [];
    const standing = await store.of(key);
    return purposes.map((asked) => {
      const { purpose, version } = asked;
      const before = standing.get(purpose);
      // Whoever agreed to older words has not agreed to these.
      const given = before?.given === true && before.version === version;
      return { purpose, version, ...wordsOf(asked, language), given };
    });
  }

  /** Keeps what is other than before and answers it. `agreed`: purposes that were ticked; the others were not. */
  async answer(
    key: PersonKey,
    answer: { agreed: ReadonlySet<string>; language: string; method: string; assertStill: () => void },
  ): Promise<ConsentAnswer[]> {
    const { store, clock } = this.#options;
    const { agreed, language, method, assertStill } = answer;
    const at = new Date(clock.now()).toISOString();
    const changed = (await this.questions(key, language))
      .filter(({ purpose, given }) => agreed.has(purpose) !== given)
      .map(({ purpose, version, lang, given }) => ({ purpose, version, lang, given: !given }));
    await store.add(
      key,
      changed.map((consent) => ({ ...consent, at, method })),
      assertStill,
    );
    return changed;
  }
}

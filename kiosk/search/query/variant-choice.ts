/** Which variant of a product was meant: of the colour and size that were typed, and in this store. */
import type { Segment } from '../index/segment.ts';
import { typedWords, fold } from '../words/fold.ts';
import type { Dictionary } from '../words/dictionary.ts';
import type { Filter } from './filter.ts';
import type { Plan } from './plan.ts';

export interface Choice {
  /** Place among the variants of the product. */
  ordinal: number;
  /** How many of the words about colour and size it has. */
  fits: number;
  here: boolean;
}

export class VariantChoice {
  readonly #segment: Segment;
  readonly #filter: Filter;
  /** For each word about a colour or a size: which of them it means. */
  readonly #colours: Uint8Array[] = [];
  readonly #sizes: Uint8Array[] = [];

  constructor(
    segment: Segment,
    filter: Filter,
    { plan, dictionary }: { plan: Plan; dictionary: Dictionary },
  ) {
    this.#segment = segment;
    this.#filter = filter;
    const { colours, families, sizes } = segment.names;
    const folded = colours.map((name) => typedWords(name));
    for (const { text, corrected } of plan.units) {
      const word = corrected ?? text;
      const meant = dictionary.familiesOf(word);
      const named = folded.map((words) =>
        words.some((part) => part === word || (word.length > 2 && part.startsWith(word))),
      );
      const byFamily = families.map((bits) => (bits & meant) !== 0);
      note(
        this.#colours,
        colours.map((_, index) => (named[index] === true ? 2 : byFamily[index] === true ? 1 : 0)),
      );
      note(
        this.#sizes,
        sizes.map((size) => (fold(size) === word ? 2 : 0)),
      );
    }
  }

  of(document: number): Choice {
    const { docVariants, variantHere, variantColour, variantSize } = this.#segment.columns;
    const first = docVariants[document] ?? 0;
    const end = docVariants[document + 1] ?? first;
    let best: Choice & { worth: number } = { ordinal: 0, fits: 0, here: false, worth: -1 };
    for (let variant = first; variant < end; variant += 1) {
      const fits =
        sum(this.#colours, variantColour[variant] ?? 0) + sum(this.#sizes, variantSize[variant] ?? 0);
      const here = variantHere[variant] === 1;
      const worth = (this.#filter.variantFails(variant) === 0 ? 100 : 0) + 2 * fits + (here ? 1 : 0);
      if (worth > best.worth) best = { ordinal: variant - first, fits, here, worth };
    }
    return best;
  }
}

function sum(words: readonly Uint8Array[], index: number): number {
  let total = 0;
  for (const word of words) total += word[index] ?? 0;
  return total;
}

function note(words: Uint8Array[], meant: readonly number[]): void {
  if (meant.some((fit) => fit > 0)) words.push(Uint8Array.from(meant));
}

/** Answers searches from the segments of an index. */
import type { SearchFilters } from '../../../broker/contract/search.ts';
import { idOf, type Segment } from '../index/segment.ts';
import type { Dictionary } from '../words/dictionary.ts';
import { typedWords } from '../words/fold.ts';
import { emptySum, facetsOf } from './counts.ts';
import { Filter } from './filter.ts';
import { Lexicons } from './lexicons.ts';
import { Matches, weightOf } from './match.ts';
import { planOf, type Plan } from './plan.ts';
import { priceRanges } from './price-ranges.ts';
import type { IndexAnswer, IndexHit, IndexQuery } from './request.ts';
import { Top, type Ranked } from './top.ts';
import { VariantChoice } from './variant-choice.ts';

/** A segment with what is known about it only while it is in use. */
export interface Part {
  segment: Segment;
  /** 1 for documents that are gone, or replaced in another part. */
  dead: Uint8Array;
}

interface OpenPart extends Part {
  matches: Matches;
}

interface Found {
  plan: Plan;
  isPartial: boolean;
}

const NOTHING: IndexAnswer = {
  total: 0,
  hits: [],
  corrected: null,
  isPartial: false,
  facets: null,
  categories: [],
};
const NO_PLAN: Plan = { units: [], corrected: null };
/** So many of the best are looked at once more, variant by variant. */
const LOOKED_AT = 60;
/** How much being here, and being liked, lifts a product; together less than the step from exact to prefix. */
const LIFT = { here: 0.15, liked: 0.2, variant: 0.06 };

export class SearchEngine {
  readonly #dictionary: Dictionary;
  #parts: OpenPart[] = [];
  #prices: number[] = [];

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  /** Takes over parts, the largest first; those it has already keep their room. */
  use(parts: readonly Part[]): void {
    const first = this.#parts[0]?.segment;
    this.#parts = parts.map((part) => ({
      ...part,
      matches:
        this.#parts.find(({ segment }) => segment === part.segment)?.matches ?? new Matches(part.segment),
    }));
    const largest = parts[0]?.segment;
    if (largest !== undefined && largest !== first) this.#prices = priceRanges(largest);
  }

  parts(): readonly Part[] {
    return this.#parts;
  }

  search(query: IndexQuery): IndexAnswer {
    const hasWords = typedWords(query.text).length > 0;
    if (!hasWords && query.text.trim() !== '') return NOTHING;
    const found = hasWords ? this.#find(query.text) : this.#everything();
    return this.#answer(query, found);
  }

  #everything(): Found {
    for (const { matches, dead } of this.#parts) matches.all(dead);
    return { plan: NO_PLAN, isPartial: false };
  }

  /** All words in one product; else words like them; else as many of them as one product has. */
  #find(text: string): Found {
    const lexicons = new Lexicons(this.#parts.map(({ segment }) => segment));
    const options = { lexicons, dictionary: this.#dictionary };
    let plan = planOf(text, { ...options, isForgiving: false });
    if (this.#run(plan, lexicons, required(plan)) > 0) return { plan, isPartial: false };
    plan = planOf(text, { ...options, isForgiving: true });
    if (this.#run(plan, lexicons, required(plan)) > 0) return { plan, isPartial: false };
    const most = this.#mostWords();
    if (most > 0) this.#run(plan, lexicons, most);
    return { plan, isPartial: most > 0 };
  }

  /** Keeps documents that have at least so many of the words; answers how many. */
  #run(plan: Plan, lexicons: Lexicons, words: number): number {
    let total = 0;
    const documents = this.#parts.reduce((sum, { segment }) => sum + segment.documents, 0);
    const weights = plan.units.map((unit) =>
      weightOf(unit, ({ alternatives }) => lexicons.countAll(alternatives), documents),
    );
    for (const { matches, dead } of this.#parts) {
      matches.run(plan, weights, dead);
      total += matches.keepWith(words);
    }
    return total;
  }

  #mostWords(): number {
    return Math.max(0, ...this.#parts.map(({ matches }) => matches.mostWords()));
  }

  #answer(query: IndexQuery, { plan, isPartial }: Found): IndexAnswer {
    const { filters, offset, limit } = query;
    const sum = emptySum();
    const top = new Top(Math.max(LOOKED_AT, offset + limit));
    let total = 0;
    const filtersOf = this.#parts.map(
      ({ segment }) => new Filter(segment, { filters, prices: this.#prices }),
    );
    for (const [index, { segment, matches }] of this.#parts.entries()) {
      const filter = filtersOf[index] ?? new Filter(segment, { filters, prices: this.#prices });
      if (query.wantsFacets) filter.count(matches.documents, matches.kept).addTo(sum);
      total += this.#rank({ matches, segment, filter, index }, top);
    }
    const hits = this.#looked(top, filtersOf, plan).slice(offset, offset + limit);
    const facets = query.wantsFacets ? facetsOf(sum, this.#prices) : null;
    return {
      total,
      hits,
      corrected: total > 0 ? plan.corrected : null,
      isPartial,
      facets,
      categories: (facets?.categories ?? []).map(({ value }) => value),
    };
  }

  #rank(part: { matches: Matches; segment: Segment; filter: Filter; index: number }, top: Top): number {
    const { matches, segment, filter, index } = part;
    const { docHere, docStanding } = segment.columns;
    let total = 0;
    for (let at = 0; at < matches.kept; at += 1) {
      const document = matches.documents[at] ?? 0;
      if (!filter.passes(document)) continue;
      total += 1;
      const lift =
        1 + (docHere[document] === 1 ? LIFT.here : 0) + (LIFT.liked * (docStanding[document] ?? 0)) / 250;
      top.offer(index, document, (matches.score[document] ?? 0) * lift);
    }
    return total;
  }

  /** The best once more: products that have the typed colour and size in one variant go first. */
  #looked(top: Top, filters: readonly Filter[], plan: Plan): IndexHit[] {
    const choices = this.#parts.map(
      ({ segment }, index) =>
        new VariantChoice(segment, filters[index] ?? NO_FILTER(segment), {
          plan,
          dictionary: this.#dictionary,
        }),
    );
    const looked = top.sorted().map((ranked) => {
      const choice = choices[ranked.segment]?.of(ranked.document) ?? { ordinal: 0, fits: 0, here: false };
      return { ranked, choice, score: ranked.score * (1 + LIFT.variant * Math.min(4, choice.fits)) };
    });
    // Deep pages keep their order: only the first ones are worth the second look.
    const again = looked.slice(0, LOOKED_AT).sort((a, b) => b.score - a.score);
    return [...again, ...looked.slice(LOOKED_AT)].map(({ ranked, choice }) =>
      this.#hit(ranked, choice.ordinal),
    );
  }

  #hit({ segment, document }: Ranked, variant: number): IndexHit {
    const part = this.#parts[segment]?.segment;
    return {
      productId: part === undefined ? '' : idOf(part, document),
      variant,
      here: part?.columns.docHere[document] === 1,
    };
  }
}

function required(plan: Plan): number {
  return Math.max(1, plan.units.filter(({ isOptional }) => !isOptional).length);
}

export const NO_FILTERS: SearchFilters = {
  sizes: [],
  colours: [],
  brands: [],
  categories: [],
  priceFrom: null,
  priceTo: null,
  here: false,
};
const NO_FILTER = (segment: Segment): Filter => new Filter(segment, { filters: NO_FILTERS, prices: [] });

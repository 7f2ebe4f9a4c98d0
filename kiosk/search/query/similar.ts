/** What else somebody might want who looks at a product: more of its kind, or what goes with it. */
import { idOf, type Segment } from '../index/segment.ts';
import { COLOUR_FAMILIES } from '../words/colours.ts';
import type { Dictionary } from '../words/dictionary.ts';
import { typedWords } from '../words/fold.ts';
import type { Part } from './engine.ts';
import { Top } from './top.ts';

/** Parts of an outfit: one product of each makes a look. */
const GROUPS: readonly (readonly [group: string, kinds: readonly string[]])[] = [
  ['shoes', ['shoe']],
  ['bags', ['bag']],
  ['outer', ['outerwear', 'raincoat', 'vest']],
  ['dress', ['dress']],
  ['bottom', ['trousers', 'skirt', 'shorts']],
  ['top', ['knitwear', 'shirt', 'tshirt', 'hoodie', 'polo']],
  ['accessory', ['scarf', 'hat', 'glove', 'belt', 'sock']],
];
/** Go with everything. */
const NEUTRAL = bits(['black', 'white', 'grey', 'beige', 'brown']);

interface CategoryMeaning {
  group: string;
  parent: string;
  /** `women`, `men`, `kids`, or empty for everyone. */
  audience: string;
}

export interface SimilarQuery {
  part: Part;
  document: number;
  limit: number;
}

export class Similar {
  readonly #dictionary: Dictionary;
  readonly #meanings = new Map<string, CategoryMeaning>();

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  /** The same kind first, then its neighbours, by colour, price and standing. */
  similar(parts: readonly Part[], { part, document, limit }: SimilarQuery): string[] {
    const of = this.#look(part.segment, document);
    return ranked(parts, limit, (segment, other) => {
      if (segment === part.segment && other === document) return 0;
      const one = this.#look(segment, other);
      const kind =
        one.category === of.category ? 4 : one.parent === of.parent ? 2 : one.group === of.group ? 1 : 0;
      if (kind === 0 || !suits(one.audience, of.audience)) return 0;
      const colour = (one.families & of.families) === 0 ? 0 : 1;
      const price = Math.min(one.price, of.price) / Math.max(1, one.price, of.price);
      return kind + colour + price + (one.here ? 0.7 : 0) + one.standing / 5;
    });
  }

  /** One of each other part of the outfit, in colours that go with it, here; each part once, then again. */
  look(parts: readonly Part[], { part, document, limit }: SimilarQuery): string[] {
    const of = this.#look(part.segment, document);
    const byGroup = new Map<string, Top>();
    for (const [index, { segment, dead }] of parts.entries())
      for (let other = 0; other < segment.documents; other += 1) {
        if (dead[other] === 1 || segment.columns.docHere[other] !== 1) continue;
        const one = this.#look(segment, other);
        const harmony = harmonyOf(one.families, of.families);
        if (one.group === of.group || harmony === 0 || !suits(one.audience, of.audience)) continue;
        const price = Math.min(one.price, of.price) / Math.max(1, one.price, of.price);
        const top = byGroup.get(one.group) ?? new Top(2);
        byGroup.set(one.group, top);
        top.offer(index, other, harmony + price + one.standing / 5);
      }
    const groups = [...byGroup.values()].map((top) => top.sorted());
    const rounds = [0, 1].flatMap((round) =>
      groups.flatMap((group) => group.slice(round, round + 1)).sort((a, b) => b.score - a.score),
    );
    return rounds.slice(0, limit).flatMap(({ segment, document: other }) => {
      const of = parts[segment];
      return of === undefined ? [] : [idOf(of.segment, other)];
    });
  }

  #look(segment: Segment, document: number) {
    const { columns, names } = segment;
    const category = names.categories[columns.docCategory[document] ?? 0] ?? '';
    return {
      category,
      ...this.#meaningOf(category),
      families: columns.docFamilies[document] ?? 0,
      price: columns.docPrice[document] ?? 0,
      standing: (columns.docStanding[document] ?? 0) / 50,
      here: columns.docHere[document] === 1,
    };
  }

  #meaningOf(category: string): CategoryMeaning {
    let meaning = this.#meanings.get(category);
    if (meaning === undefined) {
      meaning = this.#read(category);
      this.#meanings.set(category, meaning);
    }
    return meaning;
  }

  #read(category: string): CategoryMeaning {
    const steps = category.split(' > ');
    const words = typedWords(category);
    const ids = words.flatMap((word, at) => [
      ...this.#dictionary.conceptsOf(word),
      ...(this.#dictionary.phraseAt(words, at)?.ids ?? []),
    ]);
    const kinds = this.#dictionary.withParents(ids);
    const parent = steps.slice(0, -1).join(' > ');
    const group = GROUPS.find(([, names]) => names.some((name) => kinds.has(name)))?.[0];
    return {
      group: group ?? steps.at(-2) ?? category,
      parent: parent === '' ? category : parent,
      audience: ['women', 'men', 'kids'].find((name) => kinds.has(name)) ?? '',
    };
  }
}

function suits(a: string, b: string): boolean {
  return a === '' || b === '' || a === b;
}

/** 2 for the same colours, 1 where one of them goes with everything, 0 for what clashes. */
function harmonyOf(a: number, b: number): number {
  if ((a & b) !== 0) return 2;
  return ((a | b) & NEUTRAL) !== 0 || a === 0 || b === 0 ? 1 : 0;
}

function bits(families: readonly string[]): number {
  return COLOUR_FAMILIES.reduce(
    (sum, family, index) => (families.includes(family) ? sum | (1 << index) : sum),
    0,
  );
}

function ranked(
  parts: readonly Part[],
  limit: number,
  score: (segment: Segment, document: number) => number,
): string[] {
  const top = new Top(limit);
  for (const [index, { segment, dead }] of parts.entries())
    for (let document = 0; document < segment.documents; document += 1) {
      const worth = dead[document] === 1 ? 0 : score(segment, document);
      if (worth > 0) top.offer(index, document, worth);
    }
  return top.sorted().flatMap(({ segment, document }) => {
    const part = parts[segment];
    return part === undefined ? [] : [idOf(part.segment, document)];
  });
}

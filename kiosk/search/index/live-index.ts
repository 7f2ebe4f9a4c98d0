/**
 * An index that keeps up: the large segment, changed in place where only stock and price changed, and a small one that
 * is made again with every other change, until there is so much in it that everything is better built anew.
 */
import type { Dictionary } from '../words/dictionary.ts';
import { SegmentBuilder } from './builder.ts';
import type { SearchDocument } from './document.ts';
import { IdTable } from './id-table.ts';
import type { Segment } from './segment.ts';

export interface LivePart {
  segment: Segment;
  dead: Uint8Array;
}

const MOST_CHANGED = 2_000;

export class LiveIndex {
  readonly #dictionary: Dictionary;
  readonly #base: LivePart;
  readonly #ids: IdTable;
  readonly #changed = new Map<string, SearchDocument>();
  #fresh: LivePart | null = null;

  constructor(base: Segment, dictionary: Dictionary) {
    this.#dictionary = dictionary;
    this.#base = { segment: base, dead: new Uint8Array(base.documents) };
    this.#ids = new IdTable(base);
  }

  /** The large part first. */
  parts(): LivePart[] {
    return this.#fresh === null ? [this.#base] : [this.#base, this.#fresh];
  }

  /** True when so much has changed that the index should be built anew. */
  get isWorn(): boolean {
    return this.#changed.size > MOST_CHANGED;
  }

  /** @param documents By product id; null for a product that is gone. */
  update(documents: ReadonlyMap<string, SearchDocument | null>): void {
    let isOther = false;
    for (const [id, document] of documents) {
      const place = this.#ids.find(id);
      const isInBase = place !== undefined && this.#base.dead[place] === 0;
      if (isInBase && document !== null && this.#base.segment.columns.docPrint[place] === document.print) {
        refresh(this.#base.segment, place, document);
        continue;
      }
      isOther = true;
      if (place !== undefined) this.#base.dead[place] = 1;
      this.#changed.delete(id);
      if (document !== null) this.#changed.set(id, document);
    }
    if (isOther) this.#rebuild();
  }

  /** Where a product is. */
  find(id: string): { part: LivePart; document: number } | undefined {
    const place = this.#ids.find(id);
    if (place !== undefined && this.#base.dead[place] === 0) return { part: this.#base, document: place };
    const fresh = this.#fresh;
    const document = [...this.#sorted()].findIndex((one) => one.id === id);
    return fresh === null || document < 0 ? undefined : { part: fresh, document };
  }

  #sorted(): SearchDocument[] {
    return [...this.#changed.values()].sort((a, b) => b.standing - a.standing || (a.id < b.id ? -1 : 1));
  }

  #rebuild(): void {
    if (this.#changed.size === 0) {
      this.#fresh = null;
      return;
    }
    const builder = new SegmentBuilder(this.#dictionary);
    for (const document of this.#sorted()) builder.add(document);
    const segment = builder.done();
    this.#fresh = { segment, dead: new Uint8Array(segment.documents) };
  }
}

/** Stock and price, in place. */
function refresh({ columns }: Segment, document: number, { variants }: SearchDocument): void {
  const first = columns.docVariants[document] ?? 0;
  for (const [at, { price, here }] of variants.entries()) {
    columns.variantPrice[first + at] = Math.min(price, 0xffffffff);
    columns.variantHere[first + at] = here ? 1 : 0;
  }
  columns.docHere[document] = variants.some(({ here }) => here) ? 1 : 0;
  columns.docPrice[document] = Math.min(0xffffffff, ...variants.map(({ price }) => price));
  columns.docPriceTop[document] = Math.min(0xffffffff, Math.max(0, ...variants.map(({ price }) => price)));
}

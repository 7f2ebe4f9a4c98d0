/** Everything the search thread does, without the thread. */
import { existsSync, statSync } from 'node:fs';
import type { FoundPage } from '../../../broker/contract/http.ts';
import { isKioskError } from '../../errors.ts';
import { productsWithSaleEdge } from '../../replica/sale-edges.ts';
import { searchPage } from '../../replica/search.ts';
import { Documents, type SearchDocument } from '../index/document.ts';
import { LiveIndex } from '../index/live-index.ts';
import { readSegment, removeIndexLeftovers, setIndexAside } from '../index/segment-file.ts';
import { SearchEngine } from '../query/engine.ts';
import { Similar } from '../query/similar.ts';
import type { IndexQuery } from '../query/request.ts';
import { CatalogueFile } from '../source.ts';
import { Dictionary } from '../words/dictionary.ts';
import type { FromSearchThread, Question, RelatedAnswer, Reply, SearchThreadData } from './messages.ts';

type Loaded = Omit<FromSearchThread & { type: 'loaded' }, 'type'>;

const MOST_IDS = 1_000;

export class Answers {
  readonly #data: SearchThreadData;
  readonly #now: () => number;
  readonly #dictionary = new Dictionary();
  readonly #documents = new Documents(this.#dictionary);
  readonly #engine = new SearchEngine(this.#dictionary);
  readonly #similar = new Similar(this.#dictionary);
  #index: LiveIndex | null = null;
  /** Counts what made answers other than before. */
  #revision = 0;
  #version = '';

  constructor(data: SearchThreadData, now: () => number = Date.now) {
    this.#data = data;
    this.#now = now;
  }

  /** Takes over the file of the index, if it is sound; the one in use stays otherwise. */
  load(): Loaded {
    const { indexPath } = this.#data;
    removeIndexLeftovers(indexPath);
    if (!existsSync(indexPath)) return { version: '', problem: 'missing' };
    try {
      const { segment, version } = readSegment(indexPath);
      this.#index = new LiveIndex(segment, this.#dictionary);
      this.#version = version;
      this.#renew();
      return this.#bringPricesUp() ? { version, problem: 'none' } : { version: '', problem: 'missing' };
    } catch (error) {
      if (!isKioskError(error, 'TW_SEARCH_INDEX')) throw error;
      setIndexAside(indexPath);
      return { version: '', problem: 'damaged' };
    }
  }

  /** Sale prices have begun and ended since the file was written. False when so many have that it is quicker built anew. */
  #bringPricesUp(): boolean {
    const { cataloguePath, indexPath } = this.#data;
    if (!existsSync(cataloguePath)) return true;
    const since = { after: statSync(indexPath).mtimeMs, until: this.#now() };
    const ids = this.#withCatalogue(({ statements }) => productsWithSaleEdge(statements, since));
    if (ids.length > MOST_IDS) return false;
    if (ids.length > 0) this.changed(ids);
    return true;
  }

  drop(): void {
    this.#index = null;
    this.#version = '';
    this.#renew();
  }

  /** Reads products again; answers whether the index is worn. */
  changed(productIds: readonly string[]): boolean {
    const index = this.#index;
    if (index === null) return false;
    const found = this.#withCatalogue((catalogue) => {
      const documents = new Map<string, SearchDocument | null>();
      for (const id of productIds) {
        const product = catalogue.product(id);
        const isSold = product !== undefined && product.variants.length > 0;
        documents.set(id, isSold ? this.#documents.of(product) : null);
      }
      return documents;
    });
    index.update(found);
    this.#renew();
    return index.isWorn;
  }

  to(question: Question): { reply: Reply; stamp: string } {
    const stamp = `${this.#version}.${this.#revision}`;
    if (question.type === 'related')
      return { reply: { type: 'related', answer: this.#related(question) }, stamp };
    if (this.#index === null)
      return { reply: { type: 'simple', page: this.#simple(question.query) }, stamp: 'simple' };
    return { reply: { type: 'found', answer: this.#engine.search(question.query) }, stamp };
  }

  #related({ productId, limit }: Question & { type: 'related' }): RelatedAnswer {
    const place = this.#index?.find(productId);
    if (place === undefined) return { similar: [], look: [] };
    const parts = this.#engine.parts();
    return {
      similar: this.#similar.similar(parts, { ...place, limit }),
      look: this.#similar.look(parts, { ...place, limit }),
    };
  }

  #simple({ text, offset, limit }: IndexQuery): FoundPage {
    return this.#withCatalogue((catalogue) =>
      searchPage(catalogue.statements, { query: text, offset, limit }, this.#now()),
    );
  }

  #withCatalogue<T>(look: (catalogue: CatalogueFile) => T): T {
    const catalogue = new CatalogueFile(this.#data.cataloguePath, this.#now());
    try {
      return look(catalogue);
    } finally {
      catalogue.close();
    }
  }

  #renew(): void {
    this.#revision += 1;
    this.#engine.use(this.#index?.parts() ?? []);
  }
}

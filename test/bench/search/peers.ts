/** Searches of others, each set up as its documentation advises for a shop: prefixes, mistakes, accents, weights. */
import { create, insert, search } from '@orama/orama';
import { Charset, Document } from 'flexsearch';
import MiniSearch from 'minisearch';
import { fold } from '../../../kiosk/search/words/fold.ts';
import { FIELDS, type PeerDocument } from './documents.ts';
import type { Searcher } from './measure.ts';

export interface Peer extends Searcher {
  add(document: PeerDocument): void | Promise<void>;
}

const WEIGHTS = { title: 4, brand: 2, category: 2, colours: 2 };
const MOST = 20;

function miniSearch(): Peer {
  const index = new MiniSearch<PeerDocument>({ fields: [...FIELDS], processTerm: (term) => fold(term) });
  const options = { boost: WEIGHTS, combineWith: 'AND', fuzzy: 0.2 } as const;
  const ids = (found: { id: unknown }[]): string[] => found.slice(0, MOST).map(({ id }) => String(id));
  return {
    add: (document) => index.add(document),
    typed: (text) =>
      ids(index.search(text, { ...options, prefix: (_, at, terms) => at === terms.length - 1 })),
    ranked: ({ text }) => ids(index.search(text, options)),
  };
}

function flexSearch(): Peer {
  const index = new Document({
    document: {
      id: 'id',
      index: FIELDS.map((field) => ({ field, tokenize: 'forward' as const, encoder: Charset.LatinBalance })),
    },
  });
  const ask = (text: string): string[] => {
    const found = index.search(text, { limit: MOST, merge: true, suggest: true }) as unknown as {
      id: string;
    }[];
    return found.map(({ id }) => id);
  };
  return {
    add: (document) => void index.add(document as never),
    typed: ask,
    ranked: ({ text }) => ask(text),
  };
}

function orama(): Peer {
  const index = create({
    schema: {
      title: 'string',
      brand: 'string',
      category: 'string',
      colours: 'string',
      sizes: 'string',
      attributes: 'string',
      description: 'string',
      families: 'enum[]',
      sizeList: 'enum[]',
      price: 'number',
      here: 'boolean',
    },
  });
  const base = { properties: [...FIELDS], boost: WEIGHTS, limit: MOST, tolerance: 1, threshold: 0 };
  return {
    add: async (document) => void (await insert(index, { ...document })),
    typed: async (term) => (await search(index, { ...base, term })).hits.map(({ id }) => id),
    ranked: async ({ text, colour, size }) => {
      const where = {
        ...(colour === null ? {} : { families: { containsAll: [colour] } }),
        ...(size === null ? {} : { sizeList: { containsAll: [size] } }),
      };
      const facets = { families: {}, sizeList: {}, here: { true: true, false: true } };
      const found = await search(index, { ...base, term: text, where, facets } as never);
      return found.hits.map(({ id }) => id);
    },
  };
}

export const PEERS: Readonly<Record<string, () => Peer>> = {
  minisearch: miniSearch,
  flexsearch: flexSearch,
  orama,
};

/** What passes between the kiosk and the threads of its search. */
import type { FoundPage } from '../../../broker/contract/http.ts';
import type { IndexAnswer, IndexQuery } from '../query/request.ts';

export interface SearchThreadData {
  /** The replica's file. */
  cataloguePath: string;
  indexPath: string;
}

export interface RelatedAnswer {
  similar: string[];
  look: string[];
}

export type Question =
  | { type: 'search'; query: IndexQuery }
  | { type: 'related'; productId: string; limit: number };

export type Reply =
  | { type: 'found'; answer: IndexAnswer }
  /** There is no index yet: FTS5 answered, without filters. */
  | { type: 'simple'; page: FoundPage }
  | { type: 'related'; answer: RelatedAnswer };

export type ToSearchThread =
  | { type: 'ask'; id: number; question: Question }
  /** Reads the index file. */
  | { type: 'load' }
  /** Forgets the index: the catalogue it was made of is gone. */
  | { type: 'drop' }
  /** Reads these products again. */
  | { type: 'changed'; productIds: string[] };

export type FromSearchThread =
  | { type: 'answer'; id: number; reply: Reply; stamp: string }
  | { type: 'failed'; id: number; message: string }
  /** @param version of the catalogue that was indexed; empty when the file is missing or of no use */
  | { type: 'loaded'; version: string; problem: 'none' | 'missing' | 'damaged' }
  /** @param isWorn so much has changed that it should be built anew */
  | { type: 'updated'; isWorn: boolean };

/** What is asked of the index, and what it answers: plain data, so that it passes between threads. */
import type { SearchFacets, SearchFilters } from '../../../broker/contract/search.ts';

export interface IndexQuery {
  /** As typed. */
  text: string;
  filters: SearchFilters;
  offset: number;
  limit: number;
  /** Counting takes time that the first letters do not need. */
  wantsFacets: boolean;
}

export interface IndexHit {
  productId: string;
  /** Place of the variant to show among those of the product. */
  variant: number;
  here: boolean;
}

export interface IndexAnswer {
  total: number;
  hits: IndexHit[];
  /** What was looked for instead of what was typed; null when it was found as it is. */
  corrected: string | null;
  /** Not every word was found in one product. */
  isPartial: boolean;
  facets: SearchFacets | null;
  /** Category paths of everything found, the most frequent first. */
  categories: string[];
}

/** Filters of a search, and how many products each would leave: the query and the answer of `GET /api/search`. */

/** All must hold, within one variant where they are about variants; of values of one kind any. */
export interface SearchFilters {
  /** As the catalogue writes them: `size=M&size=L`. */
  sizes: string[];
  /** Families, English lower case: `colour=blue`. */
  colours: string[];
  brands: string[];
  /** A path or the beginning of one: `category=Women > Footwear`. */
  categories: string[];
  /** Minor units, `priceFrom=` included, `priceTo=` not; null for no bound. */
  priceFrom: number | null;
  priceTo: number | null;
  /** `here=1`: buyable in this store. */
  here: boolean;
}

export interface FacetCount {
  value: string;
  /** Products that would be found if this were chosen in place of what is chosen of its kind. */
  count: number;
}

export interface PriceRange {
  /** Minor units. */
  from: number;
  /** Not included; null for no end. */
  to: number | null;
  count: number;
}

export interface SearchFacets {
  /** From small to large. */
  sizes: FacetCount[];
  /** Families, the most frequent first. */
  colours: FacetCount[];
  brands: FacetCount[];
  /** Whole paths. */
  categories: FacetCount[];
  prices: PriceRange[];
  /** Products buyable in this store. */
  here: number;
}

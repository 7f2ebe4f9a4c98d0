/** What the hub holds of a customer, and what is left of somebody who was erased. Numbers, never what it is. */

/** Whose it is; never in an address. */
export interface PersonQuestion {
  ref: string;
  /** Name of the source that knows them; left out: the imported customers. */
  source?: string;
  /** What `ref` is: the source's own reference, which is what is meant when it is left out, or the number of a loyalty card. */
  by?: 'ref' | 'loyalty';
}

/** Hub `POST /api/people/held` with a PersonQuestion. */
export interface HeldOfPerson {
  /** Is among the imported customers. */
  customer: boolean;
  wishes: number;
  consents: number;
  /** Orders that the shop's system has yet to hear of; those that it has are its own. */
  requests: number;
  /** Counters of signed cards. */
  cards: number;
  /** Displays and phones where they stand. */
  recognitions: number;
}

/**
 * Hub `POST /api/people/erase` with a PersonQuestion: everything of a customer here goes, for good, and this says how
 * much it was. `proof` remains, and says nothing of who it was; the same request again answers the same.
 */
export interface ErasedPerson extends HeldOfPerson {
  proof: string;
  /** ISO 8601; when it was first asked for. */
  at: string;
}

/** What is left of somebody who was erased. */

/**
 * Hub `POST /api/people/erase` with `{ "ref", "source"? }`: everything of a customer here goes, for good. `proof` remains, and
 * says nothing of who it was; the same request again answers the same.
 */
export interface ErasedPerson {
  proof: string;
  /** ISO 8601; when it was first asked for. */
  at: string;
  /** Was among the imported customers until now. */
  customer: boolean;
  wishes: number;
  consents: number;
  /** Displays and phones where they stood. */
  recognitions: number;
}

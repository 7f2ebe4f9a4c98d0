/** What has changed in the catalogue: how kiosks catch up without fetching everything again. */
import type { DocumentKind } from '../store/catalogue-store.ts';

/** One document that is other than it was. */
export interface DocumentChange {
  kind: DocumentKind;
  id: string;
  /** Canonical JSON; null: the document is gone. */
  body: string | null;
}

/**
 * A version stands for the content alone, so that two hubs with the same catalogue have the same version; a revision
 * counts the writes of one hub. A kiosk knows versions only.
 */
export interface CatalogueChanges {
  current(): { version: string; revision: number };
  /** The last revision that had this version; undefined when it is unknown here or was too long ago. */
  revisionOf(version: string): number | undefined;
  /** Documents of a kind written or removed after `revision`, by id after `after`; each once, as it is now. */
  changesAfter(
    revision: number,
    page: { kind: DocumentKind; after: string; limit: number },
  ): DocumentChange[];
}

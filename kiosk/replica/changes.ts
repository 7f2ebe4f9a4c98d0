/** What of the catalogue is other than it was. */

/** Ids of products with anything that changed, also of those that are gone; `all` after a whole catalogue. */
export type ChangedProducts = 'all' | ReadonlySet<string>;

export type ReplicaListener = (changed: ChangedProducts) => void;

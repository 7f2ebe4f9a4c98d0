/** Which stores this hub answers for. */
export interface Ownership {
  owns(store: string): boolean;
}

/** One hub with a database of its own answers for all. */
export const SOLE_OWNER: Ownership = { owns: () => true };

/** Who somebody is at the hub: a source and the reference there. Never leaves it. */
export interface PersonKey {
  /** Name of the source, as on its card. */
  source: string;
  /** Stable at that source. */
  ref: string;
}

export function isSamePerson(one: PersonKey, other: PersonKey): boolean {
  return one.source === other.source && one.ref === other.ref;
}

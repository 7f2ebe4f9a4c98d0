/** What the hub needs of whoever holds the keys of tags. The cryptography lives with the devices. */

/** What the tags of a set of keys are for: goods that say whose they are, or cards that say who somebody is. */
export type TagPurpose = 'product' | 'card';

export type OpenedTag =
  /** The message was made by a tag that holds our key. `counter` says whether it is a new one. */
  | { kind: 'signed'; purpose: TagPurpose; uid: string; counter: number }
  /** It looks like one of ours, and no key of ours made it. */
  | { kind: 'forged' }
  /** No set of keys is for such tags. */
  | { kind: 'foreign' };

export interface TagVerifier {
  /** Never throws, whatever the URL. */
  open(url: string): OpenedTag;
}

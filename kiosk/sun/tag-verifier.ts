/** The hub's port for signed tags, on our sets of keys. */
import type { OpenedTag, TagVerifier } from '../../broker/hub/tags/tag-verifier.ts';
import { tryKeySet, type KeySet } from './key-set.ts';

export class KeySetVerifier implements TagVerifier {
  readonly #sets: readonly KeySet[];

  constructor(sets: readonly KeySet[]) {
    this.#sets = sets;
  }

  open(url: string): OpenedTag {
    let isClaimed = false;
    for (const set of this.#sets) {
      const result = tryKeySet(set, url);
      if (result === undefined) continue;
      // Without hosts a set speaks only for what it opens: other brands' tags have the same parameters.
      isClaimed ||= set.hosts.length > 0;
      if (result === 'broken' || !result.valid) continue;
      const { uid, counter } = result;
      // Without either, the next copy could not be told from the tag.
      if (uid !== undefined && counter !== undefined)
        return { kind: 'signed', purpose: set.purpose, uid, counter };
    }
    return { kind: isClaimed ? 'forged' : 'foreign' };
  }
}

/** Which of several hubs a store belongs to (rendezvous hashing): when one hub goes, only its own stores move. */
import { createHash } from 'node:crypto';

/** The same answer at every hub that knows of the same hubs; undefined when there are none. */
export function ownerOf(store: string, hubs: readonly string[]): string | undefined {
  let owner: string | undefined;
  let highest = '';
  for (const hub of hubs) {
    const weight = createHash('sha256').update(`${hub}\0${store}`).digest('hex');
    if (owner !== undefined && weight < highest) continue;
    owner = hub;
    highest = weight;
  }
  return owner;
}

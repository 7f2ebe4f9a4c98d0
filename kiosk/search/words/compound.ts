/** Takes apart what German, and not only German, writes as one word: `Lederjacke` is `Leder` and `Jacke`. */

const SHORTEST_PART = 3;
/** Letters that join the parts: Damen-s-chuh has none, Arbeit-s-schuh has one. */
const JOINTS = ['', 's', 'n', 'es', 'en', 'er'];

/**
 * The two words a folded word is made of, the longest last part first.
 * @param known Whether the catalogue or the dictionary knows a part.
 */
export function splitCompound(word: string, known: (part: string) => boolean): [string, string] | undefined {
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
    const last = word.slice(at);
    if (!known(last)) continue;
    for (const joint of JOINTS) {
      const first = word.slice(0, at - joint.length);
      if (first.length < SHORTEST_PART || word.slice(first.length, at) !== joint) continue;
      if (known(first)) return [first, last];
    }
  }
  return undefined;
}

/** Whether words occur in a feed, without keeping it. */
import { readText } from './read-text.ts';

/** Throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE. */
export async function mentions<Word extends string>(
  path: string,
  words: readonly Word[],
): Promise<ReadonlySet<Word>> {
  const found = new Set<Word>();
  const longest = Math.max(...words.map((word) => word.length));
  let tail = '';
  for await (const text of readText(path)) {
    const piece = tail + text;
    for (const word of words) if (piece.includes(word)) found.add(word);
    if (found.size === words.length) break;
    tail = piece.slice(-longest);
  }
  return found;
}

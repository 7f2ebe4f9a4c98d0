/** The text of a feed file in pieces, whatever packed and encoded it. */
import { readBytes, type ByteLimits } from './read-bytes.ts';
import { FeedDecoder } from './feed-decoder.ts';

/** @throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE */
export async function* readText(path: string, limits?: ByteLimits): AsyncGenerator<string> {
  const decoder = new FeedDecoder();
  for await (const bytes of readBytes(path, limits)) {
    const text = decoder.write(bytes);
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest !== '') yield rest;
}

/** The first characters, at most `most`; fewer when the file is shorter. */
export async function readHead(path: string, most: number): Promise<string> {
  let head = '';
  for await (const text of readText(path)) {
    head += text;
    if (head.length >= most) break;
  }
  return head.slice(0, most);
}

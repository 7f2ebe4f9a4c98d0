/** A ThumbHash as a tiny picture, kept per hash: the blur that stands until the photograph has been decoded. */
import { thumbHashToDataURL } from 'thumbhash';

const cache = new Map<string, string>();
const LIMIT = 300;

export function thumbhashPicture(base64: string): string {
  const known = cache.get(base64);
  if (known !== undefined) return known;
  const picture = decode(base64);
  if (cache.size >= LIMIT) cache.clear();
  cache.set(base64, picture);
  return picture;
}

function decode(base64: string): string {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    return ''; // A hash that does not decode only means no blur.
  }
}

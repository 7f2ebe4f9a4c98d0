/** The order of sizes: XS before S before M, 28 before 29.5 before 36, 32x30 before 32x32; never alphabetical. */

const LETTERS: Readonly<Record<string, number>> = { S: -1, M: 0, L: 1 };
const WORDS: Readonly<Record<string, string>> = {
  SMALL: 'S',
  MEDIUM: 'M',
  LARGE: 'L',
  XSMALL: 'XS',
  XLARGE: 'XL',
  EXTRASMALL: 'XS',
  EXTRALARGE: 'XL',
};
const UNKNOWN_FIRST = 1;

/** Kind first (no size, letters, numbers, anything else), then rank within the kind. */
type Rank = readonly [kind: number, rank: number, second: number];

export function compareSizes(a: string, b: string): number {
  const [left, right] = [rankOf(a), rankOf(b)];
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.localeCompare(b, 'en', { numeric: true });
}

function rankOf(size: string): Rank {
  const text = size
    .toUpperCase()
    .replaceAll(/[\s.-]+(?=[A-Z])/g, '')
    .trim();
  if (text === '' || /^(ONE ?SIZE|OS|U|UNI)$/.test(text)) return [0, 0, 0];
  const letters = letterRank(WORDS[text] ?? text);
  if (letters !== undefined) return [UNKNOWN_FIRST, letters, 0];
  const numbers = numberRank(size);
  return numbers ?? [3, 0, 0];
}

/** XXS −3, XS −2, S −1, M 0, L 1, XL 2, XXL or 2XL 3; `S/M` lies between its two. */
function letterRank(text: string): number | undefined {
  const pair = /^([^/]+)\/([^/]+)$/.exec(text);
  if (pair) {
    const [low, high] = [letterRank(pair[1] ?? ''), letterRank(pair[2] ?? '')];
    return low === undefined || high === undefined ? undefined : (low + high) / 2;
  }
  const match = /^(?:(\d)X|(X*))([SML])$/.exec(text);
  if (!match) return undefined;
  const letter = match[3] ?? 'M';
  const extra = match[1] === undefined ? (match[2] ?? '').length : Number(match[1]);
  if (letter === 'M') return extra === 0 ? 0 : undefined;
  const sign = LETTERS[letter] ?? 0;
  return sign + sign * extra;
}

/** A number with a decimal, a half or a third, perhaps with a second one: `36 1/2`, `41⅓`, `32x34`. */
function numberRank(size: string): Rank | undefined {
  const text = size
    .toLowerCase()
    .replaceAll(/\s*(?:1\/2|½)/g, '.5')
    .replaceAll(/\s*(?:1\/3|⅓)/g, '.33')
    .replaceAll(/\s*(?:2\/3|⅔)/g, '.67')
    .replaceAll(/(\d),(\d)/g, '$1.$2');
  const match = /^[a-z]{0,4}\s*(\d+(?:\.\d+)?)(?:\s*[a-z"”]*\s*[x×/ -]\s*[a-z]?(\d+(?:\.\d+)?))?/.exec(text);
  return match ? [2, Number(match[1]), Number(match[2] ?? 0)] : undefined;
}

/** The code as people type it: lower case, without the dash, with spaces. */

const LETTERS = /[BCDFGHJKLMNPQRSTVWXZ]/u;
const HALF = 4;

/** `wdjb mj` → `WDJB-MJ`; letters that no code has are kept, so that they can be pointed at. */
export function tidyCode(text: string): string {
  const letters = text
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 2 * HALF);
  return letters.length > HALF ? `${letters.slice(0, HALF)}-${letters.slice(HALF)}` : letters;
}

export function isWhole(code: string): boolean {
  return code.length === 2 * HALF + 1 && strangers(code).length === 0;
}

/** What is in no code: vowels, digits, letters of other alphabets. Each once. */
export function strangers(code: string): string[] {
  return [...new Set(code.replace('-', '').split(''))].filter((letter) => !LETTERS.test(letter));
}

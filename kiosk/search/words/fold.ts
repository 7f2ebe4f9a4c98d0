/** Words as they are compared: without case, accents, and the ways one letter can be written. */

/** More in one text only costs time. */
const LONGEST_TEXT = 4_000;
const LONGEST_WORD = 32;

/** Letters that no decomposition takes apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  // Arabic: shoppers write the alefs, ya and ta marbuta as they please.
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ـ: '',
  ک: 'ك',
  ی: 'ي',
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');
/** Arabic-Indic and Persian digits. */
const DIGITS = /[\u0660-\u0669\u06F0-\u06F9]/gu;

export function fold(text: string): string {
  return (
    text
      .slice(0, LONGEST_TEXT)
      .toLowerCase()
      // First, because decomposition would make bare alefs and marks of some of them.
      .replaceAll(SPECIAL, (letter) => LETTERS[letter] ?? '')
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
  );
}

/**
 * Folded words of a text, in order. What belongs to one word by a hyphen is there in parts and whole
 * (`roll-top` is `roll`, `top` and `rolltop`); a possessive s is dropped.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const chunk of fold(text).match(/[\p{L}\p{N}]+(?:[-'’.][\p{L}\p{N}]+)*/gu) ?? []) {
    const parts = chunk.replace(/['’]s$/u, '').split(/[-'’.]/u);
    for (const part of parts) words.push(part.slice(0, LONGEST_WORD));
    if (parts.length > 1 && chunk.includes('-')) words.push(parts.join('').slice(0, LONGEST_WORD));
  }
  return words;
}

/** As typed: no joined forms, because each of these must be found. */
export function typedWords(text: string): string[] {
  return (fold(text.slice(0, 500)).match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word !== 's')
    .map((word) => word.slice(0, LONGEST_WORD));
}

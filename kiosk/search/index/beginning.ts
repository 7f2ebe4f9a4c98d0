/** Terms that stand for every word with the same first letters, told apart by a mark that no word has. */

export const LONGEST_BEGINNING = 2;
const BEGINNING_MARK = '^';

export const beginningTerm = (letters: string): string => BEGINNING_MARK + letters;

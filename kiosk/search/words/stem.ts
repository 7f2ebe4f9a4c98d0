/**
 * Light stemmers: plural, gender and case endings only, on folded words. A word has several stems on purpose: the words
 * of a catalogue and those of a shopper are both taken apart, and meet when any of theirs agree.
 */

export const SEARCH_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pl', 'ro', 'ar'] as const;
export type SearchLanguage = (typeof SEARCH_LANGUAGES)[number];

/** Ending, what stands in its place, letters that must remain. */
type Rule = readonly [ending: string, instead: string, least: number];

/** For each language: steps, in each of which the first rule that fits is applied. */
const STEPS: Readonly<Record<Exclude<SearchLanguage, 'ar'>, readonly (readonly Rule[])[]>> = {
  en: [
    [
      ['ss', 'ss', 1],
      ['us', 'us', 1],
      ['sses', 'ss', 2],
      ['shes', 'sh', 2],
      ['ches', 'ch', 2],
      ['xes', 'x', 2],
      ['ies', 'y', 2],
      ['ves', 'f', 3],
      ['s', '', 3],
    ],
    [
      ['ing', '', 3],
      ['ed', '', 3],
      ['es', '', 4],
    ],
  ],
  de: [
    ['ern', 'em', 'en', 'er', 'es', 'e', 'n', 's'].map((ending) => [ending, '', 3] as const),
    ['er', 'en', 'e'].map((ending) => [ending, '', 4] as const),
  ],
  fr: [
    [
      ['eaux', 'eau', 2],
      ['aux', 'al', 2],
      ['ss', 'ss', 1],
      ['s', '', 3],
      ['x', '', 3],
    ],
    [
      ['elle', 'el', 2],
      ['e', '', 3],
    ],
  ],
  es: [
    [
      ['ces', 'z', 2],
      ['es', '', 3],
      ['s', '', 3],
    ],
    ['o', 'a', 'e'].map((ending) => [ending, '', 3] as const),
  ],
  it: [
    [
      ['che', 'ca', 2],
      ['ghe', 'ga', 2],
      ['chi', 'co', 2],
      ['ghi', 'go', 2],
      ['cie', 'cia', 2],
    ],
    ['o', 'a', 'e', 'i'].map((ending) => [ending, '', 3] as const),
  ],
  pl: [
    [
      ['kami', 'k', 3],
      ['ami', '', 3],
      ['ach', '', 3],
      ['ego', '', 3],
      ['emu', '', 3],
      ['ych', '', 3],
      ['ymi', '', 3],
      ['ek', 'k', 3],
      ['er', 'r', 3],
      ['ow', '', 3],
      ['om', '', 3],
      ['ie', '', 3],
      ['ej', '', 3],
    ],
    ['a', 'e', 'i', 'y', 'o', 'u'].map((ending) => [ending, '', 3] as const),
  ],
  ro: [
    [
      ['ii', 'i', 3],
      ...['urilor', 'urile', 'ului', 'elor', 'ilor', 'uri', 'ele', 'ile', 'ul', 'ei'].map(
        (ending) => [ending, '', 3] as const,
      ),
    ],
    ['a', 'e', 'i', 'u'].map((ending) => [ending, '', 3] as const),
  ],
};

const ARABIC_PREFIXES = ['وال', 'بال', 'كال', 'فال', 'لل', 'ال', 'و'];
const ARABIC_SUFFIXES = ['ها', 'ات', 'ان', 'ين', 'ون', 'يه', 'ه', 'ي'];

const isArabic = (word: string): boolean => {
  const first = word.charCodeAt(0);
  return first >= 0x0621 && first <= 0x064a;
};

/** Stems of a folded word in one language, without the word itself. */
export function stemsIn(word: string, language: SearchLanguage): string[] {
  if (/\p{N}/u.test(word)) return [];
  if (language === 'ar') return isArabic(word) ? arabicStems(word) : [];
  if (isArabic(word)) return [];
  const found = new Set<string>();
  let rest = word;
  for (const rules of STEPS[language]) {
    rest = applied(rest, rules);
    if (rest !== word) found.add(rest);
  }
  if (language === 'en') found.add(undoubled(rest));
  found.delete(word);
  return [...found];
}

function applied(word: string, rules: readonly Rule[]): string {
  for (const [ending, instead, least] of rules)
    if (word.endsWith(ending) && word.length - ending.length >= least)
      return word.slice(0, word.length - ending.length) + instead;
  return word;
}

/** `running` is `runn`, and `run`. */
function undoubled(stem: string): string {
  return /([bdgmnprt])\1$/u.test(stem) && stem.length > 3 ? stem.slice(0, -1) : stem;
}

function arabicStems(word: string): string[] {
  const found = new Set<string>();
  const bare = without(word, ARABIC_PREFIXES, (rest, prefix) =>
    rest.startsWith(prefix) ? rest.slice(prefix.length) : rest,
  );
  found.add(bare);
  found.add(
    without(bare, ARABIC_SUFFIXES, (rest, suffix) =>
      rest.endsWith(suffix) ? rest.slice(0, -suffix.length) : rest,
    ),
  );
  found.delete(word);
  return [...found];
}

/** The first of the affixes that can go and leaves three letters. */
function without(
  word: string,
  affixes: readonly string[],
  cut: (word: string, affix: string) => string,
): string {
  for (const affix of affixes) {
    const rest = cut(word, affix);
    if (rest !== word && rest.length >= 3) return rest;
  }
  return word;
}

/** In every language: for words whose language nobody knows. */
export function stemsOf(word: string): string[] {
  const found = new Set<string>();
  for (const language of SEARCH_LANGUAGES) for (const stem of stemsIn(word, language)) found.add(stem);
  return [...found];
}

export function searchLanguage(tag: string): SearchLanguage | undefined {
  const primary = tag.toLowerCase().split('-')[0] ?? '';
  return SEARCH_LANGUAGES.find((language) => language === primary);
}

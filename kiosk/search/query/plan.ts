/** Turns what was typed into what is looked up: for each word the terms it may mean, and how well each fits. */
import { beginningTerm, LONGEST_BEGINNING } from '../index/beginning.ts';
import { splitCompound } from '../words/compound.ts';
import { conceptTerm, type Dictionary } from '../words/dictionary.ts';
import { typedWords } from '../words/fold.ts';
import { stemsOf } from '../words/stem.ts';
import { corrections } from './corrections.ts';
import type { Lexicons } from './lexicons.ts';

export interface Alternative {
  text: string;
  /** Every term that begins so. */
  isPrefix: boolean;
  /** 0 to 1. */
  quality: number;
}

/** One word, or a phrase that is one thing. */
export interface Unit {
  text: string;
  alternatives: Alternative[];
  /** A small word at the end, which may be the beginning of a longer one. */
  isOptional: boolean;
  /** What it was taken for; null when it was found as it is. */
  corrected: string | null;
}

export interface Plan {
  units: Unit[];
  corrected: string | null;
}

export interface PlanOptions {
  lexicons: Lexicons;
  dictionary: Dictionary;
  /** Also looks for words like those that are known: the second try. */
  isForgiving: boolean;
}

export const QUALITY = {
  exact: 1,
  joined: 0.95,
  stem: 0.85,
  concept: 0.85,
  prefix: 0.6,
  inner: 0.4,
  parent: 0.4,
};
const MOST_WORDS = 8;

const SMALL = new Set(
  `a à al and au aux avec by c con cu d da das de del della den der des di die do du e ein eine el et for für fur
   from i il im in into l la las le les los mit na o od of on os para per pentru po por pour s sau sur the to un und
   une uno w with y z ze zu zum zur في من مع على`.split(/\s+/u),
);

export function planOf(text: string, options: PlanOptions): Plan {
  const words = typedWords(text).slice(0, MOST_WORDS);
  const isTyping = !/\s$/u.test(text);
  const units: Unit[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const phrase = options.isForgiving ? undefined : options.dictionary.phraseAt(words, at);
    const isKnown = phrase?.ids.some((id) => options.lexicons.has(conceptTerm(id))) ?? false;
    if (phrase !== undefined && isKnown) {
      units.push(phraseUnit(words.slice(at, at + phrase.length).join(' '), phrase.ids));
      at += phrase.length - 1;
      continue;
    }
    const word = words[at] ?? '';
    const isLast = at === words.length - 1;
    if (SMALL.has(word) && words.length > 1 && !isLast) continue;
    const around = { before: words[at - 1], after: words[at + 1], isPrefix: isLast && isTyping };
    units.push(...unitsOf(word, around, options).map((unit) => asOptional(unit, words.length, isLast)));
  }
  return { units, corrected: correctedText(units) };
}

function asOptional(unit: Unit, words: number, isLast: boolean): Unit {
  return isLast && words > 1 && SMALL.has(unit.text) ? { ...unit, isOptional: true } : unit;
}

function phraseUnit(text: string, ids: readonly string[]): Unit {
  const alternatives = ids.map((id) => ({ text: conceptTerm(id), isPrefix: false, quality: QUALITY.exact }));
  return { text, alternatives, isOptional: false, corrected: null };
}

interface Around {
  before: string | undefined;
  after: string | undefined;
  isPrefix: boolean;
}

function unitsOf(word: string, around: Around, options: PlanOptions): Unit[] {
  const { lexicons, dictionary, isForgiving } = options;
  const found = [...known(word, around.isPrefix, options), ...joined(word, around, lexicons)];
  const unit: Unit = { text: word, alternatives: found, isOptional: false, corrected: null };
  if (found.length > 0 && !isForgiving) return [unit];
  if (found.length === 0 && word.length >= 6) {
    const means = (part: string): boolean =>
      lexicons.has(part) || dictionary.conceptsOf(part).some((id) => lexicons.has(conceptTerm(id)));
    const parts = splitCompound(word, means);
    if (parts !== undefined)
      return parts.map((part) => ({ ...unit, text: part, alternatives: known(part, false, options) }));
  }
  const inner = word.length >= 4 ? lexicons.containing(word, 16) : [];
  for (const text of inner) found.push({ text, isPrefix: false, quality: QUALITY.inner });
  if (inner.length > 0 && !isForgiving) return [unit];
  const { alternatives, best } = corrections(word, around.isPrefix, options);
  return [
    { ...unit, alternatives: [...found, ...alternatives], corrected: found.length === 0 ? best : null },
  ];
}

/** Without any guess: the word, its stems, what it means, and what begins with it. */
function known(word: string, isPrefix: boolean, { lexicons, dictionary }: PlanOptions): Alternative[] {
  const found: Alternative[] = [];
  const put = (text: string, quality: number): void => {
    if (lexicons.has(text)) found.push({ text, isPrefix: false, quality });
  };
  put(word, QUALITY.exact);
  for (const stem of stemsOf(word)) put(stem, QUALITY.stem);
  found.push(...meanings(dictionary.conceptsOf(word), lexicons, dictionary));
  if (isPrefix && word.length <= LONGEST_BEGINNING) put(beginningTerm(word), QUALITY.prefix);
  else if (word.length >= 3 && lexicons.hasPrefix(word))
    found.push({ text: word, isPrefix: true, quality: isPrefix ? QUALITY.prefix : QUALITY.prefix * 0.7 });
  if (isPrefix && word.length >= 3)
    for (const completion of dictionary.completions(word, 8))
      if (completion !== word)
        for (const id of dictionary.conceptsOf(completion)) put(conceptTerm(id), QUALITY.prefix * 0.8);
  return found;
}

/** The things a word names; where the shop has none of them, what they are kinds of. */
export function meanings(ids: readonly string[], lexicons: Lexicons, dictionary: Dictionary): Alternative[] {
  const own = ids.map(conceptTerm).filter((text) => lexicons.has(text));
  if (own.length > 0) return own.map((text) => ({ text, isPrefix: false, quality: QUALITY.concept }));
  return [...dictionary.withParents(ids)]
    .filter(([id]) => lexicons.has(conceptTerm(id)))
    .map(([id, up]) => ({ text: conceptTerm(id), isPrefix: false, quality: QUALITY.parent ** up }));
}

/** `back pack` is also `backpack`. */
function joined(word: string, { before, after }: Around, lexicons: Lexicons): Alternative[] {
  return [before === undefined ? '' : before + word, after === undefined ? '' : word + after]
    .filter((text) => text.length > 3 && lexicons.has(text))
    .map((text) => ({ text, isPrefix: false, quality: QUALITY.joined }));
}

function correctedText(units: readonly Unit[]): string | null {
  if (!units.some(({ corrected }) => corrected !== null)) return null;
  return units.map(({ text, corrected }) => corrected ?? text).join(' ');
}

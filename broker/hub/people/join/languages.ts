/** In which language a phone's page speaks. */
import { LANGUAGES, type Language } from '../../../contract/settings.ts';
import type { JoinWords } from './words.ts';
import { ar } from './words/ar.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import { pl } from './words/pl.ts';
import { ro } from './words/ro.ts';

export const JOIN_WORDS: Readonly<Record<Language, JoinWords>> = { en, it, fr, pl, ro, ar };

export interface Wanted {
  /** What the shopper touched on the page. */
  chosen?: string | undefined;
  /** `Accept-Language` of the phone (RFC 9110 section 12.5.4). */
  accepted?: string | undefined;
  /** That of the display. */
  display?: string | undefined;
}

export function languageFor({ chosen, accepted = '', display }: Wanted): Language {
  const named = [chosen, ...byWeight(accepted.slice(0, 300)), display];
  for (const tag of named) {
    const primary = (tag ?? '').toLowerCase().split('-')[0];
    const known = LANGUAGES.find((language) => language === primary);
    if (known !== undefined) return known;
  }
  return 'en';
}

function byWeight(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', weight = ''] = part.trim().split(/\s*;\s*q=/);
      return { tag, weight: weight === '' ? 1 : Number(weight) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

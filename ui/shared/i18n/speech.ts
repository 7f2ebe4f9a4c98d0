/**
 * One language as the screens use it: its sentences and its ways of writing prices, distances, times and lists.
 * Arabic keeps the digits of the price tags in the shop (Latin), so that a shopper compares like with like.
 */
import type { Money } from '../../../broker/contract/domain.ts';
import type { Language } from '../../../broker/contract/settings.ts';
import type { Catalogue } from './catalogue.ts';
import { isolate } from './isolate.ts';
import { SEARCH_WORDS, type SearchWords } from './search-words.ts';
import { ar } from './words/ar.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import { pl } from './words/pl.ts';
import { ro } from './words/ro.ts';

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, it, fr, pl, ro, ar };
const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  it: 'it-IT',
  fr: 'fr-FR',
  pl: 'pl-PL',
  ro: 'ro-RO',
  ar: 'ar-u-nu-latn',
};
/** Each language in its own words. */
export const AUTONYMS: Readonly<Record<Language, string>> = {
  en: 'English',
  it: 'Italiano',
  fr: 'Français',
  pl: 'Polski',
  ro: 'Română',
  ar: 'العربية',
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export class Speech {
  readonly language: Language;
  readonly dir: 'ltr' | 'rtl';
  readonly words: Catalogue;
  readonly search: SearchWords;
  readonly #locale: string;
  readonly #money = new Map<string, { format: Intl.NumberFormat; scale: number }>();
  readonly #relative: Intl.RelativeTimeFormat;
  readonly #list: Intl.ListFormat;
  readonly #names: Intl.DisplayNames;
  readonly #rating: Intl.NumberFormat;

  constructor(language: Language) {
    this.language = language;
    this.dir = language === 'ar' ? 'rtl' : 'ltr';
    this.words = CATALOGUES[language];
    this.search = SEARCH_WORDS[language];
    this.#locale = LOCALES[language];
    this.#relative = new Intl.RelativeTimeFormat(this.#locale, { numeric: 'auto' });
    this.#list = new Intl.ListFormat(this.#locale, { type: 'conjunction' });
    this.#names = new Intl.DisplayNames(this.#locale, { type: 'language' });
    this.#rating = new Intl.NumberFormat(this.#locale, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
  }

  /** An amount in minor units, with as many decimals as its currency has. */
  price(money: Money): string {
    let entry = this.#money.get(money.currency);
    if (!entry) {
      const format = new Intl.NumberFormat(this.#locale, {
        style: 'currency',
        currency: money.currency,
        currencyDisplay: 'narrowSymbol',
      });
      entry = { format, scale: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
      this.#money.set(money.currency, entry);
    }
    return isolate(entry.format.format(money.amountMinor / entry.scale));
  }

  /** A mean of stars with one decimal: "4.2". */
  rating(average: number): string {
    return this.#rating.format(average);
  }

  /** "600 m", "4.2 km", "630 km": no more exact than a shopper walks. */
  distance(metres: number): string {
    const near = metres < 950;
    const value = near ? Math.max(50, Math.round(metres / 50) * 50) : metres / 1000;
    return new Intl.NumberFormat(this.#locale, {
      style: 'unit',
      unit: near ? 'meter' : 'kilometer',
      unitDisplay: 'short',
      maximumFractionDigits: !near && value < 10 ? 1 : 0,
    })
      .format(value)
      .replace(' ', '\u00a0');
  }

  /** "now", "3 minutes ago", "yesterday"; empty for a time that does not parse. */
  ago(iso: string, now: number): string {
    const past = now - Date.parse(iso);
    if (Number.isNaN(past)) return '';
    if (past < MINUTE) return this.#relative.format(0, 'second');
    if (past < HOUR) return this.#relative.format(-Math.floor(past / MINUTE), 'minute');
    if (past < DAY) return this.#relative.format(-Math.floor(past / HOUR), 'hour');
    return this.#relative.format(-Math.floor(past / DAY), 'day');
  }

  /** "18:40", where the display stands. */
  clock(iso: string): string {
    const time = new Date(iso);
    if (Number.isNaN(time.getTime())) return '';
    return new Intl.DateTimeFormat(this.#locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(time);
  }

  /** "18:40" today, otherwise "18:40, Sun 29 Nov". The hour comes first, so that every language can say "until" before it. */
  until(iso: string, now: number): string {
    const hour = this.clock(iso);
    const time = new Date(iso);
    if (hour === '' || time.toDateString() === new Date(now).toDateString()) return hour;
    const day = new Intl.DateTimeFormat(this.#locale, { weekday: 'short', day: 'numeric', month: 'short' });
    const comma = this.language === 'ar' ? '، ' : ', ';
    // In one piece: whoever isolates it reads its direction from the day.
    return hour + comma + day.format(time);
  }

  /** "May 2026", for a review. */
  month(iso: string): string {
    const time = new Date(iso);
    if (Number.isNaN(time.getTime())) return '';
    return new Intl.DateTimeFormat(this.#locale, { month: 'long', year: 'numeric' }).format(time);
  }

  list(items: readonly string[]): string {
    return this.#list.format(items);
  }

  /** The name of a language of a review; the code itself when it is not one. */
  languageName(code: string): string {
    try {
      return this.#names.of(code) ?? code;
    } catch {
      return code;
    }
  }
}

const spoken = new Map<Language, Speech>();

export function speak(language: Language): Speech {
  const known = spoken.get(language);
  if (known) return known;
  const speech = new Speech(language);
  spoken.set(language, speech);
  return speech;
}

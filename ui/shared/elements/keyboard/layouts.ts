/** Letters of the on-screen keyboard, row by row: the order people of a language know, with their accents. */
import type { Language } from '../../../../broker/contract/settings.ts';

export type Rows = readonly (readonly string[])[];

const rows = (...lines: string[]): Rows => lines.map((line) => Array.from(line));
const QWERTY = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;

const LATIN: Readonly<Record<Exclude<Language, 'ar'>, Rows>> = {
  en: rows(...QWERTY),
  it: rows(...QWERTY, 'àèéìòù'),
  fr: rows('azertyuiop', 'qsdfghjklm', 'wxcvbn', 'éèêàâçîôùœ'),
  pl: rows(...QWERTY, 'ąćęłńóśźż'),
  ro: rows(...QWERTY, 'ăâîșț'),
};
const ARABIC = rows('ضصثقفغعهخحج', 'شسيبلاتنمكط', 'ئءؤرىةوزظدذ', 'أإآ');

export const rowsOf = (language: Language): Rows => (language === 'ar' ? ARABIC : LATIN[language]);

/** The layout behind the "other letters" key: Latin for Arabic readers, Arabic for everybody when it is spoken here. */
export const otherLayout = (language: Language, shown: Language): Language =>
  shown === 'ar' ? (language === 'ar' ? 'en' : language) : 'ar';

/** What shoppers are asked to agree to, apart for each purpose. Nothing depends on any answer. */
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { BrokerError } from '../../../errors.ts';

const Text = Type.String({ minLength: 1, maxLength: 400 });

/** A file of these is the retailer's own words; a change of words is a new version. */
export const ConsentPurpose = Type.Object(
  {
    purpose: Type.String({ pattern: '^[a-z0-9_]{1,40}$' }),
    version: Type.String({ minLength: 1, maxLength: 20 }),
    text: Type.Record(Type.String({ pattern: '^[A-Za-z-]{2,16}$' }), Text, {
      description: 'Plain text by BCP 47 language. The first is for whoever reads none of the others.',
    }),
  },
  { additionalProperties: false },
);
export type ConsentPurpose = Static<typeof ConsentPurpose>;

const MOST_PURPOSES = 8;
const File = Compile(Type.Array(ConsentPurpose, { maxItems: MOST_PURPOSES }));

/** @throws BrokerError TW_CONSENTS_INVALID */
export function readPurposes(text: string): ConsentPurpose[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BrokerError('TW_CONSENTS_INVALID', 'The file of consents is not JSON.', { cause: error });
  }
  if (!File.Check(value)) {
    const [first] = File.Errors(value);
    const where = first?.instancePath ?? '';
    throw new BrokerError('TW_CONSENTS_INVALID', `The file of consents: ${where || 'it'} ${first?.message}.`);
  }
  const names = value.map(({ purpose }) => purpose);
  if (new Set(names).size < names.length || value.some(({ text: words }) => Object.keys(words).length === 0))
    throw new BrokerError(
      'TW_CONSENTS_INVALID',
      'Each purpose comes once, with words in one language at least.',
    );
  return value;
}

/** The words in that language, else in the first there is, and which that was. */
export function wordsOf({ text }: ConsentPurpose, language: string): { lang: string; words: string } {
  const lang = text[language] === undefined ? (Object.keys(text)[0] ?? '') : language;
  return { lang, words: text[lang] ?? '' };
}

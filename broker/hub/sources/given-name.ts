/** What a screen in a shop may call somebody. */
import { oneLine } from '../import/plain-text.ts';

/** Given name alone, and only its first word. Empty when it is none. */
export function givenName(firstName: string): string {
  const [word = ''] = oneLine(firstName.slice(0, 400), 40).split(' ');
  return word.includes('@') || /\d{4}/.test(word) ? '' : word;
}

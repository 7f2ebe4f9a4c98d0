/** One thing that shops sell or say of it, by its words in each language. */
import type { SearchLanguage } from './stem.ts';

export interface Concept {
  id: string;
  /** What it is a kind of: a boot is a shoe. */
  parents: readonly string[];
  /** Words and phrases, comma separated; plurals and other endings only where they are irregular. */
  words: Partial<Record<SearchLanguage, string>>;
}

/** `en | de | fr | es | it | pl | ro | ar`: the order of the tables. */
const ORDER: readonly SearchLanguage[] = ['en', 'de', 'fr', 'es', 'it', 'pl', 'ro', 'ar'];

/** One line of a table: `id > parent parent: en | de | fr | es | it | pl | ro | ar`. */
export function conceptsOfTable(table: string): Concept[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [head = '', rest = ''] = line.split(/:(.*)/u);
      const [id = '', parents = ''] = head.split('>');
      const words: Concept['words'] = {};
      for (const [index, cell] of rest.split('|').entries()) {
        const language = ORDER[index];
        if (language !== undefined && cell.trim() !== '') words[language] = cell.trim();
      }
      return { id: id.trim(), parents: parents.trim().split(/\s+/u).filter(Boolean), words };
    });
}

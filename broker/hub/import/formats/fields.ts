/** One entry of a feed, whatever it is written in: values by name. */

export interface Fields {
  /** Line on which it begins, from 1. */
  readonly line: number;
  /** The first value of a name; '' when absent. Trimmed. */
  get(name: string): string;
  /** All values of a name that may have several. */
  all(name: string): string[];
}

/** Header names as merchants write them: case, `g:`, spaces and hyphens do not matter. */
export function normaliseName(name: string): string {
  return name
    .trim()
    .slice(0, 200)
    .toLowerCase()
    .replace(/^g:/, '')
    .replaceAll(/[\s-]+/g, '_');
}

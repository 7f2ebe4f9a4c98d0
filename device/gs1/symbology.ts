/** What scanners put in front: AIM symbology identifiers (ISO/IEC 15424; General Specifications, figure 5.1.3-1). */

/**
 * - `elements`: an element string, FNC1 as separator;
 * - `retail`: the digits of an EAN or UPC symbol, perhaps with the element string of a composite component;
 * - `add_on`: the two or five digits beside an EAN symbol, which identify nothing alone;
 * - `plain`: whatever somebody wrote into it.
 */
export type SymbolContent = 'elements' | 'retail' | 'add_on' | 'plain';

const contents: Readonly<Record<string, SymbolContent>> = {
  ']C1': 'elements',
  ']e0': 'elements',
  ']d2': 'elements',
  ']Q3': 'elements',
  ']J1': 'elements',
  ']E0': 'retail',
  ']E3': 'retail',
  ']E4': 'retail',
  ']E1': 'add_on',
  ']E2': 'add_on',
};

export interface ScannedText {
  /** Undefined when no identifier is in front. */
  content?: SymbolContent;
  identifier?: string;
  text: string;
}

/** Takes the identifier off the front. */
export function splitSymbology(scanned: string): ScannedText {
  const match = /^\][A-Za-z][0-9A-Za-z]/.exec(scanned);
  if (match === null) return { text: scanned };
  const [identifier] = match;
  return { content: contents[identifier] ?? 'plain', identifier, text: scanned.slice(3) };
}

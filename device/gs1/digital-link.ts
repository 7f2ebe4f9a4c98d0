/** GS1 Digital Link URIs (URI Syntax 1.6.0): parse what tags and symbols carry, build the canonical form. */
import { DeviceError } from '../errors.ts';
import type { AiPair } from './ai-pair.ts';
import { ruleOf } from './ai-rules.ts';
import { checkValue, shown } from './check-value.ts';
import { checkRelations, type RelationOptions } from './relations.ts';
import { escapeUri, splitUri, unescapeUri, type UriParts } from './uri.ts';

export interface DigitalLink {
  /** Primary key, its qualifiers, then attributes of the query that are identifiers. */
  ais: AiPair[];
  /** Canonical URI at id.gs1.org. */
  digitalLink: string;
  /** Other query parameters (`linkType`, `context`, an operator's own), decoded, in order. */
  attributes: [name: string, value: string][];
}

export interface ParseOptions extends RelationOptions {
  /** Accepts GTINs of 8, 12 and 13 digits, as links before version 1.2 had them. */
  allowShortGtin?: boolean;
}

const CANONICAL_STEM = 'https://id.gs1.org';

/**
 * Parses a Digital Link URI of any domain and stem.
 * @throws DeviceError TW_GS1_NOT_A_DIGITAL_LINK, TW_GS1_UNKNOWN_AI, TW_GS1_VALUE_INVALID, TW_GS1_CHECK_DIGIT,
 * TW_GS1_AI_CONFLICT
 */
export function parseDigitalLink(uri: string, options: ParseOptions = {}): DigitalLink {
  return parseLinkParts(splitUri(uri), options);
}

/**
 * The same for a URI that has been taken apart.
 * @throws DeviceError as `parseDigitalLink`
 */
export function parseLinkParts({ path, query }: UriParts, options: ParseOptions = {}): DigitalLink {
  const inPath = parsePath(path);
  const { ais: inQuery, attributes } = parseQuery(query);
  const ais = [...inPath, ...inQuery].map((pair) => (options.allowShortGtin === true ? padded(pair) : pair));
  if (new Set(ais.map(([ai]) => ai)).size < ais.length) {
    throw new DeviceError('TW_GS1_NOT_A_DIGITAL_LINK', { detail: 'An identifier is given twice.' });
  }
  for (const [ai, value] of ais) checkValue(ai, value);
  checkRelations(ais, options);
  const digitalLink = write(CANONICAL_STEM, ais.slice(0, inPath.length), ais.slice(inPath.length));
  return { ais, digitalLink, attributes };
}

/**
 * Builds the canonical URI of a key with its qualifiers and attributes, in whatever order they are given. The first key
 * is the one of the path; attributes keep their order.
 * @param stem Where it points, without a slash at the end.
 * @throws DeviceError TW_GS1_NOT_A_DIGITAL_LINK when there is no key, TW_GS1_UNKNOWN_AI when an identifier has no place
 * in a link, TW_GS1_AI_CONFLICT, and everything about values.
 */
export function buildDigitalLink(ais: readonly AiPair[], stem: string = CANONICAL_STEM): string {
  const key = ais.find(([ai]) => ruleOf(ai)?.qualifiers !== undefined);
  if (key === undefined) {
    throw new DeviceError('TW_GS1_NOT_A_DIGITAL_LINK', { detail: 'It needs a primary key.' });
  }
  for (const [ai, value] of ais) checkValue(ai, value);
  checkRelations(ais);
  const known = new Map(ais);
  const inPath: AiPair[] = [key, ...qualifiersIn(key[0], known)];
  const inQuery = [...known].filter(([ai]) => !inPath.some(([other]) => other === ai));
  return write(stem, inPath, inQuery);
}

function write(stem: string, inPath: readonly AiPair[], inQuery: readonly AiPair[]): string {
  for (const [ai] of inQuery) checkAttribute(ai, inPath);
  const path = inPath.map(([ai, value]) => `/${ai}/${escapeUri(value)}`).join('');
  const query = inQuery.map(([ai, value]) => `${ai}=${escapeUri(value)}`).join('&');
  return stem + path + (query === '' ? '' : `?${query}`);
}

/** The qualifiers present that fill most of one list, in the order of the path. */
function qualifiersIn(key: string, known: ReadonlyMap<string, string>): AiPair[] {
  let best: string[] = [];
  for (const list of ruleOf(key)?.qualifiers ?? []) {
    const present = list.filter((ai) => known.has(ai));
    if (present.length > best.length) best = present;
  }
  return best.map((ai) => [ai, known.get(ai) ?? '']);
}

/** Identifiers that qualify the key belong into the path; some belong nowhere but there. */
function checkAttribute(ai: string, inPath: readonly AiPair[]): void {
  const [key = '', ...qualifiers] = inPath.map(([name]) => name);
  const belongsInPath = (ruleOf(key)?.qualifiers ?? []).some((list) => {
    return list.includes(ai) && qualifiers.every((qualifier) => list.includes(qualifier));
  });
  if (ruleOf(ai)?.isAttribute !== true || belongsInPath) {
    throw new DeviceError('TW_GS1_UNKNOWN_AI', { detail: `(${shown(ai)}) does not belong into the query.` });
  }
}

/**
 * A stem may look like identifiers, so the right-most key counts. Looked for from the end, pair by pair; what follows it
 * must be its qualifiers.
 */
function parsePath(path: string): AiPair[] {
  const segments = path.split('/');
  let start = segments.length - 2;
  let rule = ruleOf(segments[start] ?? '');
  while (rule !== undefined && rule.qualifiers === undefined) {
    start -= 2;
    rule = ruleOf(segments[start] ?? '');
  }
  if (rule === undefined)
    throw new DeviceError('TW_GS1_NOT_A_DIGITAL_LINK', { detail: 'Its path holds no GS1 key.' });
  const pairs: AiPair[] = [];
  for (let index = start; index < segments.length; index += 2) {
    pairs.push([segments[index] ?? '', unescapeUri(segments[index + 1] ?? '')]);
  }
  const [, ...qualifiers] = pairs.map(([ai]) => ai);
  if (qualifiers.length > 0 && !rule.qualifiers?.some((list) => isSubsequence(qualifiers, list))) {
    throw new DeviceError('TW_GS1_UNKNOWN_AI', {
      detail: `(${rule.ai}) is not followed by (${qualifiers.join('), (')}), or not in this order.`,
    });
  }
  return pairs;
}

/** Parameters with a number for a name are identifiers; `+` is a space here, unlike in the path. */
function parseQuery(query: string): Pick<DigitalLink, 'ais' | 'attributes'> {
  const ais: AiPair[] = [];
  const attributes: [string, string][] = [];
  for (const part of query.split('&').filter((text) => text !== '')) {
    const [name = '', ...rest] = part.split('=');
    const value = rest.join('=').replaceAll('+', ' ');
    if (rest.length === 0 || !/^\d+$/.test(name)) attributes.push([lenient(name), lenient(value)]);
    else if (ruleOf(name) === undefined) {
      throw new DeviceError('TW_GS1_UNKNOWN_AI', { detail: `It is (${shown(name)}), in the query.` });
    } else ais.push([name, unescapeUri(value)]);
  }
  return { ais, attributes };
}

/** Parameters of somebody else are none of our business, however they are written. */
function lenient(text: string): string {
  try {
    return unescapeUri(text);
  } catch {
    return text;
  }
}

function padded([ai, value]: AiPair): AiPair {
  return [ai, ai === '01' && /^(\d{8}|\d{12,13})$/.test(value) ? value.padStart(14, '0') : value];
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const item of whole) if (item === part[at]) at += 1;
  return at === part.length;
}

/** The part that `tapwall decode gs1` prints. */
export function digitalLinkToJson({
  ais,
  digitalLink,
}: DigitalLink): Pick<DigitalLink, 'ais' | 'digitalLink'> {
  return { ais, digitalLink };
}

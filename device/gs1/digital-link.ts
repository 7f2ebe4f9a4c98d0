/** GS1 Digital Link URIs (URI Syntax 1.6.0): parse what tags and symbols carry, build the canonical form. */
import { DeviceError } from '../errors.ts';
import { toGtin14 } from './check-digit.ts';
import { checkValue, isAi, primaryKeys } from './keys.ts';

/** Application identifier and value, in the order of the URI. */
export type AiPair = [ai: string, value: string];

export interface DigitalLink {
  /** Primary key, its qualifiers, then attributes of the query that are identifiers. */
  ais: AiPair[];
  /** Canonical URI at id.gs1.org. */
  digitalLink: string;
  /** Other query parameters (`linkType`, `context`, an operator's own), decoded, in order. */
  attributes: [name: string, value: string][];
}

export interface ParseOptions {
  /** Accepts GTINs of 8, 12 and 13 digits, as links before version 1.2 had them. */
  allowShortGtin?: boolean;
}

const CANONICAL_STEM = 'https://id.gs1.org';
/** The scheme is lower or upper case, never mixed. */
const SHAPE = /^(?:https?|HTTPS?):\/\/([\w.\-~%:[\]]+)\/([^?#]*)(?:\?([^#]*))?(?:#.*)?$/;
/** RFC 3986, appendix A: every character that a URI may hold. */
const URI_CHARACTERS = /^[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]+$/;
const MAX_LENGTH = 2_048;

/**
 * Parses a Digital Link URI of any domain and stem.
 * @throws DeviceError TW_GS1_NOT_A_DIGITAL_LINK, TW_GS1_UNKNOWN_AI, TW_GS1_VALUE_INVALID, TW_GS1_CHECK_DIGIT
 */
export function parseDigitalLink(uri: string, options: ParseOptions = {}): DigitalLink {
  const shape = uri.length <= MAX_LENGTH && URI_CHARACTERS.test(uri) ? SHAPE.exec(uri) : null;
  if (shape === null) throw new DeviceError('TW_GS1_NOT_A_DIGITAL_LINK');
  const [, , path = '', query = ''] = shape;
  const { ais: queryAis, attributes } = parseQuery(query);
  const ais = [...parsePath(path, options), ...queryAis];
  return { ais, digitalLink: buildDigitalLink(ais), attributes };
}

/**
 * Builds the canonical URI of a key with its qualifiers and attributes, in whatever order they are given.
 * @param stem Where it points, without a slash at the end.
 * @throws DeviceError TW_GS1_NOT_A_DIGITAL_LINK when there is no key or several, and everything about values.
 */
export function buildDigitalLink(ais: readonly AiPair[], stem: string = CANONICAL_STEM): string {
  const keys = ais.filter(([ai]) => Object.hasOwn(primaryKeys, ai));
  const [key] = keys;
  if (key === undefined || keys.length > 1) {
    throw new DeviceError('TW_GS1_NOT_A_DIGITAL_LINK', { detail: 'It needs exactly one primary key.' });
  }
  const known = new Map(ais);
  if (known.size < ais.length) {
    throw new DeviceError('TW_GS1_NOT_A_DIGITAL_LINK', { detail: 'An identifier is given twice.' });
  }
  for (const [ai, value] of ais) checkValue(ai, value);
  const qualifiers = qualifiersIn(key[0], known);
  const inPath: AiPair[] = [key, ...qualifiers];
  const inQuery = ais.filter(([ai]) => !inPath.some(([other]) => other === ai));
  const path = inPath.map(([ai, value]) => `/${ai}/${escape(value)}`).join('');
  const query = inQuery.map(([ai, value]) => `${ai}=${escape(value)}`).join('&');
  return stem + path + (query === '' ? '' : `?${query}`);
}

/** The qualifiers present, in the order of the path; those of different lists do not mix. */
function qualifiersIn(key: string, known: ReadonlyMap<string, string>): AiPair[] {
  const lists = (primaryKeys[key]?.qualifiers ?? []).map((list) => list.filter((ai) => known.has(ai)));
  const used = lists.filter((list) => list.length > 0);
  if (used.length > 1) {
    throw new DeviceError('TW_GS1_UNKNOWN_AI', {
      detail: `(${used.flat().join('), (')}) do not go together.`,
    });
  }
  return (used[0] ?? []).map((ai) => [ai, known.get(ai) ?? '']);
}

/** A stem may look like identifiers, so the right-most key counts; what follows it must be its qualifiers. */
function parsePath(path: string, options: ParseOptions): AiPair[] {
  const segments = path.split('/');
  let start = segments.length - 2;
  while (start >= 0 && !Object.hasOwn(primaryKeys, segments[start] ?? '')) start -= 2;
  const key = segments[start];
  if (key === undefined)
    throw new DeviceError('TW_GS1_NOT_A_DIGITAL_LINK', { detail: 'Its path holds no GS1 key.' });
  const pairs: AiPair[] = [];
  for (let index = start; index < segments.length; index += 2) {
    pairs.push([segments[index] ?? '', unescape(segments[index + 1] ?? '')]);
  }
  const [, ...qualifiers] = pairs.map(([ai]) => ai);
  if (
    !(primaryKeys[key]?.qualifiers ?? []).some((list) => isSubsequence(qualifiers, list)) &&
    qualifiers.length > 0
  ) {
    throw new DeviceError('TW_GS1_UNKNOWN_AI', {
      detail: `(${qualifiers.join('), (')}) do not follow (${key}) so.`,
    });
  }
  if (options.allowShortGtin === true && key === '01') pairs[0] = ['01', toGtin14(pairs[0]?.[1] ?? '')];
  return pairs;
}

function parseQuery(query: string): Pick<DigitalLink, 'ais' | 'attributes'> {
  const ais: AiPair[] = [];
  const attributes: [string, string][] = [];
  for (const part of query.split('&').filter((text) => text !== '')) {
    const [name = '', ...rest] = part.split('=');
    const value = unescape(rest.join('=').replaceAll('+', ' '));
    if (!/^\d+$/.test(name)) attributes.push([unescape(name), value]);
    else if (isAi(name) && !isPathOnly(name)) ais.push([name, value]);
    else throw new DeviceError('TW_GS1_UNKNOWN_AI', { detail: `(${name}) does not belong into the query.` });
  }
  return { ais, attributes };
}

/** Keys, and qualifiers of keys, have their place in the path. */
function isPathOnly(ai: string): boolean {
  if (Object.hasOwn(primaryKeys, ai)) return true;
  return ['10', '21', '22', '235'].includes(ai);
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const item of whole) if (item === part[at]) at += 1;
  return at === part.length;
}

function escape(value: string): string {
  const hex = (character: string): string => `%${character.codePointAt(0)?.toString(16).toUpperCase()}`;
  return encodeURIComponent(value).replaceAll(/[!'()*]/g, hex);
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new DeviceError('TW_GS1_VALUE_INVALID', {
      detail: 'A percent sign does not begin an escape.',
      cause,
    });
  }
}

/** The part that `tapwall decode gs1` prints. */
export function digitalLinkToJson({
  ais,
  digitalLink,
}: DigitalLink): Pick<DigitalLink, 'ais' | 'digitalLink'> {
  return { ais, digitalLink };
}

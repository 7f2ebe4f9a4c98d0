/**
 * Element strings (General Specifications, section 7.8): identifiers and values in a row, as symbols carry them, and in
 * brackets, as people write them.
 */
import { DeviceError } from '../errors.ts';
import type { AiPair } from './ai-pair.ts';
import { ruleAtStart, ruleOf } from './ai-rules.ts';
import { checkValue, shown } from './check-value.ts';

/** How a scanner sends FNC1 between two values. */
export const SEPARATOR = '\u001D';
/** How people, test sheets and some scanners write it. None of them can be part of a value. */
const WRITTEN_SEPARATOR = /\^|\{GS\}|\{FNC1\}|\u241D/g;
/** More than any symbol carries; bounds what a hostile text can cost. */
const MAX_AIS = 64;

/**
 * Reads `(01)09506000134352(21)12\(34`: a bracket within a value is written `\(`.
 * @throws DeviceError TW_GS1_ELEMENT_STRING, TW_GS1_UNKNOWN_AI, TW_GS1_VALUE_INVALID, TW_GS1_CHECK_DIGIT
 */
export function parseBracketed(text: string): AiPair[] {
  const pairs: AiPair[] = [];
  let at = 0;
  while (at < text.length) {
    const close = text.indexOf(')', at);
    if (text[at] !== '(' || close < 0) throw broken('It is not of the form (01)…(21)….');
    const ai = text.slice(at + 1, close);
    at = nextBracket(text, close + 1);
    add(pairs, [ai, text.slice(close + 1, at).replaceAll('\\(', '(')]);
  }
  if (pairs.length === 0) throw broken('It is empty.');
  return pairs;
}

/** A text whose separators are all as scanners send them. */
export function withSeparators(text: string): string {
  return text.replaceAll(WRITTEN_SEPARATOR, SEPARATOR);
}

function nextBracket(text: string, from: number): number {
  let at = text.indexOf('(', from);
  while (at > from && text[at - 1] === '\\') at = text.indexOf('(', at + 1);
  return at < 0 ? text.length : at;
}

/**
 * Reads identifiers and values in a row, without FNC1 in front. After a value of predefined length a separator may stand;
 * after any other one it must, unless it is the last.
 * @throws DeviceError TW_GS1_ELEMENT_STRING, TW_GS1_UNKNOWN_AI, TW_GS1_VALUE_INVALID, TW_GS1_CHECK_DIGIT
 */
export function parseElements(text: string): AiPair[] {
  const pairs: AiPair[] = [];
  let at = 0;
  while (at < text.length) {
    const rule = ruleAtStart(text.slice(at, at + 4));
    if (rule === undefined) {
      throw new DeviceError('TW_GS1_UNKNOWN_AI', { detail: `It begins ${shown(text.slice(at, at + 4))}.` });
    }
    const start = at + rule.ai.length;
    const separator = text.indexOf(SEPARATOR, start);
    const end = separator < 0 ? text.length : separator;
    at = rule.isPredefinedLength ? Math.min(end, start + rule.most) : end;
    add(pairs, [rule.ai, text.slice(start, at)]);
    if (at === separator) at += 1;
  }
  if (pairs.length === 0) throw broken('It is empty.');
  return pairs;
}

function add(pairs: AiPair[], pair: AiPair): void {
  if (pairs.length === MAX_AIS) throw broken(`It has more than ${MAX_AIS} identifiers.`);
  checkValue(...pair);
  pairs.push(pair);
}

/** Identifiers in brackets, as below a symbol: `(01)09506000134352(21)1234`. */
export function formatBracketed(ais: readonly AiPair[]): string {
  return ais.map(([ai, value]) => `(${ai})${value.replaceAll('(', '\\(')}`).join('');
}

/** What a scanner sends after its symbology identifier: a separator after each value that needs one. */
export function formatElements(ais: readonly AiPair[]): string {
  return ais
    .map(([ai, value], index) => {
      const isLast = index === ais.length - 1;
      return ai + value + (isLast || ruleOf(ai)?.isPredefinedLength === true ? '' : SEPARATOR);
    })
    .join('');
}

function broken(detail: string): DeviceError {
  return new DeviceError('TW_GS1_ELEMENT_STRING', { detail });
}

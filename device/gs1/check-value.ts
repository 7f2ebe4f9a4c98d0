/** One value against the rule of its application identifier. */
import { DeviceError } from '../errors.ts';
import { ruleOf, type AiRule, type CharacterSet, type Part } from './ai-rules.ts';
import { checks, type CheckName } from './value-checks.ts';

/** General Specifications, figures 7.11-1 to 7.11-3; base64url with up to two characters of padding. */
const characters: Readonly<Record<CharacterSet, RegExp>> = {
  N: /^\d*$/,
  X: /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/,
  Y: /^[#\-/0-9A-Z]*$/,
  Z: /^[-0-9A-Z_a-z]*={0,2}$/,
};

const CHECK_DIGITS: ReadonlySet<CheckName> = new Set(['csum', 'csumalpha']);

/**
 * Checks a value against its identifier.
 * @throws DeviceError TW_GS1_UNKNOWN_AI, TW_GS1_VALUE_INVALID, TW_GS1_CHECK_DIGIT
 */
export function checkValue(ai: string, value: string): void {
  const rule = ruleOf(ai);
  if (rule === undefined) throw new DeviceError('TW_GS1_UNKNOWN_AI', { detail: `It is (${shown(ai)}).` });
  if (value.length < Math.max(rule.least, 1) || value.length > rule.most) {
    throw new DeviceError('TW_GS1_VALUE_INVALID', { detail: `(${ai}) has ${lengthOf(rule)}.` });
  }
  let at = 0;
  for (const part of rule.parts) {
    const piece = value.slice(at, at + part.most);
    at += piece.length;
    if (piece !== '' || !part.isOptional) checkPart(ai, part, piece);
  }
}

function checkPart(ai: string, part: Part, piece: string): void {
  const isWhole = piece.length >= part.least && characters[part.set].test(piece);
  const failed = isWhole ? part.checks.find((check) => !checks[check](piece)) : 'characters or length';
  if (failed === undefined) return;
  const isCheckDigit = CHECK_DIGITS.has(failed as CheckName);
  throw new DeviceError(isCheckDigit ? 'TW_GS1_CHECK_DIGIT' : 'TW_GS1_VALUE_INVALID', {
    detail: `(${ai}) fails ${failed}.`,
  });
}

function lengthOf({ least, most }: AiRule): string {
  return least === most ? `${most} characters` : `${Math.max(least, 1)} to ${most} characters`;
}

/** What somebody wrote where an identifier belongs, short and printable. */
export function shown(text: string): string {
  return text.slice(0, 8).replaceAll(/[^\x20-\x7e]/g, '?');
}

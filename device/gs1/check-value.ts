/** One value against the rule of its application identifier. */
import { DeviceError } from '../errors.ts';
import { ruleOf, type AiRule, type CharacterSet, type Part } from './ai-rules.ts';
import { checkWords } from './check-words.ts';
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
    throw new DeviceError('TW_GS1_VALUE_INVALID', {
      detail: `(${ai}) has ${value.length} characters, but must have ${lengthOf(rule)}.`,
    });
  }
  let at = 0;
  for (const part of rule.parts) {
    const piece = value.slice(at, at + part.most);
    at += piece.length;
    if (piece !== '' || !part.isOptional) checkPart(ai, part, piece);
  }
}

function checkPart(ai: string, part: Part, piece: string): void {
  if (piece.length < part.least) throw invalid(ai, 'is too short');
  if (!characters[part.set].test(piece)) throw invalid(ai, 'holds a character that it may not');
  const failed = part.checks.find((check) => !checks[check](piece));
  if (failed === undefined) return;
  if (!CHECK_DIGITS.has(failed)) throw invalid(ai, checkWords[failed]);
  throw new DeviceError('TW_GS1_CHECK_DIGIT', { detail: `(${ai}) ${checkWords[failed]}.` });
}

function invalid(ai: string, what: string): DeviceError {
  return new DeviceError('TW_GS1_VALUE_INVALID', { detail: `(${ai}) ${what}.` });
}

function lengthOf({ least, most }: AiRule): string {
  return least === most ? String(most) : `${Math.max(least, 1)} to ${most}`;
}

/** What somebody wrote where an identifier belongs, short and printable. */
export function shown(text: string): string {
  return text.slice(0, 8).replaceAll(/[^\x20-\x7e]/g, '?');
}

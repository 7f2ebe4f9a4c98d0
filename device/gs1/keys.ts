/**
 * The application identifiers that a Digital Link URI is made of (GS1 Syntax Dictionary, attribute `dlpkey`).
 *
 * A key is a row of a table: adding one needs no code.
 */
import { DeviceError } from '../errors.ts';
import { hasCheckDigit, hasCheckPair } from './check-digit.ts';

export interface ValueRule {
  pattern: RegExp;
  /** How many leading digits end in a modulo-10 check digit. */
  checkedDigits?: number;
  /** The value ends in the check pair of a Global Model Number. */
  checkPair?: boolean;
}

export interface PrimaryKey extends ValueRule {
  /** Qualifiers in the order of the path; a URI uses one of these lists, or a part of it. */
  qualifiers: readonly (readonly string[])[];
}

/** Invariant characters of GS1 (CSET 82), up to so many of them. */
const text = (length: number): RegExp => new RegExp(`^[!"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]{1,${length}}$`);
const digits = (least: number, most = least): RegExp => new RegExp(`^\\d{${least},${most}}$`);

export const primaryKeys: Readonly<Record<string, PrimaryKey>> = {
  '00': { pattern: digits(18), checkedDigits: 18, qualifiers: [] },
  '01': { pattern: digits(14), checkedDigits: 14, qualifiers: [['22', '10', '21'], ['235']] },
  '253': { pattern: /^\d{13}[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{0,17}$/, checkedDigits: 13, qualifiers: [] },
  '255': { pattern: digits(13, 25), checkedDigits: 13, qualifiers: [] },
  '401': { pattern: text(30), qualifiers: [] },
  '402': { pattern: digits(17), checkedDigits: 17, qualifiers: [] },
  '414': { pattern: digits(13), checkedDigits: 13, qualifiers: [['254'], ['7040']] },
  '417': { pattern: digits(13), checkedDigits: 13, qualifiers: [['7040']] },
  '8003': { pattern: /^0\d{13}[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{0,16}$/, checkedDigits: 14, qualifiers: [] },
  '8004': { pattern: text(30), qualifiers: [['7040']] },
  '8006': { pattern: digits(18), checkedDigits: 14, qualifiers: [['22', '10', '21']] },
  '8010': { pattern: /^[#\-/0-9A-Z]{1,30}$/, qualifiers: [['8011']] },
  '8013': { pattern: text(25), checkPair: true, qualifiers: [] },
  '8017': { pattern: digits(18), checkedDigits: 18, qualifiers: [['8019']] },
  '8018': { pattern: digits(18), checkedDigits: 18, qualifiers: [['8019']] },
};

const qualifierRules: Readonly<Record<string, ValueRule>> = {
  '10': { pattern: text(20) },
  '21': { pattern: text(20) },
  '22': { pattern: text(20) },
  '235': { pattern: text(28) },
  '254': { pattern: text(20) },
  '7040': { pattern: /^\d[-0-9A-Z_a-z]{3}$/ },
  '8011': { pattern: /^(0|[1-9]\d{0,11})$/ },
  '8019': { pattern: digits(1, 10) },
};

/** Other identifiers go into the query: at most 90 characters (General Specifications, 3.2). */
const attributeRule: ValueRule = { pattern: text(90) };

/** Lengths of identifiers by their first two digits (General Specifications, figure 7.8.5-2). */
const lengthByPrefix: readonly (readonly [pattern: RegExp, length: number])[] = [
  [/^(0[0-4]|1[0-9]|2[0-2]|9[0-9])/, 2],
  [/^(23|24|25|40|41|42|71)/, 3],
  [/^(3[1-69]|43|70|72|80|81|82)/, 4],
];

/** True for an identifier of a shape that GS1 assigns; whether it is assigned is not decided here. */
export function isAi(ai: string): boolean {
  return (
    /^\d+$/.test(ai) && lengthByPrefix.some(([prefix, length]) => prefix.test(ai) && ai.length === length)
  );
}

/**
 * Checks a value against its identifier.
 * @throws DeviceError TW_GS1_UNKNOWN_AI, TW_GS1_VALUE_INVALID, TW_GS1_CHECK_DIGIT
 */
export function checkValue(ai: string, value: string): void {
  const rule = primaryKeys[ai] ?? qualifierRules[ai] ?? (isAi(ai) ? attributeRule : undefined);
  if (rule === undefined) throw new DeviceError('TW_GS1_UNKNOWN_AI', { detail: `It is (${ai}).` });
  if (!rule.pattern.test(value)) throw new DeviceError('TW_GS1_VALUE_INVALID', { detail: `It is (${ai}).` });
  const checked = rule.checkedDigits;
  const isWrong =
    (checked !== undefined && !hasCheckDigit(value.slice(0, checked))) ||
    (rule.checkPair === true && !hasCheckPair(value));
  if (isWrong) throw new DeviceError('TW_GS1_CHECK_DIGIT', { detail: `The value of (${ai}) is ${value}.` });
}

/** From the fields of an EPC to GS1 keys and back (EPC Tag Data Standard 2.3, section 7). */
import { DeviceError } from '../errors.ts';
import type { AiPair } from '../gs1/ai-pair.ts';
import { checkDigit } from '../gs1/check-digit.ts';
import type { EpcFields } from './fields.ts';
import type { SchemeKey } from './schemes.ts';

interface KeyRule {
  /** Identifier of the key. */
  ai: string;
  /** Identifier of the serial number, where it has one of its own. */
  serialAi?: string;
  /** Digits of the key up to its check digit, without what may follow; 0 where there is no check digit. */
  checked: number;
  /** Where the company prefix begins: behind an indicator digit, or a zero that is always there. */
  offset: 0 | 1;
  /** A zero fills the place in front of the company prefix; else the reference gives its first digit. */
  filler?: true;
}

const rules: Readonly<Record<SchemeKey, KeyRule>> = {
  sgtin: { ai: '01', serialAi: '21', checked: 14, offset: 1 },
  sscc: { ai: '00', checked: 18, offset: 1 },
  sgln: { ai: '414', serialAi: '254', checked: 13, offset: 0 },
  grai: { ai: '8003', checked: 14, offset: 1, filler: true },
  giai: { ai: '8004', checked: 0, offset: 0 },
  gsrn: { ai: '8018', checked: 18, offset: 0 },
  gsrnp: { ai: '8017', checked: 18, offset: 0 },
  gdti: { ai: '253', checked: 13, offset: 0 },
  sgcn: { ai: '255', checked: 13, offset: 0 },
  cpi: { ai: '8010', serialAi: '8011', checked: 0, offset: 0 },
  itip: { ai: '8006', serialAi: '21', checked: 14, offset: 1 },
};

/** A location of its own has extension 0, which an element string leaves out (section 6.3.3). */
const NO_EXTENSION = '0';

/** The element string of an EPC. */
export function fieldsToAis(key: SchemeKey, fields: EpcFields): AiPair[] {
  const { ai, serialAi, checked, offset, filler } = rules[key];
  const { company, reference, pieces = '', serial } = fields;
  const first = offset === 0 ? '' : filler === true ? '0' : reference.slice(0, 1);
  const body = first + company + (filler === true ? reference : reference.slice(first.length));
  const whole = checked === 0 ? body : body + checkDigit(body);
  if (serialAi === undefined) return [[ai, whole + (serial ?? '')]];
  if (serial === undefined || (key === 'sgln' && serial === NO_EXTENSION)) return [[ai, whole]];
  return [
    [ai, whole + pieces],
    [serialAi, serial],
  ];
}

export interface KeyOptions {
  /** Digits of the company prefix; a key alone does not tell. */
  companyPrefixLength: number;
  filter?: number;
}

/**
 * The fields of an element string that has been checked.
 * @throws DeviceError TW_EPC_VALUE_INVALID when it holds another key.
 */
export function aisToFields(key: SchemeKey, ais: readonly AiPair[], options: KeyOptions): EpcFields {
  const { ai, serialAi, checked, offset, filler } = rules[key];
  const values = new Map(ais);
  const whole = values.get(ai);
  if (whole === undefined) throw new DeviceError('TW_EPC_VALUE_INVALID', { detail: `It needs (${ai}).` });
  const body = checked === 0 ? whole : whole.slice(0, checked - 1);
  const split = offset + options.companyPrefixLength;
  if (split > body.length) {
    throw new DeviceError('TW_EPC_VALUE_INVALID', { detail: 'The company prefix is longer than the key.' });
  }
  const indicator = filler === true ? '' : body.slice(0, offset);
  const rest = whole.slice(checked === 0 ? whole.length : checked);
  const serial =
    serialAi === undefined ? rest : (values.get(serialAi) ?? (key === 'sgln' ? NO_EXTENSION : ''));
  return {
    filter: options.filter ?? 0,
    company: body.slice(offset, split),
    reference: indicator + body.slice(split),
    ...(key === 'itip' && { pieces: rest }),
    ...(serial !== '' && { serial }),
  };
}

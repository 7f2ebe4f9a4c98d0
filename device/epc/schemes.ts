/**
 * Schemes whose EPCs name the company prefix (EPC Tag Data Standard 2.3, section 14.6): header, filter, partition,
 * company prefix, reference, and what else the key has. A scheme is a row: adding one needs no code.
 */

export type SchemeKey =
  | 'sgtin'
  | 'sscc'
  | 'sgln'
  | 'grai'
  | 'giai'
  | 'gsrn'
  | 'gsrnp'
  | 'gdti'
  | 'sgcn'
  | 'cpi'
  | 'itip';

/** How the reference behind the company prefix is written: as digits of a fixed number, as a number, or as characters. */
export type ReferenceKind = 'digits' | 'integer' | 'text7' | 'text6';

/** `marked` is a number behind a 1 that keeps its leading zeros. */
export type SerialKind = 'integer' | 'marked' | 'text7';

export interface Scheme {
  /** As in its URIs: `sgtin-96`. */
  name: string;
  key: SchemeKey;
  header: number;
  reference: ReferenceKind;
  /** Digits, or at most characters, of company prefix and reference together. */
  length: number;
  /** Bits of both; 0 where the reference ends by itself. */
  bits: number;
  serial?: { kind: SerialKind; bits: number };
  /** Zeros at the end. */
  reserved?: number;
}

export const schemes: readonly Scheme[] = [
  row('sgtin-96', 0x30, ['digits', 13, 44], ['integer', 38]),
  row('sgtin-198', 0x36, ['digits', 13, 44], ['text7', 140]),
  { ...row('sscc-96', 0x31, ['digits', 17, 58]), reserved: 24 },
  row('sgln-96', 0x32, ['digits', 12, 41], ['integer', 41]),
  row('sgln-195', 0x39, ['digits', 12, 41], ['text7', 140]),
  row('grai-96', 0x33, ['digits', 12, 44], ['integer', 38]),
  row('grai-170', 0x37, ['digits', 12, 44], ['text7', 112]),
  row('giai-96', 0x34, ['integer', 25, 82]),
  row('giai-202', 0x38, ['text7', 30, 188]),
  { ...row('gsrn-96', 0x2d, ['digits', 17, 58]), reserved: 24 },
  { ...row('gsrnp-96', 0x2e, ['digits', 17, 58]), reserved: 24 },
  row('gdti-96', 0x2c, ['digits', 12, 41], ['integer', 41]),
  row('gdti-113', 0x3a, ['digits', 12, 41], ['integer', 58]),
  row('gdti-174', 0x3e, ['digits', 12, 41], ['text7', 119]),
  row('sgcn-96', 0x3f, ['digits', 12, 41], ['marked', 41]),
  row('cpi-96', 0x3c, ['integer', 15, 51], ['integer', 31]),
  row('cpi-var', 0x3d, ['text6', 30, 0], ['integer', 40]),
  row('itip-110', 0x40, ['digits', 13, 44], ['integer', 38]),
  row('itip-212', 0x41, ['digits', 13, 44], ['text7', 140]),
];

/** Bits of a company prefix by partition; it has 12 digits less the partition. 7 is none. */
export const companyBits: readonly number[] = [40, 37, 34, 30, 27, 24, 20];

function row(
  name: string,
  header: number,
  ...[reference, serial]: [reference: [ReferenceKind, number, number], serial?: [SerialKind, number]]
): Scheme {
  const [kind, length, bits] = reference;
  return {
    name,
    key: name.split('-')[0] as SchemeKey,
    header,
    reference: kind,
    length,
    bits,
    ...(serial !== undefined && { serial: { kind: serial[0], bits: serial[1] } }),
  };
}

export function schemeByHeader(header: number): Scheme | undefined {
  return schemes.find((scheme) => scheme.header === header);
}

export function schemeByName(name: string): Scheme | undefined {
  return schemes.find((scheme) => scheme.name === name);
}

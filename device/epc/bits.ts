/** An EPC as a string of `0` and `1`: slow and plain, which is right for a few hundred bits. */
import { DeviceError } from '../errors.ts';

/** More than the EPC memory of a Gen2 tag can announce: 31 words of its PC, and some. */
const MAX_BITS = 1_024;
const WORD = 16;
const NIBBLES: readonly string[] = Array.from({ length: 16 }, (_, value) =>
  value.toString(2).padStart(4, '0'),
);

/**
 * Hexadecimal digits of either case as bits.
 * @throws DeviceError TW_EPC_HEX_INVALID, TW_EPC_LENGTH
 */
export function hexToBits(hex: string): string {
  if (hex.length * 4 > MAX_BITS)
    throw new DeviceError('TW_EPC_LENGTH', { detail: `At most ${MAX_BITS} bits.` });
  if (!/^[0-9A-Fa-f]+$/.test(hex)) throw new DeviceError('TW_EPC_HEX_INVALID');
  let bits = '';
  for (const digit of hex) bits += NIBBLES[Number.parseInt(digit, 16)];
  return bits;
}

/** Upper-case hexadecimal, filled with zeros to a whole word, as tags store it. */
export function bitsToHex(bits: string): string {
  const words = bits.padEnd(Math.ceil(bits.length / WORD) * WORD, '0');
  return (words.match(/.{4}/g) ?? [])
    .map((four) => Number.parseInt(four, 2).toString(16))
    .join('')
    .toUpperCase();
}

/**
 * A number in so many bits.
 * @throws DeviceError TW_EPC_VALUE_INVALID when it does not fit.
 */
export function numberToBits(value: bigint | number, length: number): string {
  const bits = length === 0 && BigInt(value) === 0n ? '' : BigInt(value).toString(2).padStart(length, '0');
  if (bits.length > length)
    throw new DeviceError('TW_EPC_VALUE_INVALID', { detail: 'A number is too large.' });
  return bits;
}

/** Takes fields off the front. */
export class BitReader {
  #rest: string;
  readonly #length: number;
  readonly #slack: number;

  /** @param slack How many zeros may stand behind the last word. */
  constructor(bits: string, slack = 0) {
    this.#rest = bits;
    this.#length = bits.length;
    this.#slack = slack;
  }

  /** @throws DeviceError TW_EPC_LENGTH */
  take(length: number): string {
    if (length > this.#rest.length) throw new DeviceError('TW_EPC_LENGTH', { detail: 'It ends too early.' });
    const bits = this.#rest.slice(0, length);
    this.#rest = this.#rest.slice(length);
    return bits;
  }

  /** @throws DeviceError TW_EPC_LENGTH */
  number(length: number): number {
    return length === 0 ? 0 : Number.parseInt(this.take(length), 2);
  }

  /** @throws DeviceError TW_EPC_LENGTH */
  integer(length: number): bigint {
    return length === 0 ? 0n : BigInt(`0b${this.take(length)}`);
  }

  /**
   * Digits in four bits each.
   * @throws DeviceError TW_EPC_LENGTH, TW_EPC_VALUE_INVALID
   */
  digits(count: number): string {
    let text = '';
    for (let index = 0; index < count; index += 1) {
      const digit = this.number(4);
      if (digit > 9) throw new DeviceError('TW_EPC_VALUE_INVALID', { detail: 'A digit is above 9.' });
      text += digit;
    }
    return text;
  }

  /**
   * What is left may only be zeros that fill the last word.
   * @throws DeviceError TW_EPC_LENGTH, TW_EPC_VALUE_INVALID
   */
  end(): void {
    const used = this.#length - this.#rest.length;
    const filling = Math.ceil(used / WORD) * WORD - used;
    if (this.#rest.length > filling + this.#slack)
      throw new DeviceError('TW_EPC_LENGTH', { detail: 'It goes on too long.' });
    if (this.#rest.includes('1')) {
      throw new DeviceError('TW_EPC_VALUE_INVALID', { detail: 'The bits behind its end are not zero.' });
    }
  }
}

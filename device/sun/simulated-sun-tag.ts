/** A simulated NTAG 424 DNA with SUN: every read is another URL, as the tag itself would make it. */
import { toHex } from '../bytes.ts';
import { BLOCK } from './cmac.ts';
import { encryptPiccData, MAX_COUNTER } from './picc-data.ts';
import { encryptFileData, sunMac } from './session-keys.ts';
import { DEFAULT_SUN_PARAMETERS, signedText, type SunParameters } from './sun-url.ts';

/** Stands in the file where the tag puts the MAC. */
const NO_MAC = '0'.repeat(16);

export interface SunTagOptions {
  /** What is written on the tag, up to and without the parameters of the message; it may have others. */
  url: string;
  /** Upper-case hexadecimal, 14 digits. */
  uid: string;
  /** Leave it out for UID and counter in the clear. */
  metaKey?: Uint8Array;
  fileKey: Uint8Array;
  /** File data to encrypt; padded with zeros to whole blocks. */
  data?: string;
  /** Reads before the first. Default 0. */
  counter?: number;
  parameters?: SunParameters;
  /** For the rest of the block of PICC data. */
  random: (length: number) => Uint8Array;
}

export class SimulatedSunTag {
  readonly #options: SunTagOptions;
  #counter: number;

  constructor(options: SunTagOptions) {
    this.#options = options;
    this.#counter = options.counter ?? 0;
  }

  /** Reads so far. */
  get counter(): number {
    return this.#counter;
  }

  /** What the next read gives. The counter stays at its end, as on the tag. */
  next(): string {
    this.#counter = Math.min(this.#counter + 1, MAX_COUNTER);
    const { uid, fileKey, data, parameters: names = DEFAULT_SUN_PARAMETERS } = this.#options;
    const picc = { uid, counter: this.#counter };
    const parts = this.#identity(names);
    if (data !== undefined) parts.push(`${names.enc}=${toHex(encryptFileData(fileKey, picc, padded(data)))}`);
    const start = this.#options.url;
    const text = `${start}${start.includes('?') ? '&' : '?'}${parts.join('&')}&${names.mac}=`;
    const input = signedText(`${text}${NO_MAC}`, names);
    return text + toHex(sunMac(fileKey, picc, Buffer.from(input, 'latin1')));
  }

  #identity(names: SunParameters): string[] {
    const { uid, metaKey, random } = this.#options;
    if (metaKey === undefined) {
      const digits = this.#counter.toString(16).toUpperCase().padStart(6, '0');
      return [`${names.uid}=${uid}`, `${names.counter}=${digits}`];
    }
    const picc = { uid, counter: this.#counter };
    return [`${names.picc}=${toHex(encryptPiccData(metaKey, picc, random(BLOCK)))}`];
  }
}

function padded(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}

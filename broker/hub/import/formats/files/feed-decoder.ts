/**
 * Bytes to text, whatever wrote them: UTF-8 and UTF-16 with or without a byte order mark, else windows-1252 or what an XML
 * declaration names. Nothing is decided before the first byte that is not ASCII, so that a late accent counts as an early one.
 */
import { isAscii, isUtf8 } from 'node:buffer';

/** Bytes looked at from the first that is not ASCII. */
const LOOK = 65_536;
/** Bytes from which UTF-16 without a mark is told: half of them are zero. */
const FIRST_LOOK = 64;

/** 0x80 to 0x9F of windows-1252; what is undefined there stays what it is (encoding.spec.whatwg.org). */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

interface TextDecoding {
  decode(bytes: Uint8Array, last: boolean): string;
}

export class FeedDecoder {
  #decoding: TextDecoding | undefined;
  #begun = false;
  #held: Buffer = Buffer.alloc(0);
  /** The beginning as far as it was ASCII: an XML declaration is. */
  #beginning = '';

  write(bytes: Buffer): string {
    if (this.#decoding) return this.#decoding.decode(bytes, false);
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    if (!this.#begun && this.#held.length < FIRST_LOOK) return '';
    return this.#next(false);
  }

  end(): string {
    const text = this.#decoding ? '' : this.#next(true);
    return text + (this.#decoding?.decode(new Uint8Array(), true) ?? '');
  }

  #next(last: boolean): string {
    if (!this.#begun) {
      this.#begun = true;
      const marked = unicodeOf(this.#held);
      if (marked) return this.#decide(streamed(marked.label), this.#held.subarray(marked.skip));
    }
    const plain = asciiLength(this.#held);
    const text = this.#held.toString('latin1', 0, plain);
    if (this.#beginning.length < 200) this.#beginning += text.slice(0, 200);
    this.#held = this.#held.subarray(plain);
    if (this.#held.length < LOOK && !last) return text;
    if (this.#held.length === 0) return text;
    return text + this.#decide(decodingOf(this.#held, this.#beginning), this.#held);
  }

  #decide(decoding: TextDecoding, bytes: Buffer): string {
    this.#decoding = decoding;
    this.#held = Buffer.alloc(0);
    return decoding.decode(bytes, false);
  }
}

function unicodeOf(bytes: Buffer): { label: string; skip: number } | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { label: 'utf-8', skip: 3 };
  if (first === 0xff && second === 0xfe) return { label: 'utf-16le', skip: 2 };
  if (first === 0xfe && second === 0xff) return { label: 'utf-16be', skip: 2 };
  const look = bytes.subarray(0, FIRST_LOOK);
  const zeros = [0, 0];
  for (const [index, byte] of look.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > look.length / 4 && even < look.length / 16) return { label: 'utf-16le', skip: 0 };
  if (even > look.length / 4 && odd < look.length / 16) return { label: 'utf-16be', skip: 0 };
  return undefined;
}

function asciiLength(bytes: Buffer): number {
  if (isAscii(bytes)) return bytes.length;
  return bytes.findIndex((byte) => byte >= 0x80);
}

/** UTF-8 with a few spoilt bytes stays UTF-8: one bad row must not turn the accents of all others into two letters. */
function decodingOf(look: Buffer, beginning: string): TextDecoding {
  const { good, bad } = countSequences(look.subarray(0, LOOK));
  if (good > bad || isUtf8(look)) return streamed('utf-8');
  const declared = /^\s*<\?xml[^>]*encoding=["']((?:windows-125|iso-8859-)\d{1,2})["']/i.exec(beginning)?.[1];
  return (declared && named(declared.toLowerCase())) || { decode: windows1252 };
}

function named(label: string): TextDecoding | undefined {
  // The platform's own decoder for this one differs between versions of Node.
  if (label === 'windows-1252' || label === 'iso-8859-1') return undefined;
  try {
    return streamed(label);
  } catch {
    return undefined;
  }
}

function streamed(label: string): TextDecoding {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return { decode: (bytes, last) => decoder.decode(bytes, { stream: !last }) };
}

function windows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replaceAll(
    /[\u0080-\u009F]/g,
    (byte: string) => WINDOWS_1252[byte.charCodeAt(0) - 0x80] ?? byte,
  );
}

/** Sequences of UTF-8 beyond ASCII that are whole, and bytes that belong to none. One cut off by the end is neither. */
function countSequences(bytes: Buffer): { good: number; bad: number } {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes[at] ?? 0);
    if (length === 1) at += 1;
    else if (length > 1 && at + length > bytes.length) break;
    else if (length > 1 && isUtf8(bytes.subarray(at, at + length))) {
      good += 1;
      at += length;
    } else {
      bad += 1;
      at += 1;
    }
  }
  return { good, bad };
}

/** 0 for a byte that begins no sequence. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2 || byte > 0xf4) return 0;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}

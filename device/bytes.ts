/** Hexadecimal and byte-string helpers shared by the codecs. */

const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0').toUpperCase(),
);
/** Up to so many bytes a table is faster than a Buffer. */
const FEW_BYTES = 64;

/** Upper-case hexadecimal without separators. */
export function toHex(bytes: Uint8Array): string {
  if (bytes.length <= FEW_BYTES) {
    let text = '';
    for (let index = 0; index < bytes.length; index += 1) text += PAIRS[bytes[index] ?? 0];
    return text;
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex').toUpperCase();
}

/** Bytes of a hexadecimal text; spaces, colons and line ends are allowed. Undefined when it is not hexadecimal. */
export function fromHex(text: string): Uint8Array | undefined {
  const compact = text.replaceAll(/[\s:]/g, '');
  if (compact.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(compact)) return undefined;
  return new Uint8Array(Buffer.from(compact, 'hex'));
}

/** One character per byte, so that no byte string is refused or changed. */
export function latin1(bytes: Uint8Array): string {
  if (bytes.length <= FEW_BYTES) {
    let text = '';
    for (let index = 0; index < bytes.length; index += 1) text += String.fromCharCode(bytes[index] ?? 0);
    return text;
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

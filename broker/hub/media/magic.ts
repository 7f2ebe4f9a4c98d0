/**
 * What a picture is by its first bytes. What lies about itself, or is a document, never reaches a decoder: an SVG or a PDF
 * can refer to others, and a decoder that is guessed at is one more to be attacked.
 */

export type PhotoFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'tiff';

/** Brands of ISO base media files (ISO/IEC 23000-22) whose pictures are photographs. */
const BRANDS = new Set(['avif', 'avis', 'mif1', 'heic', 'heix']);

/** Undefined for everything that is not a photograph. */
export function photoFormat(bytes: Uint8Array): PhotoFormat | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1');
  if (text.startsWith('\xFF\xD8\xFF')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1A\n')) return 'png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif';
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return 'tiff';
  return text.slice(4, 8) === 'ftyp' && BRANDS.has(text.slice(8, 12)) ? 'avif' : undefined;
}

/** Fetches one picture from the hub and looks whether it is one. */
import { KioskError } from '../errors.ts';

export interface MediaSource {
  /** Base address of the hub. */
  hub: string;
  fetch?: typeof fetch;
  /** Largest picture taken, in bytes. */
  largest: number;
  signal: AbortSignal;
}

/**
 * The bytes of `/media/{file}`.
 * @throws KioskError TW_MEDIA_NOT_FOUND | TW_MEDIA_OFFLINE | TW_MEDIA_INVALID
 */
export async function fetchMedia(file: string, source: MediaSource): Promise<Buffer> {
  const response = await request(file, source);
  if (response.status === 404 || response.status === 410) {
    await response.body?.cancel();
    throw new KioskError('TW_MEDIA_NOT_FOUND');
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new KioskError('TW_MEDIA_OFFLINE', `The hub answered ${response.status}.`);
  }
  const bytes = await readBounded(response.body, source.largest);
  const isPicture = file.endsWith('.jpg') ? isJpeg(bytes) : isWebp(bytes);
  if (!isPicture) throw new KioskError('TW_MEDIA_INVALID');
  return bytes;
}

async function request(file: string, source: MediaSource): Promise<Response> {
  try {
    const url = new URL(`/media/${file}`, source.hub).href;
    return await (source.fetch ?? fetch)(url, { redirect: 'error', signal: source.signal });
  } catch (cause) {
    throw new KioskError('TW_MEDIA_OFFLINE', undefined, { cause });
  }
}

async function readBounded(body: NonNullable<Response['body']>, largest: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      size += step.value.length;
      if (size > largest) break;
      parts.push(step.value);
    }
  } catch (cause) {
    throw new KioskError('TW_MEDIA_OFFLINE', 'The picture broke off.', { cause });
  }
  if (size <= largest) return Buffer.concat(parts);
  await reader.cancel();
  throw new KioskError('TW_MEDIA_INVALID', `The picture is larger than ${largest} bytes.`);
}

/** RIFF container with the form type WEBP whose length is that of the file (RFC 9649, section 2.4). */
export function isWebp(bytes: Buffer): boolean {
  return (
    bytes.length > 16 &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    bytes.toString('latin1', 8, 12) === 'WEBP' &&
    bytes.readUInt32LE(4) + 8 === bytes.length
  );
}

/** From the start of an image to its end (ITU-T T.81, annex B.1.1.3: SOI and EOI). */
export function isJpeg(bytes: Buffer): boolean {
  return (
    bytes.length > 16 &&
    bytes.readUIntBE(0, 3) === 0xffd8ff &&
    bytes.readUInt16BE(bytes.length - 2) === 0xffd9
  );
}

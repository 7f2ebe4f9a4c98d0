/** Derivatives of one picture: WebP at fixed widths, never enlarged, without metadata, named by content. */
import { createHash } from 'node:crypto';
import { access, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { BrokerError } from '../../errors.ts';
import { photoFormat } from './magic.ts';
import type { MediaRecord } from '../store/media-store.ts';
import { writeWhole } from './write-whole.ts';

const WIDTHS = [320, 640, 1080, 1620, 2160, 3840];
const MOST_PIXELS = 60_000_000;
const MOST_BYTES = 50_000_000;
const QUALITY = 80;
/** A third of the time of the default for a tenth more bytes; pictures travel on the shop's own network. */
const EFFORT = 2;
/** What a shop's photographs come as. SVG is left out: it is a document that can refer to others. */
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'heif', 'tiff']);
/** ThumbHash takes pictures of 100 pixels at the most. */
const THUMB = 100;

export interface PictureSource {
  sha256: string;
  bytes: Buffer;
}

/**
 * A feed may name whatever lies in its folder: a folder cannot be read, a pipe would be read for ever.
 * @throws BrokerError TW_PICTURE_BROKEN when it is no file, or too large
 */
export async function readPicture(path: string): Promise<PictureSource> {
  const found = await stat(path);
  if (!found.isFile()) throw broken('it is not a file');
  if (found.size > MOST_BYTES) throw broken(`${found.size} bytes; ${MOST_BYTES} is the limit`);
  const bytes = await readFile(path);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
}

/** `{sha256}-{width}.webp` */
export function mediaFile(sha256: string, width: number): string {
  return `${sha256}-${width}.webp`;
}

/** True when every derivative of the record is in the folder. */
export async function isDerived(folder: string, { sha256, widths }: MediaRecord): Promise<boolean> {
  try {
    await Promise.all(widths.map((width) => access(join(folder, mediaFile(sha256, width)))));
    return true;
  } catch {
    return false;
  }
}

/** Writes the derivatives into `folder`. Throws BrokerError TW_PICTURE_BROKEN, or what the disk throws. */
export async function derivePicture(source: PictureSource, folder: string): Promise<MediaRecord> {
  const { width, height } = await sizeOf(source.bytes);
  const most = Math.min(width, WIDTHS.at(-1) ?? width);
  const widths = [...WIDTHS.filter((each) => each < most), most];
  try {
    const pixels = await decode(source.bytes, most);
    for (const each of widths) {
      const asItIs = each === width && isBareWebp(source.bytes);
      const bytes = asItIs
        ? source.bytes
        : await pixels.at(each).webp({ quality: QUALITY, effort: EFFORT }).toBuffer();
      await writeWhole(join(folder, mediaFile(source.sha256, each)), bytes);
    }
    return { sha256: source.sha256, width, height, widths, thumbhash: await thumbhashOf(pixels) };
  } catch (error) {
    throw isOfDisk(error) ? error : broken('it is damaged', error);
  }
}

async function sizeOf(bytes: Buffer): Promise<{ width: number; height: number }> {
  if (photoFormat(bytes) === undefined) throw broken('it is no photograph');
  try {
    const {
      width,
      height,
      format,
      orientation = 1,
    } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
    if (!FORMATS.has(format)) throw broken(`${format} is not a format for photographs`);
    if (width * height > MOST_PIXELS)
      throw broken(`${width} × ${height} pixels; ${MOST_PIXELS} is the limit`);
    // Orientations 5 to 8 lie on their side (EXIF 2.32, tag 0x0112).
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch (error) {
    throw error instanceof BrokerError ? error : broken('it is no picture', error);
  }
}

/** Pixels that were decoded once, and pipelines that begin with them. */
interface Pixels {
  at(width: number): Sharp;
  inside(side: number): Sharp;
}

/** Upright and in sRGB; sharp leaves out EXIF and everything else that tells where a picture was taken. */
async function decode(bytes: Buffer, width: number): Promise<Pixels> {
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
    .rotate()
    .resize({ width, withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const open = (): Sharp =>
    sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  return {
    at: (each) => (each === info.width ? open() : open().resize({ width: each })),
    inside: (side) => open().resize({ width: side, height: side, fit: 'inside' }),
  };
}

async function thumbhashOf(pixels: Pixels): Promise<string> {
  const { data, info } = await pixels.inside(THUMB).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}

/**
 * One VP8 image and nothing else: no metadata, no animation, nothing behind the end (RFC 9649 section 2.5). Encoding it
 * again at its own width would only cost time and quality. It has been decoded whole before.
 */
function isBareWebp(bytes: Buffer): boolean {
  if (bytes.length < 20 || bytes.toString('latin1', 0, 4) !== 'RIFF') return false;
  const size = bytes.readUInt32LE(4) + 8;
  const chunk = bytes.readUInt32LE(16) + 20;
  return (
    bytes.toString('latin1', 8, 16) === 'WEBPVP8 ' && size === bytes.length && chunk + (chunk % 2) === size
  );
}

function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function broken(reason: string, cause?: unknown): BrokerError {
  return new BrokerError('TW_PICTURE_BROKEN', reason, { cause });
}

/**
 * Pictures as JPEG, for whatever does not read WebP. They are made of the WebP when somebody asks for one, and not with it: hardly
 * anybody does, and all of them would more than double what pictures take on the disk and in the time of an import. A copy lies
 * beside its picture under the same name, and goes before any picture does (prune.ts), since it can be made again.
 */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrokerError } from '../../errors.ts';
import { writeWhole } from './write-whole.ts';

const QUALITY = 82;
/** Each takes some tens of milliseconds of a core that answers kiosks. */
const AT_ONCE = 1;
/** Beyond them whoever asks may ask again. */
const MOST_WAITING = 64;
const MOST_PIXELS = 60_000_000;

export class JpegCopies {
  readonly #folder: string;
  readonly #underway = new Map<string, Promise<string>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @param folder Of the pictures. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Where the copy is. @param file `{sha256}-{width}.jpg`
   * @throws BrokerError TW_NOT_FOUND without a WebP of this width; TW_RATE_LIMITED when too many wait
   */
  async get(file: string): Promise<string> {
    const path = join(this.#folder, file);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
    const running = this.#underway.get(file) ?? this.#made(file, path);
    this.#underway.set(file, running);
    return running;
  }

  async #made(file: string, path: string): Promise<string> {
    try {
      await this.#turn();
      try {
        return await this.#make(file, path);
      } finally {
        // The next one has the place of this one.
        const next = this.#waiting.shift();
        if (next) next();
        else this.#running -= 1;
      }
    } finally {
      this.#underway.delete(file);
    }
  }

  async #make(file: string, path: string): Promise<string> {
    const source = join(this.#folder, file.replace(/jpg$/, 'webp'));
    const webp = await readFile(source).catch(() => {
      throw new BrokerError('TW_NOT_FOUND');
    });
    // A hub that is never asked for one does without the library in its memory.
    const { default: sharp } = await import('sharp');
    const jpeg = await sharp(webp, { limitInputPixels: MOST_PIXELS })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY, progressive: true })
      .toBuffer();
    await writeWhole(path, jpeg);
    return path;
  }

  async #turn(): Promise<void> {
    if (this.#running < AT_ONCE) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= MOST_WAITING) throw new BrokerError('TW_RATE_LIMITED');
    await new Promise<void>((resolve) => void this.#waiting.push(resolve));
  }
}

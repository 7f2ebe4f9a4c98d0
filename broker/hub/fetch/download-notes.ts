/** What is remembered of a download beside its file: how to ask whether it changed, and how to go on where it ended. */
import { createHash } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';

const Whole = Type.Object({
  etag: Type.String(),
  lastModified: Type.String(),
  contentType: Type.String(),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  bytes: Type.Integer({ minimum: 0 }),
});
export type WholeNote = Static<typeof Whole>;

const Part = Type.Object({
  /** ETag or Last-Modified of what lies there; empty: nobody can say whether the rest would fit. */
  validator: Type.String(),
  /** Content-Encoding of what lies there. */
  encoding: Type.String(),
  bytes: Type.Integer({ minimum: 0 }),
});
export type PartNote = Static<typeof Part>;

interface Note<T> {
  /** Hash of the address, which may hold a key. */
  of: string;
  note: T;
}

const isWhole = Compile(Whole);
const isPart = Compile(Part);

export class DownloadNotes {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** As it is sent. */
  get partPath(): string {
    return `${this.#path}.part`;
  }

  /** Unpacked, and not yet in its place. */
  get newPath(): string {
    return `${this.#path}.new`;
  }

  /** Of the file that is there; undefined when there is none, or another address's. */
  async whole(url: string): Promise<WholeNote | undefined> {
    const note = await read(`${this.#path}.json`, { url, check: isWhole });
    return note && (await sizeOf(this.#path)) === note.bytes ? note : undefined;
  }

  async keepWhole(url: string, note: WholeNote): Promise<void> {
    await write(`${this.#path}.json`, { of: hashOf(url), note });
  }

  /** Of what was interrupted, when the rest can be had. */
  async part(url: string): Promise<PartNote | undefined> {
    const note = await read(`${this.partPath}.json`, { url, check: isPart });
    const usable = note && note.validator !== '' && note.bytes > 0;
    // The file may be longer than the note says, never shorter.
    return usable && (await sizeOf(this.partPath)) >= note.bytes ? note : undefined;
  }

  async keepPart(url: string, note: PartNote): Promise<void> {
    await write(`${this.partPath}.json`, { of: hashOf(url), note });
  }

  async forgetPart(): Promise<void> {
    await rm(this.partPath, { force: true });
    await rm(`${this.partPath}.json`, { force: true });
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return -1;
  }
}

async function read<T>(
  path: string,
  { url, check }: { url: string; check: { Check(value: unknown): value is T } },
): Promise<T | undefined> {
  try {
    const { of, note } = JSON.parse(await readFile(path, 'utf8')) as Note<unknown>;
    return of === hashOf(url) && check.Check(note) ? note : undefined;
  } catch {
    // Not there, or cut off: it is fetched as if for the first time.
    return undefined;
  }
}

async function write(path: string, note: Note<object>): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(note));
  await rename(`${path}.new`, path);
}

function hashOf(url: string): string {
  return createHash('sha256').update(url).digest('hex');
}

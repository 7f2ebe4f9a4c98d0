/** A configuration file as it lies on the disk: bounded, and never a pipe or a device that would hang the reading. */
import { constants } from 'node:fs';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

export type FileText = { ok: true; text: string } | { ok: false; message: string };

/** Far above a shop's largest list of devices, and any description of a source. */
export const MOST_BYTES = 262_144;
/** More files than that are no folder of configuration. */
export const MOST_FILES = 256;
const NAME = /^[^.].*\.json$/;

/**
 * The JSON files of a folder by name, in the order of their names. Editors' copies (`.x.json.swp`, `x.json~`) are none.
 * @throws NodeJS.ErrnoException when the folder cannot be read.
 */
export async function readFolder(dir: string): Promise<Map<string, FileText>> {
  const names = (await readdir(dir)).filter((name) => NAME.test(name)).sort();
  const files = new Map<string, FileText>();
  for (const name of names.slice(0, MOST_FILES)) {
    const text = await readText(join(dir, name));
    if (text !== undefined) files.set(name, text);
  }
  for (const name of names.slice(MOST_FILES))
    files.set(name, { ok: false, message: `is one file too many; ${MOST_FILES} are read` });
  return files;
}

/** Undefined when the file went away meanwhile: editors replace files. */
async function readText(path: string): Promise<FileText | undefined> {
  let handle: FileHandle | undefined;
  try {
    // Opening a pipe without this flag waits for somebody to write into it.
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile()) return { ok: false, message: 'is not a file' };
    return await bounded(handle);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    return { ok: false, message: `cannot be read (${code ?? 'unknown reason'})` };
  } finally {
    await handle?.close();
  }
}

/** The size that a file claims may change while it is read. */
async function bounded(handle: FileHandle): Promise<FileText> {
  const bytes = new Uint8Array(MOST_BYTES + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
    length += bytesRead;
    if (length > MOST_BYTES) return { ok: false, message: `is larger than ${MOST_BYTES} bytes` };
    if (bytesRead === 0) break;
  }
  return { ok: true, text: Buffer.from(bytes.buffer, 0, length).toString('utf8') };
}

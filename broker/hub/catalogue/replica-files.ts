/**
 * Snapshots for kiosks: gzip NDJSON, one file per version and store, written once and then only sent. A snapshot is
 * read on a connection and in a transaction of its own, a page at a time: an import may swap the catalogue meanwhile,
 * and the hub goes on answering. Learned tags are in the fleet's database; their revision says whether they changed.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { toTopicLevel } from '../../contract/topics.ts';
import { BrokerError } from '../../errors.ts';
import { openDatabase } from '../../sqlite/open.ts';
import { CatalogueStore, DOCUMENT_KINDS, type CatalogueInfo } from '../store/catalogue-store.ts';
import type { BindingStore } from '../store/binding-store.ts';
import { HUB_FILE } from '../store/schema.ts';
import { versionOf } from './current-catalogue.ts';

const FOLDER = 'replica';
const PAGE = 500;

/** Tags are learned one at a time, by hand; a snapshot takes less than that. */
const ATTEMPTS = 3;

export interface ReplicaFilesOptions {
  /** The hub's own folder. */
  dataDir: string;
  bindings: Pick<BindingStore, 'page' | 'revision'>;
}

export interface ReplicaFile {
  path: string;
  version: string;
}

export class ReplicaFiles {
  readonly #dataDir: string;
  readonly #bindings: Pick<BindingStore, 'page' | 'revision'>;
  readonly #building = new Map<string, Promise<ReplicaFile>>();

  constructor({ dataDir, bindings }: ReplicaFilesOptions) {
    this.#dataDir = dataDir;
    this.#bindings = bindings;
  }

  /** The snapshot of the current version. Throws BrokerError TW_CATALOGUE_NONE | TW_STORE_UNKNOWN. */
  async of(storeCode: string, current: CatalogueInfo | null): Promise<ReplicaFile> {
    if (!current) throw new BrokerError('TW_CATALOGUE_NONE');
    const path = join(this.#dataDir, FOLDER, fileName(current.version, storeCode));
    if (await exists(path)) return { path, version: current.version };
    const building = this.#building.get(path) ?? this.#build(storeCode);
    this.#building.set(path, building);
    try {
      return await building;
    } finally {
      this.#building.delete(path);
    }
  }

  /** Removes the files of other versions, and what a killed hub left half written. */
  async keepOnly(version: string): Promise<void> {
    const folder = join(this.#dataDir, FOLDER);
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      if (!name.startsWith(`${version}-`) || name.endsWith('.part'))
        await rm(join(folder, name), { force: true });
    }
  }

  /** Tags may be learned while it is written: then it is written once more, and at last as it is. */
  async #build(storeCode: string): Promise<ReplicaFile> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.#bindings.revision();
      const file = await this.#write(storeCode, before);
      if (attempt === ATTEMPTS || (await this.#bindings.revision()) === before) return file;
      await rm(file.path, { force: true });
    }
  }

  async #write(storeCode: string, revision: number): Promise<ReplicaFile> {
    const folder = join(this.#dataDir, FOLDER);
    await mkdir(folder, { recursive: true });
    const partial = join(folder, `${randomUUID()}.part`);
    const database = openDatabase(join(this.#dataDir, HUB_FILE), { readonly: true });
    try {
      database.exec('BEGIN');
      const catalogue = new CatalogueStore(database);
      const imported = catalogue.info();
      if (!imported) throw new BrokerError('TW_CATALOGUE_NONE');
      if (!catalogue.stores().some((store) => store.storeCode === storeCode))
        throw new BrokerError('TW_STORE_UNKNOWN');
      // The version may have changed since the caller looked: the file is named after what is in it.
      const info = { ...imported, version: versionOf(imported.version, revision) };
      const lines = Readable.from(linesOf({ catalogue, bindings: this.#bindings }, { info, storeCode }));
      await pipeline(lines, createGzip(), createWriteStream(partial, { flush: true }));
      const path = join(folder, fileName(info.version, storeCode));
      await rename(partial, path);
      return { path, version: info.version };
    } finally {
      database.close();
      await rm(partial, { force: true });
    }
  }
}

interface Sources {
  catalogue: CatalogueStore;
  bindings: Pick<BindingStore, 'page'>;
}

async function* linesOf(
  { catalogue, bindings }: Sources,
  { info, storeCode }: { info: CatalogueInfo; storeCode: string },
): AsyncGenerator<string> {
  yield line({ kind: 'header', version: info.version, storeCode, createdAt: info.importedAt });
  let lines = 2;
  for (const kind of DOCUMENT_KINDS) {
    for (let after = '', full = true; full;) {
      const page = catalogue.page(kind, after, PAGE);
      if (page.length > 0) yield page.map(({ body }) => `{"kind":"${kind}","${kind}":${body}}\n`).join('');
      lines += page.length;
      after = page.at(-1)?.id ?? after;
      full = page.length === PAGE;
      await setImmediate();
    }
  }
  for (let after = '', full = true; full;) {
    const page = await bindings.page(after, PAGE);
    const sold = catalogue.soldOf(page.map(({ sku }) => sku));
    const told = page.filter(({ sku }) => sold.has(sku));
    if (told.length > 0) yield told.map(({ uid, sku }) => line({ kind: 'binding', uid, sku })).join('');
    lines += told.length;
    after = page.at(-1)?.uid ?? after;
    full = page.length === PAGE;
    await setImmediate();
  }
  yield line({ kind: 'end', lines });
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

/** Store codes are case-sensitive and may hold anything, so the file's name carries them as hex too. */
function fileName(version: string, storeCode: string): string {
  return `${version}-${toTopicLevel(storeCode)}-${Buffer.from(storeCode).toString('hex')}.ndjson.gz`;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Snapshots for kiosks: gzip NDJSON, one file per version and store, written once and then only sent. A snapshot is
 * read on a connection and in a transaction of its own, a page at a time: an import may swap the catalogue meanwhile,
 * and the hub goes on answering. Learned tags are in the fleet's database; their revision says whether they changed.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { BrokerError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import { openDatabase } from '../../sqlite/open.ts';
import { CatalogueStore, type CatalogueInfo } from '../store/catalogue-store.ts';
import type { BindingStore } from '../store/binding-store.ts';
import { HUB_FILE } from '../store/schema.ts';
import { isServed } from './is-served.ts';
import { versionOf } from './current-catalogue.ts';
import { KeptFiles, type KeptFile } from './kept-files.ts';
import { snapshotLines } from './snapshot-lines.ts';

const FOLDER = 'replica';

/** Until then what has changed since is told sooner than a snapshot is written. */
const RECENT_MS = 600_000;

/** Tags are learned one at a time, by hand; a snapshot takes less than that. */
const ATTEMPTS = 3;

export interface ReplicaFilesOptions {
  /** The hub's own folder. */
  dataDir: string;
  bindings: Pick<BindingStore, 'page' | 'revision'>;
  /** True when kiosks get on by changes from that version: then one of a little while ago is as good as one of now. */
  leadsOn?: (version: string) => Promise<boolean>;
  clock: Pick<Clock, 'now'>;
}

export class ReplicaFiles {
  readonly #dataDir: string;
  readonly #bindings: Pick<BindingStore, 'page' | 'revision'>;
  readonly #leadsOn: (version: string) => Promise<boolean>;
  readonly #files: KeptFiles;
  readonly #building = new Map<string, Promise<KeptFile>>();

  constructor({ dataDir, bindings, leadsOn, clock }: ReplicaFilesOptions) {
    this.#dataDir = dataDir;
    this.#bindings = bindings;
    this.#leadsOn = leadsOn ?? (() => Promise.resolve(false));
    this.#files = new KeptFiles(join(dataDir, FOLDER), clock);
  }

  /** The snapshot of the current version, or of one that leads on to it. Throws BrokerError TW_CATALOGUE_NONE | TW_STORE_UNKNOWN. */
  async of(storeCode: string, current: CatalogueInfo | null): Promise<KeptFile> {
    if (!current) throw new BrokerError('TW_CATALOGUE_NONE');
    const found = await this.#found(storeCode, current.version);
    if (found) return found;
    const path = this.#files.path(current.version, storeCode);
    const building = this.#building.get(path) ?? this.#build(storeCode);
    this.#building.set(path, building);
    try {
      return await building;
    } finally {
      this.#building.delete(path);
    }
  }

  /** While stock changes every second, no snapshot would be current by the time it is written. */
  async #found(storeCode: string, version: string): Promise<KeptFile | undefined> {
    const current = await this.#files.find(version, storeCode);
    if (current) return current;
    const recent = await this.#files.recent(storeCode, RECENT_MS);
    return recent && (await this.#leadsOn(recent.version)) ? recent : undefined;
  }

  /** One that a kiosk has a part of already, by the hash of its bytes. */
  async byDigest(storeCode: string, sha256: string): Promise<KeptFile | undefined> {
    return this.#files.byDigest(storeCode, sha256);
  }

  /** Removes what no kiosk is in the middle of any more, and what a killed hub left half written. */
  async tidy(version: string): Promise<void> {
    await this.#files.tidy(version);
  }

  /** Tags may be learned while it is written: then it is written once more, and at last as it is. */
  async #build(storeCode: string): Promise<KeptFile> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.#bindings.revision();
      const file = await this.#write(storeCode, before);
      if (attempt === ATTEMPTS || (await this.#bindings.revision()) === before) return file;
      await rm(file.path, { force: true });
    }
  }

  async #write(storeCode: string, revision: number): Promise<KeptFile> {
    const folder = join(this.#dataDir, FOLDER);
    await mkdir(folder, { recursive: true });
    const partial = join(folder, `${randomUUID()}.part`);
    const database = openDatabase(join(this.#dataDir, HUB_FILE), { readonly: true });
    try {
      database.exec('BEGIN');
      const catalogue = new CatalogueStore(database);
      const imported = catalogue.info();
      if (!imported) throw new BrokerError('TW_CATALOGUE_NONE');
      if (!isServed(storeCode, catalogue.stores())) throw new BrokerError('TW_STORE_UNKNOWN');
      // The version may have changed since the caller looked: the file is named after what is in it.
      const info = { ...imported, version: versionOf(imported.version, revision) };
      const lines = Readable.from(snapshotLines({ database, bindings: this.#bindings }, { info, storeCode }));
      await pipeline(lines, createGzip(), createWriteStream(partial, { flush: true }));
      return await this.#files.keep(partial, { version: info.version, storeCode });
    } finally {
      database.close();
      await rm(partial, { force: true });
    }
  }
}

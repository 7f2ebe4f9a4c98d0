/**
 * Variants by SKU. The Storefront API cannot be asked for one by its SKU, so what a reading of the catalogue has seen is kept
 * in a file: the readings run in a thread of their own, and a shopper cannot wait for a walk through the shop.
 */
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gidOf, numberInSku, numberOf } from './ids.ts';

const FILE = 'variants.tsv';
/** Of one write. */
const MANY = 2_000;

export interface IndexedVariant {
  id: string;
  sku: string;
}

export interface VariantIndexOptions {
  /** Absolute; made when it is first needed. */
  folder: string;
  /** Walks through all variants, when no reading has left a file. */
  walk: () => AsyncIterable<IndexedVariant>;
}

export class VariantIndex {
  readonly #options: VariantIndexOptions;
  #known: { bySku: ReadonlyMap<string, string>; changedAt: number } | undefined;
  #building: Promise<void> | undefined;

  constructor(options: VariantIndexOptions) {
    this.#options = options;
  }

  /** Ids of variants by SKU, as far as they are known. Of two variants with one SKU, which Shopify allows, neither. */
  async find(skus: readonly string[]): Promise<Map<string, string>> {
    const bySku = await this.#load();
    const found = new Map<string, string>();
    for (const sku of skus) {
      const number = numberInSku(sku) ?? bySku.get(sku);
      if (number !== undefined && number !== '') found.set(sku, gidOf('ProductVariant', number));
    }
    return found;
  }

  /** Passes variants through and keeps them, once all of them have come. */
  async *keeping<Item extends IndexedVariant>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
    const { folder } = this.#options;
    await mkdir(folder, { recursive: true });
    const path = join(folder, FILE);
    const file = await open(`${path}.part`, 'w');
    let lines: string[] = [];
    try {
      for await (const item of items) {
        lines.push(`${numberOf(item.id, 'ProductVariant') ?? ''}\t${item.sku}\n`);
        if (lines.length >= MANY) lines = await write(file, lines);
        yield item;
      }
      await write(file, lines);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
  }

  async #load(): Promise<ReadonlyMap<string, string>> {
    const changedAt = await this.#changedAt();
    if (changedAt === undefined) {
      this.#building ??= this.#build().finally(() => (this.#building = undefined));
      await this.#building;
      return this.#load();
    }
    if (this.#known?.changedAt !== changedAt) this.#known = { bySku: await this.#read(), changedAt };
    return this.#known.bySku;
  }

  async #build(): Promise<void> {
    const all = this.keeping(this.#options.walk());
    while (!(await all.next()).done);
  }

  async #read(): Promise<ReadonlyMap<string, string>> {
    const bySku = new Map<string, string>();
    const input = createReadStream(join(this.#options.folder, FILE), 'utf8');
    for await (const line of createInterface({ input })) {
      const [number = '', sku = ''] = line.split('\t');
      bySku.set(sku, bySku.has(sku) ? '' : number);
    }
    return bySku;
  }

  /** Undefined: there is no file. */
  async #changedAt(): Promise<number | undefined> {
    try {
      return (await stat(join(this.#options.folder, FILE))).mtimeMs;
    } catch {
      return undefined;
    }
  }
}

async function write(file: FileHandle, lines: readonly string[]): Promise<string[]> {
  await file.write(lines.join(''));
  return [];
}

/** Small feeds in a folder of their own, any of which a test may spoil. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  importFeeds,
  type ImportOptions,
  type ImportReport,
} from '../../../../broker/hub/import/import-feeds.ts';
import type { TestContext } from '../../../harness/suite.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { LOYALTY_KEY, temporaryFolder } from './hub-bench.ts';

export const STORES = JSON.stringify([
  {
    store_code: 'MIL-01',
    name: 'Milano',
    lat: 45.46,
    lon: 9.18,
    timezone: 'Europe/Rome',
    currency: 'EUR',
    locales: ['it'],
  },
  { store_code: 'PAR-02', name: 'Paris', currency: 'EUR', locales: ['fr'] },
]);

const HEADERS = [
  'id',
  'title',
  'description',
  'image link',
  'availability',
  'price',
  'gtin',
  'item group id',
  'color',
  'size',
];

/** Rows of the products feed under the usual headers. */
export function products(...rows: readonly (readonly string[])[]): string {
  return [HEADERS, ...rows].map((row) => row.join('\t')).join('\n');
}

/** A sound row; `changes` by column of the header. */
export function row(sku: string, changes: Record<string, string> = {}): string[] {
  const sound: Record<string, string> = {
    id: sku,
    title: 'Chaz Hoodie Black S',
    availability: 'in stock',
    price: '52.00 EUR',
    'item group id': 'CHAZ',
    color: 'Black',
    size: 'S',
  };
  return HEADERS.map((header) => changes[header] ?? sound[header] ?? '');
}

export function local(...rows: readonly string[]): string {
  return ['store code\tid\tquantity\tavailability\tpickup SLA', ...rows].join('\n');
}

/** One review element. */
export function review(
  id: string,
  changes: { author?: string; ids?: string; rating?: string; body?: string } = {},
): string {
  const ids = changes.ids ?? '<skus><sku>A</sku></skus>';
  return `<review><review_id>${id}</review_id><reviewer><name>${changes.author ?? 'Karina Smith'}</name></reviewer>
    <review_timestamp>2026-05-11T17:18:26.000Z</review_timestamp><title>Fine</title>
    <content>${changes.body ?? 'Warm.'}</content><review_language>en</review_language>
    <ratings>${changes.rating ?? '<overall min="1" max="5">4</overall>'}</ratings>
    <products><product><product_ids>${ids}</product_ids></product></products></review>`;
}

export function reviews(...elements: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><feed><reviews>${elements.join('')}</reviews></feed>`;
}

export class FeedFolder {
  readonly dir: string;
  readonly dataDir: string;
  /** What the import said last of each stage. */
  readonly progress = new Map<string, number>();
  readonly #clock = new VirtualClock();

  constructor(t: TestContext) {
    const folder = temporaryFolder(t);
    this.dir = join(folder, 'feeds');
    this.dataDir = join(folder, 'data');
    mkdirSync(join(this.dir, 'images'), { recursive: true });
    this.write('stores.json', STORES);
    this.write('products.tsv', products(row('A')));
    this.write('local.tsv', local('MIL-01\tA\t5\tin stock\tsame day'));
    this.write('reviews.xml', reviews(review('r1')));
  }

  write(name: string, text: string | Uint8Array): void {
    writeFileSync(join(this.dir, name), text);
  }

  /** A picture of one colour. */
  async picture(name: string, size: { width: number; height: number }): Promise<void> {
    const image = sharp({ create: { ...size, channels: 3, background: '#7a4b2f' } });
    this.write(
      name,
      await image
        .withExif({ IFD0: { Artist: 'Somebody' } })
        .jpeg()
        .toBuffer(),
    );
  }

  import(
    optional: { customers?: string; related?: string; guides?: string } = {},
    options: Pick<ImportOptions, 'acceptShrink' | 'dryRun' | 'rejections'> = {},
  ): Promise<ImportReport> {
    const files = Object.entries({ ...optional }).map(([name, file]) => [name, join(this.dir, file)]);
    return importFeeds({
      ...options,
      dataDir: this.dataDir,
      files: {
        stores: join(this.dir, 'stores.json'),
        products: join(this.dir, 'products.tsv'),
        local: join(this.dir, 'local.tsv'),
        reviews: join(this.dir, 'reviews.xml'),
        ...(Object.fromEntries(files) as typeof optional),
      },
      loyaltyKey: LOYALTY_KEY,
      clock: this.#clock,
      logger: new QuietLogger(),
      onProgress: ({ stage, done }) => void this.progress.set(stage, done),
    });
  }
}

/** `line code` of every rejection. */
export function reasons({ rejections }: ImportReport): string[] {
  return rejections.map(({ file, line, code }) => `${file}:${line} ${code}`);
}

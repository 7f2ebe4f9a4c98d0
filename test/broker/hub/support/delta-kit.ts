/** A catalogue of a few products that tests change at will, in a hub's database, and kiosks that follow it. */
import { createReadStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { DeltaLine } from '../../../../broker/contract/delta.ts';
import type { SnapshotLine } from '../../../../broker/contract/snapshot.ts';
import { CurrentCatalogue } from '../../../../broker/hub/catalogue/current-catalogue.ts';
import { Deltas } from '../../../../broker/hub/catalogue/deltas.ts';
import { ReplicaFiles } from '../../../../broker/hub/catalogue/replica-files.ts';
import { CatalogueStore, type DocumentKind } from '../../../../broker/hub/store/catalogue-store.ts';
import { CatalogueWrite } from '../../../../broker/hub/store/catalogue-write.ts';
import { openHubDatabase } from '../../../../broker/hub/store/schema.ts';
import { documentHash } from '../../../../broker/hub/store/set-hash.ts';
import { canonicalJson } from '../../../../broker/hub/twin/canonical-json.ts';
import { openDatabase, type SqliteDatabase } from '../../../../broker/sqlite/open.ts';
import { Replica } from '../../../../kiosk/replica/replica.ts';
import { jsonLines } from '../../../../kiosk/replica/lines.ts';
import type { TestContext } from '../../../harness/suite.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { temporaryFolder } from '../../../support/sample-replica.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const DAY = Date.parse('2026-11-26T08:00:00Z');
const LIMITS = { line: 1_000_000, total: 100_000_000 };
const broken = (cause: unknown): unknown => cause;

export interface SmallCatalogue {
  stores: string[];
  /** SKUs by product. */
  products: Record<string, string[]>;
  /** Quantity by `sku store`. */
  offers: Record<string, number>;
  /** Products by review. */
  reviews: Record<string, string[]>;
  /** Something that is other than before, by product or SKU. */
  words: Record<string, string>;
}

interface Wanted {
  parent: string;
  body: object;
}

export class DeltaKit {
  readonly database: SqliteDatabase;
  readonly dataDir: string;
  readonly files: ReplicaFiles;
  readonly deltas: Deltas;
  readonly catalogue: CurrentCatalogue;
  readonly tags = new Tags();
  readonly #paths = new Map<Replica, string>();
  readonly #t: TestContext;

  constructor(t: TestContext) {
    this.#t = t;
    this.dataDir = temporaryFolder(t);
    mkdirSync(this.dataDir, { recursive: true });
    this.database = openHubDatabase(join(this.dataDir, 'hub.sqlite'));
    t.after(() => this.database.close());
    const store = new CatalogueStore(this.database);
    this.catalogue = new CurrentCatalogue({ catalogue: store });
    const { dataDir, tags: bindings } = this;
    this.deltas = new Deltas({ dataDir, catalogue: store, bindings });
    this.files = new ReplicaFiles({ dataDir, bindings, clock: new VirtualClock() });
  }

  /** Makes the catalogue what is wanted, in one write. */
  become(wanted: SmallCatalogue): void {
    const next = documentsOf(wanted);
    this.database
      .transaction(() => {
        const write = new CatalogueWrite(this.database);
        const known = this.database.prepare('SELECT kind, id, parent, body FROM documents').all() as {
          kind: DocumentKind;
          id: string;
          parent: string;
          body: string;
        }[];
        const before = new Map(known.map((row) => [`${row.kind} ${row.id}`, row]));
        for (const [key, { parent, body }] of next) {
          const [kind, id] = splitKey(key);
          const text = canonicalJson(body);
          const old = before.get(key);
          before.delete(key);
          if (old?.body === text && old.parent === parent) continue;
          write.put({
            kind,
            id,
            parent,
            body: text,
            hash: documentHash({ kind, id, body: text }),
            notes: null,
          });
        }
        for (const { kind, id } of before.values()) write.remove(kind, id);
        write.finish(DAY);
      })
      .immediate();
    this.database.prepare('UPDATE catalogue SET imported_at = ?').run(new Date(DAY).toISOString());
  }

  /** An empty kiosk. */
  kiosk(): Replica {
    const path = join(temporaryFolder(this.#t), 'catalogue.db');
    const replica = new Replica({
      path,
      clock: new VirtualClock(),
      logger: new QuietLogger(),
    });
    replica.start();
    this.#paths.set(replica, path);
    this.#t.after(() => replica.stop());
    return replica;
  }

  async load(replica: Replica, storeCode: string): Promise<void> {
    this.catalogue.bindingsAt(await this.tags.revision());
    const { path } = await this.files.of(storeCode, this.catalogue.info());
    await replica.load(
      jsonLines(createReadStream(path), { limits: LIMITS, broken }) as AsyncIterable<SnapshotLine>,
    );
  }

  /** The lines of what has changed for a kiosk. */
  async changes(replica: Replica, storeCode: string): Promise<DeltaLine[]> {
    const { gzip } = await this.deltas.of({ storeCode, from: replica.version() });
    const lines: DeltaLine[] = [];
    for await (const line of jsonLines(Readable.from([gzip]), { limits: LIMITS, broken }))
      lines.push(line as DeltaLine);
    return lines;
  }

  async follow(replica: Replica, storeCode: string): Promise<DeltaLine[]> {
    const lines = await this.changes(replica, storeCode);
    await replica.apply(Readable.from(lines) as AsyncIterable<DeltaLine>);
    return lines;
  }

  /** Everything in the file of a kiosk, so that two can be compared. */
  dump(replica: Replica): Record<string, unknown[]> {
    const database = openDatabase(this.#paths.get(replica) ?? '', { readonly: true });
    try {
      const tables = ['meta', 'store', 'variant', 'gtin', 'binding', 'offer', 'review'];
      const all = Object.fromEntries(
        tables.map((name) => [name, database.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`).all()]),
      );
      return {
        ...all,
        // Of other products, a review may say so or not.
        review_of: database
          .prepare('SELECT * FROM review_of WHERE product IN (SELECT id FROM product) ORDER BY 1, 2')
          .all(),
        product: database
          .prepare('SELECT id, json, category, rating, pictured, here FROM product ORDER BY 1')
          .all(),
        words: database
          .prepare('SELECT title, brand, colours, categories, product FROM words ORDER BY 5')
          .all(),
      };
    } finally {
      database.close();
    }
  }
}

/** Learned tags in memory. */
class Tags {
  readonly #all = new Map<string, { sku: string | null; revision: number }>();
  #revision = 0;

  put(uid: string, sku: string | null): void {
    this.#revision += 1;
    this.#all.set(uid, { sku, revision: this.#revision });
  }

  async revision(): Promise<number> {
    return this.#revision;
  }

  async page(after: string, limit: number): Promise<{ uid: string; sku: string }[]> {
    return (await this.changesAfter(-1, after, limit)).flatMap(({ uid, sku }) =>
      sku === null ? [] : [{ uid, sku }],
    );
  }

  async changesAfter(
    revision: number,
    after: string,
    limit: number,
  ): Promise<{ uid: string; sku: string | null }[]> {
    return [...this.#all]
      .filter(([uid, tag]) => uid > after && tag.revision > revision)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([uid, { sku }]) => ({ uid, sku }));
  }
}

function splitKey(key: string): [DocumentKind, string] {
  const at = key.indexOf(' ');
  return [key.slice(0, at) as DocumentKind, key.slice(at + 1)];
}

function documentsOf({ stores, products, offers, reviews, words }: SmallCatalogue): Map<string, Wanted> {
  const all = new Map<string, Wanted>();
  for (const code of stores) all.set(`store ${code}`, { parent: '', body: storeOf(code) });
  for (const [id, skus] of Object.entries(products)) {
    all.set(`product ${id}`, { parent: '', body: productOf(id, words[id] ?? id) });
    for (const [position, sku] of skus.entries())
      all.set(`variant ${sku}`, {
        parent: id,
        body: variantOf(sku, { id, position, colour: words[sku] ?? 'Red' }),
      });
  }
  for (const [key, quantity] of Object.entries(offers)) {
    const [sku = '', storeCode = ''] = key.split(' ');
    all.set(`offer ${sku}\n${storeCode}`, { parent: storeCode, body: offerOf(sku, { storeCode, quantity }) });
  }
  for (const [id, ids] of Object.entries(reviews))
    all.set(`review ${id}`, { parent: ids.join('\n'), body: reviewOf(id, ids) });
  return all;
}

const storeOf = (storeCode: string): object => ({
  storeCode,
  name: storeCode,
  address: '',
  latitude: null,
  longitude: null,
  timezone: 'Europe/Rome',
  hours: '',
  currency: 'EUR',
  locales: ['it'],
});

const productOf = (productId: string, title: string): object => ({
  productId,
  title: { en: title },
  description: {},
  brand: 'Luma',
  categoryPath: ['All'],
  highlights: [],
  attributes: [],
  media: [],
  rating: { average: 0, count: 0, verified: 0, histogram: [0, 0, 0, 0, 0] },
  relatedIds: [],
  guide: null,
});

const variantOf = (sku: string, about: { id: string; position: number; colour: string }): object => ({
  sku,
  productId: about.id,
  gtins: [`0950600${String(Number(sku.slice(1))).padStart(7, '0')}`],
  colour: about.colour,
  size: '',
  sizeSystem: '',
  price: { amountMinor: 100, currency: 'EUR' },
  salePrice: null,
  lowestPrice30d: null,
  availabilityOnline: 'in_stock',
  position: about.position,
});

const offerOf = (sku: string, { storeCode, quantity }: { storeCode: string; quantity: number }): object => ({
  asOf: '2026-11-26T08:00:00Z',
  storeCode,
  sku,
  availability: quantity > 0 ? 'in_stock' : 'out_of_stock',
  quantity,
  pickupMethod: '',
  pickupSla: '',
  shelfLocation: '',
});

const reviewOf = (id: string, productIds: readonly string[]): object => ({
  id,
  productIds,
  rating: 5,
  title: '',
  body: id,
  lang: 'en',
  authorDisplay: 'A.',
  verified: true,
  incentivised: false,
  createdAt: '2026-11-01T08:00:00Z',
});

/** Small catalogues as rows, imported into a folder of their own. */
import { join } from 'node:path';
import type {
  Localised,
  Product,
  Review,
  Store,
  StoreOffer,
  Variant,
} from '../../../../../broker/contract/domain.ts';
import {
  importCatalogue,
  type CatalogueReport,
} from '../../../../../broker/hub/import/pipeline/import-catalogue.ts';
import type { ImportCatalogueOptions } from '../../../../../broker/hub/import/pipeline/options.ts';
import type { CatalogueInput } from '../../../../../broker/hub/sources/catalogue-input.ts';
import type { OfferRow, ReviewRow, VariantRow } from '../../../../../broker/hub/sources/rows.ts';
import { CatalogueStore, type DocumentKind } from '../../../../../broker/hub/store/catalogue-store.ts';
import { HUB_FILE, openHubDatabase } from '../../../../../broker/hub/store/schema.ts';
import type { SqliteDatabase } from '../../../../../broker/sqlite/open.ts';
import type { TestContext } from '../../../../harness/suite.ts';
import { QuietLogger } from '../../../../support/quiet-logger.ts';
import { VirtualClock } from '../../../../support/virtual-clock.ts';
import { temporaryFolder } from '../../support/hub-bench.ts';

interface Documents {
  store: Store;
  product: Product;
  variant: Variant;
  offer: StoreOffer;
  review: Review;
}

export interface Rows {
  /** Codes. */
  stores?: string[];
  variants?: VariantRow[];
  offers?: OfferRow[];
  offersAreChanges?: boolean;
  reviews?: ReviewRow[];
  /** Ids of related products by product. */
  related?: Record<string, string[]>;
  guides?: Record<string, Localised>;
}

const place = (id: string) => ({ file: 'rows', line: 1, id });

export function variant(sku: string, changes: Partial<VariantRow> = {}): VariantRow {
  return {
    place: place(sku),
    sku,
    productId: 'P',
    title: { en: 'Hoodie' },
    description: { en: 'Warm.' },
    brand: 'Alder',
    gtins: [],
    mpn: '',
    colour: '',
    size: sku,
    sizeSystem: '',
    price: { amountMinor: 5_000, currency: 'EUR' },
    salePrice: null,
    lowestPrice30d: null,
    availability: 'in_stock',
    categoryPath: [],
    highlights: [],
    attributes: [],
    pictures: [],
    ...changes,
  };
}

export function offer(sku: string, changes: Partial<OfferRow> = {}): OfferRow {
  return {
    place: place(sku),
    storeCode: 'MIL-01',
    sku,
    gtin: '',
    availability: 'in_stock',
    quantity: 5,
    pickupMethod: '',
    pickupSla: '',
    shelfLocation: '',
    asOf: '',
    ...changes,
  };
}

export function review(id: string, changes: Partial<ReviewRow> = {}): ReviewRow {
  return {
    place: place(id),
    id,
    gtins: [],
    skus: [],
    parts: [],
    productIds: [],
    rating: 4,
    title: 'Fine',
    body: 'Warm.',
    lang: 'en',
    authorDisplay: 'Karina S.',
    verified: false,
    incentivised: false,
    createdAt: '2026-05-11T17:18:26.000Z',
    ...changes,
  };
}

export function inputOf({
  stores,
  variants,
  offers,
  offersAreChanges,
  reviews,
  related,
  guides,
}: Rows): CatalogueInput {
  return {
    ...(stores && { stores: () => rowsOf(stores.map(storeRow)) }),
    ...(variants && { variants: () => rowsOf(variants) }),
    ...(offers && { offers: () => rowsOf(offers) }),
    ...(offersAreChanges && { offersAreChanges }),
    ...(reviews && { reviews: () => rowsOf(reviews) }),
    ...(related && {
      related: () =>
        rowsOf(
          Object.entries(related).map(([id, relatedIds]) => ({
            place: place(id),
            productId: id,
            relatedIds,
          })),
        ),
    }),
    ...(guides && {
      guides: () =>
        rowsOf(
          Object.entries(guides).map(([id, title]) => ({
            place: place(id),
            productId: id,
            guide: { title, steps: [] },
          })),
        ),
    }),
    pictureBase: '/nowhere',
  };
}

function storeRow(storeCode: string) {
  const nowhere = { address: '', latitude: null, longitude: null, timezone: '', hours: '', currency: 'EUR' };
  return { place: place(storeCode), store: { storeCode, name: storeCode, ...nowhere, locales: [] } };
}

async function* rowsOf<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}

export class SmallCatalogue {
  readonly dataDir: string;
  readonly clock = new VirtualClock();
  readonly database: SqliteDatabase;
  readonly store: CatalogueStore;

  constructor(t: TestContext) {
    this.dataDir = temporaryFolder(t);
    this.database = openHubDatabase(join(this.dataDir, HUB_FILE));
    t.after(() => this.database.close());
    this.store = new CatalogueStore(this.database);
  }

  import(rows: Rows, options: Partial<ImportCatalogueOptions> = {}): Promise<CatalogueReport> {
    const { dataDir, clock } = this;
    return importCatalogue(inputOf(rows), {
      dataDir,
      source: 'shop',
      clock,
      logger: new QuietLogger(),
      acceptShrink: true,
      ...options,
    });
  }

  /** The domain object. */
  read<K extends DocumentKind>(kind: K, id: string): Documents[K] | undefined {
    const body = this.store.body(kind, id);
    return body === undefined ? undefined : (JSON.parse(body) as Documents[K]);
  }

  /** All that is other than it was at a revision: ids, those that are gone with a minus. */
  changed(revision: number, kind: DocumentKind): string[] {
    const changes = this.store.changesAfter(revision, { kind, after: '', limit: 1_000 });
    return changes.map(({ id, body }) => `${body === null ? '-' : ''}${id.replace('\n', ' ')}`);
  }
}

export const SHOP: Rows = {
  stores: ['MIL-01', 'PAR-02'],
  variants: [variant('A'), variant('B'), variant('C', { productId: 'Q', title: { en: 'Belt' } })],
  offers: [
    offer('A'),
    offer('B'),
    offer('A', { storeCode: 'PAR-02', quantity: 0, availability: 'out_of_stock' }),
  ],
  reviews: [review('r1', { skus: ['A'] }), review('r2', { skus: ['C'], rating: 5 })],
};

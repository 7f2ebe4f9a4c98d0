/** An index over the demo catalogue, or over documents written down in a test. */
import { join } from 'node:path';
import type { SearchFilters } from '../../../broker/contract/search.ts';
import { writeSnapshot } from '../../../kiosk/replica/writer.ts';
import { SegmentBuilder } from '../../../kiosk/search/index/builder.ts';
import { Documents, type SourceProduct } from '../../../kiosk/search/index/document.ts';
import type { Segment } from '../../../kiosk/search/index/segment.ts';
import { NO_FILTERS, SearchEngine } from '../../../kiosk/search/query/engine.ts';
import type { IndexAnswer } from '../../../kiosk/search/query/request.ts';
import { CatalogueFile } from '../../../kiosk/search/source.ts';
import { Dictionary } from '../../../kiosk/search/words/dictionary.ts';
import type { TestContext } from '../../harness/suite.ts';
import { demoLines } from '../../support/demo-catalogue.ts';
import { stream } from '../../support/sample-catalogue.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';

export const DICTIONARY = new Dictionary();

/** Path of a replica's file with the demo catalogue. */
export async function demoFile(context: Pick<TestContext, 'after'>): Promise<string> {
  const path = join(temporaryFolder(context), 'replica.sqlite');
  await writeSnapshot(path, stream(demoLines()));
  return path;
}

export async function demoSegment(context: Pick<TestContext, 'after'>): Promise<Segment> {
  const catalogue = new CatalogueFile(await demoFile(context));
  try {
    return segmentOf(catalogue.products());
  } finally {
    catalogue.close();
  }
}

export function segmentOf(products: Iterable<SourceProduct>): Segment {
  const builder = new SegmentBuilder(DICTIONARY);
  const documents = new Documents(DICTIONARY);
  for (const product of products) builder.add(documents.of(product));
  return builder.done();
}

export function engineOf(segment: Segment): SearchEngine {
  const engine = new SearchEngine(DICTIONARY);
  engine.use([{ segment, dead: new Uint8Array(segment.documents) }]);
  return engine;
}

export async function demoEngine(context: Pick<TestContext, 'after'>): Promise<SearchEngine> {
  return engineOf(await demoSegment(context));
}

export function ask(engine: SearchEngine, text: string, filters: Partial<SearchFilters> = {}): IndexAnswer {
  return engine.search({
    text,
    filters: { ...NO_FILTERS, ...filters },
    offset: 0,
    limit: 20,
    wantsFacets: true,
  });
}

export function ids(answer: IndexAnswer): string[] {
  return answer.hits.map(({ productId }) => productId);
}

interface Wanted {
  title?: string;
  titles?: Record<string, string>;
  brand?: string;
  category?: string[];
  rating?: number;
  variants?: { colour?: string; size?: string; price?: number; here?: boolean }[];
}

/** A product with no more than a test says. */
export function product(id: string, wanted: Wanted): SourceProduct {
  const { title = id, titles = { en: title }, brand = '', category = [], rating = 4 } = wanted;
  return {
    product: {
      productId: id,
      title: titles,
      description: {},
      brand,
      categoryPath: category,
      highlights: [],
      attributes: [],
      media: [],
      rating: { average: rating, count: 100, verified: 0, histogram: [0, 0, 0, 100, 0] },
      relatedIds: [],
      guide: null,
    },
    variants: (wanted.variants ?? [{}]).map(
      ({ colour = '', size = '', price = 1000, here = true }, position) => ({
        variant: {
          sku: `${id}-${position}`,
          productId: id,
          gtins: [],
          colour,
          size,
          sizeSystem: '',
          price: { amountMinor: price, currency: 'EUR' },
          salePrice: null,
          lowestPrice30d: null,
          availabilityOnline: 'in_stock' as const,
          position,
        },
        here,
      }),
    ),
  };
}

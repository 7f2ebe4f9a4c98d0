/** Documents of products and variants out of the staged rows, one product at a time. */
import type { Product, Rating } from '../../../contract/domain.ts';
import { canonicalJson } from '../../twin/canonical-json.ts';
import type { VariantRow } from '../../sources/rows.ts';
import type { MediaRecord } from '../../store/media-store.ts';
import { buildProduct, isOnlySummed, NO_RATING, orderRows } from '../build-products.ts';
import type { StageContext } from './context.ts';
import { extrasOf, type Given } from './product-extras.ts';
import { variantDocuments } from './variant-documents.ts';

/** A screen could not show more, and all of them are in the memory at once. */
const MOST_VARIANTS = 5_000;

interface StagedVariant {
  seq: number;
  product: string;
  body: string;
}

/** Of every product that has a variant here. */
export async function buildFromVariants(context: StageContext, given: Given): Promise<void> {
  const { staging, differences, count } = context;
  const variants = variantDocuments(context);
  const product = productBuilder(context, given);
  for await (const rows of productRows(context)) {
    const [first] = rows;
    if (!first) continue;
    differences.put(product(first.productId, rows));
    for (const document of variants(orderRows(rows))) differences.put(document);
    count();
    await staging.breathe(rows.length);
  }
}

function productBuilder({ staging }: StageContext, given: Given) {
  const extras = extrasOf(staging, given);
  const pictures = pictureFinder(staging, given);
  return (id: string, rows: readonly VariantRow[]) => {
    const { rating: known = NO_RATING, relatedIds = [], guide = null, media } = extras(id);
    const rating = ratingOf(known, rows);
    const built = buildProduct(id, { rows, pictures: pictures(rows), rating, relatedIds, guide });
    const product: Product = given.pictures ? built : { ...built, media: media ?? [] };
    return { kind: 'product', id, parent: '', body: canonicalJson(product), notes: null } as const;
  };
}

/** Of its reviews; where there are none, what its source says of them. */
function ratingOf(known: Rating, rows: readonly VariantRow[]): Rating {
  if (known.count > 0 && !isOnlySummed(known)) return known;
  const said = rows.find(({ rating }) => rating !== undefined)?.rating;
  return said === undefined ? NO_RATING : { ...NO_RATING, ...said };
}

function pictureFinder(staging: StageContext['staging'], given: Given) {
  const find = staging.prepare('SELECT media FROM links WHERE link = ?').pluck();
  return (rows: readonly VariantRow[]): Map<string, MediaRecord> => {
    const found = new Map<string, MediaRecord>();
    if (!given.pictures) return found;
    for (const link of new Set(rows.flatMap((row) => row.pictures))) {
      const media = find.get(link);
      if (typeof media === 'string') found.set(link, JSON.parse(media) as MediaRecord);
    }
    return found;
  };
}

/** The rows of each product, in the order of the source. */
async function* productRows({ staging, rejections }: StageContext): AsyncGenerator<VariantRow[]> {
  const pages = staging.pages<StagedVariant>(
    `SELECT seq, product, body FROM variants WHERE (product, seq) > (?, ?) ORDER BY product, seq`,
    (last) => [last?.product ?? '', last?.seq ?? 0],
  );
  let rows: VariantRow[] = [];
  for await (const page of pages) {
    for (const { product, body } of page) {
      const row = JSON.parse(body) as VariantRow;
      if (rows[0] && rows[0].productId !== product) {
        yield rows;
        rows = [];
      }
      if (rows.length < MOST_VARIANTS) rows.push(row);
      else rejections.add(row.place, 'TW_ROW_INVALID', `${product} has more than ${MOST_VARIANTS} variants`);
    }
  }
  if (rows.length > 0) yield rows;
}

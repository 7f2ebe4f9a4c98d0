/** Generated products as a kiosk holds them, one after the other: what every search is given. */
import type { Variant } from '../../../broker/contract/domain.ts';
import type { SnapshotLine } from '../../../broker/contract/snapshot.ts';
import type { VariantRow } from '../../../broker/hub/sources/rows.ts';
import type { SourceProduct } from '../../../kiosk/search/index/document.ts';
import { storeCode, variantRows } from '../catalogue/generate.ts';

export const STORE = storeCode(0);

export function* products(variants: number): Generator<SourceProduct> {
  let rows: VariantRow[] = [];
  for (const row of variantRows({ variants })) {
    if (rows.length > 0 && rows[0]?.productId !== row.productId) {
      yield productOf(rows);
      rows = [];
    }
    rows.push(row);
  }
  if (rows.length > 0) yield productOf(rows);
}

export async function* lines(variants: number): AsyncGenerator<SnapshotLine> {
  let count = 1;
  yield {
    kind: 'header',
    version: `made-${variants}`,
    storeCode: STORE,
    createdAt: '2026-11-26T06:00:00+01:00',
  };
  for (const { product, variants: all } of products(variants)) {
    yield { kind: 'product', product };
    count += 1 + all.length;
    for (const { variant, here } of all) {
      yield { kind: 'variant', variant };
      if (!here) continue;
      count += 1;
      yield { kind: 'offer', offer: offerOf(variant.sku) };
    }
  }
  yield { kind: 'end', lines: count + 1 };
}

function productOf(rows: readonly VariantRow[]): SourceProduct {
  const [first] = rows;
  if (first === undefined) return { product: undefined as never, variants: [] };
  const number = Number(first.productId.slice(1));
  const ending = ` ${first.colour} ${first.size}`;
  const title = Object.fromEntries(
    Object.entries(first.title).map(([language, text]) => [language, text.replace(ending, '')]),
  );
  const rating = { average: 2.5 + ((number * 7919) % 26) / 10, count: (number * 31) % 90 };
  return {
    product: {
      productId: first.productId,
      title,
      description: first.description,
      brand: first.brand,
      categoryPath: first.categoryPath,
      highlights: [],
      attributes: first.attributes,
      media: [],
      rating: { ...rating, verified: 0, histogram: [0, 0, 0, 0, 0] },
      relatedIds: [],
      guide: null,
    },
    variants: rows.map((row, position) => ({
      variant: variantOf(row, position),
      here: (number + position) % 3 !== 0,
    })),
  };
}

function variantOf(row: VariantRow, position: number): Variant {
  const { sku, productId, gtins, colour, size, sizeSystem, price, salePrice } = row;
  return {
    sku,
    productId,
    gtins,
    colour,
    size,
    sizeSystem,
    price,
    salePrice,
    position,
    lowestPrice30d: null,
    availabilityOnline: 'in_stock',
  };
}

function offerOf(sku: string) {
  return {
    storeCode: STORE,
    sku,
    availability: 'in_stock' as const,
    quantity: 3,
    pickupMethod: '',
    pickupSla: '',
    shelfLocation: '',
    asOf: '2026-11-26T05:58:00+01:00',
  };
}

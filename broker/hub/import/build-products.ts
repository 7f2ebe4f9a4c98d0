/** Products and variants out of the rows of the product feed. */
import type { Guide, Media, Product, Rating, Variant } from '../../contract/domain.ts';
import { compareSizes } from './sizes.ts';
import { productTitle } from './titles.ts';
import type { VariantRow } from './read-products.ts';

/** Google's text feed carries no language; a data source has one, and ours is English. */
export const FEED_LANGUAGE = 'en';

/** Rows by product, both in the order of the feed. */
export function groupRows(rows: readonly VariantRow[]): Map<string, VariantRow[]> {
  const groups = new Map<string, VariantRow[]>();
  for (const row of rows) groups.set(row.productId, [...(groups.get(row.productId) ?? []), row]);
  return groups;
}

/** Variants of one product: sizes in their own order, colours in the order of the feed. */
export function buildVariants(rows: readonly VariantRow[]): Variant[] {
  const colours = [...new Set(rows.map((row) => row.colour))];
  const ordered = [...rows].sort(
    (a, b) => compareSizes(a.size, b.size) || colours.indexOf(a.colour) - colours.indexOf(b.colour),
  );
  return ordered.map((row, position) => ({
    sku: row.sku,
    productId: row.productId,
    gtins: row.gtins,
    colour: row.colour,
    size: row.size,
    sizeSystem: row.sizeSystem,
    price: row.price,
    salePrice: row.salePrice,
    lowestPrice30d: null,
    availabilityOnline: row.availability,
    position,
  }));
}

export interface ProductParts {
  rows: readonly VariantRow[];
  pictures: ReadonlyMap<string, Omit<Media, 'alt' | 'colour'>>;
  rating: Rating;
  relatedIds: readonly string[];
  guide: Guide | null;
}

export function buildProduct(productId: string, parts: ProductParts): Product {
  const { rows, rating, relatedIds, guide } = parts;
  const [first] = rows;
  const grouped = rows.length > 1 || first?.sku !== productId;
  const title = grouped ? productTitle(rows) : (first?.title ?? productId);
  return {
    productId,
    title: { [FEED_LANGUAGE]: title },
    description: { [FEED_LANGUAGE]: first?.description ?? '' },
    brand: first?.brand ?? '',
    categoryPath: first?.categoryPath ?? [],
    highlights: [...new Set(rows.flatMap((row) => row.highlights))],
    attributes: sharedAttributes(rows),
    media: mediaOf(title, parts),
    rating,
    relatedIds: [...relatedIds],
    guide,
  };
}

/** What all variants agree on; a pattern that only one colour has is not the product's. */
function sharedAttributes(rows: readonly VariantRow[]): Product['attributes'] {
  const [first] = rows;
  const shared = (first?.attributes ?? []).filter(({ name, value }) =>
    rows.every((row) => row.attributes.some((other) => other.name === name && other.value === value)),
  );
  return shared;
}

function mediaOf(title: string, { rows, pictures }: ProductParts): Media[] {
  const shown = new Map<string, { picture: Omit<Media, 'alt' | 'colour'>; colours: Set<string> }>();
  for (const row of rows) {
    for (const link of row.pictures) {
      const picture = pictures.get(link);
      if (!picture) continue;
      const entry = shown.get(picture.sha256) ?? { picture, colours: new Set<string>() };
      entry.colours.add(row.colour);
      shown.set(picture.sha256, entry);
    }
  }
  return [...shown.values()].map(({ picture, colours }) => {
    const [only = ''] = colours;
    const colour = colours.size === 1 ? only : '';
    return { ...picture, alt: colour === '' ? title : `${title}, ${colour}`, colour };
  });
}

export const NO_RATING: Rating = { average: 0, count: 0, verified: 0, histogram: [0, 0, 0, 0, 0] };

/** Products and variants out of the rows of one product, in the order of the source. */
import type { Guide, Localised, Media, Product, Rating, Variant } from '../../contract/domain.ts';
import type { VariantRow } from '../sources/rows.ts';
import { compareSizes } from './sizes.ts';
import { productTitle } from './titles.ts';

/** A variant and the row it is made of: sizes in their own order, colours in the order of the source. */
export function orderRows(rows: readonly VariantRow[]): VariantRow[] {
  const colours = new Map(
    [...new Set(rows.map((row) => row.colour))].map((colour, index) => [colour, index]),
  );
  const place = ({ colour }: VariantRow): number => colours.get(colour) ?? 0;
  return [...rows].sort((a, b) => compareSizes(a.size, b.size) || place(a) - place(b));
}

/** What does not follow from the row alone. */
type VariantParts = Pick<Variant, 'position' | 'lowestPrice30d' | 'salePrice' | 'saleWindow'>;

export function buildVariant(
  row: VariantRow,
  { position, lowestPrice30d, salePrice, saleWindow }: VariantParts,
): Variant {
  return {
    sku: row.sku,
    productId: row.productId,
    gtins: row.gtins,
    colour: row.colour,
    size: row.size,
    sizeSystem: row.sizeSystem,
    price: row.price,
    salePrice,
    ...(saleWindow && { saleWindow }),
    lowestPrice30d,
    ...(row.memberPrices !== undefined && row.memberPrices.length > 0 && { memberPrices: row.memberPrices }),
    availabilityOnline: row.availability,
    position,
  };
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
  const title = grouped ? sharedTitle(rows) : (first?.title ?? {});
  const told = rows.find(({ description }) => Object.values(description).some((text) => text !== ''));
  return {
    productId,
    title,
    description: told?.description ?? first?.description ?? {},
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

/** In each language that any of them has. */
function sharedTitle(rows: readonly VariantRow[]): Localised {
  const languages = new Set(rows.flatMap(({ title }) => Object.keys(title)));
  const titles = [...languages].map((language) => {
    const named = rows.flatMap(({ title, colour, size }) => {
      const text = title[language];
      return text === undefined ? [] : [{ title: text, colour, size }];
    });
    return [language, productTitle(named)];
  });
  return Object.fromEntries(titles) as Localised;
}

/** Of what a picture shows, in one language: a screen needs no other words for it than its title has. */
function altOf(title: Localised): string {
  return title['en'] ?? Object.values(title)[0] ?? '';
}

/** What all variants agree on; a pattern that only one colour has is not the product's. */
function sharedAttributes(rows: readonly VariantRow[]): Product['attributes'] {
  const [first] = rows;
  const shared = (first?.attributes ?? []).filter(({ name, value }) =>
    rows.every((row) => row.attributes.some((other) => other.name === name && other.value === value)),
  );
  return shared;
}

function mediaOf(titles: Localised, { rows, pictures }: ProductParts): Media[] {
  const title = altOf(titles);
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

/** Said by a source that gives no reviews: how many stars, but not from whom. */
export function isOnlySummed({ count, histogram }: Rating): boolean {
  return count > 0 && histogram.every((stars) => stars === 0);
}

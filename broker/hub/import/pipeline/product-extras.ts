/** What a product has beside its variants, from this import as far as it brings it, otherwise from the catalogue. */
import type { Guide, Product, Rating } from '../../../contract/domain.ts';
import { canonicalJson } from '../../twin/canonical-json.ts';
import { isOnlySummed, NO_RATING } from '../build-products.ts';
import type { StageContext } from './context.ts';
import type { Staging } from './staging.ts';
import { ratings } from './stage-reviews.ts';

/** The parts that this import brings. */
export interface Given {
  reviews: boolean;
  related: boolean;
  guides: boolean;
  pictures: boolean;
}

type Extras = Partial<Pick<Product, 'rating' | 'relatedIds' | 'guide' | 'media'>>;

/** @returns What finds the extras of a product. */
export function extrasOf(staging: Staging, given: Given): (id: string) => Extras {
  const ownRating = ratings(staging);
  const related = staging.prepare('SELECT ids FROM related WHERE product = ?').pluck();
  const guide = staging.prepare('SELECT guide FROM guides WHERE product = ?').pluck();
  const stored = staging.prepare("SELECT body FROM hub.documents WHERE kind = 'product' AND id = ?").pluck();
  const all = given.reviews && given.related && given.guides && given.pictures;
  return (id) => {
    const body = all ? undefined : stored.get(id);
    const before: Extras = typeof body === 'string' ? (JSON.parse(body) as Product) : {};
    const [ids, steps] = [related.get(id), guide.get(id)];
    return {
      rating: (given.reviews ? (ownRating(id) ?? summed(before)) : before.rating) ?? NO_RATING,
      relatedIds: given.related ? parsed<string[]>(ids, []) : (before.relatedIds ?? []),
      guide: given.guides ? parsed<Guide | null>(steps, null) : (before.guide ?? null),
      media: before.media ?? [],
    };
  };
}

/** What the source of the product says of it stays, when there are no reviews. */
function summed({ rating }: Extras): Rating | undefined {
  return rating !== undefined && isOnlySummed(rating) ? rating : undefined;
}

function parsed<T>(json: unknown, otherwise: T): T {
  return typeof json === 'string' ? (JSON.parse(json) as T) : otherwise;
}

/** Where an import brings extras and no variants: the products stay what they are otherwise. */
export async function patchProducts(context: StageContext, given: Given): Promise<void> {
  const { staging, differences } = context;
  const extras = extrasOf(staging, given);
  const pages = staging.pages<{ id: string; body: string }>(
    "SELECT id, body FROM hub.documents WHERE kind = 'product' AND id > ? ORDER BY id",
    (last) => [last?.id ?? ''],
  );
  for await (const page of pages) {
    for (const { id, body } of page) {
      const { rating, relatedIds, guide } = extras(id);
      const product = { ...(JSON.parse(body) as Product), rating, relatedIds, guide };
      differences.put({ kind: 'product', id, parent: '', body: canonicalJson(product), notes: null });
    }
  }
}

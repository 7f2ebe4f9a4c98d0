import type { ReviewsPage } from '../../../broker/contract/http.ts';
import { getJson } from './http.ts';

const PAGE = 50;

/** Pages of a product's reviews, those in `lang` first, until all are there. */
export async function* reviewPages(
  productId: string,
  lang: string,
  signal: AbortSignal,
): AsyncGenerator<ReviewsPage, void> {
  let offset = 0;
  for (;;) {
    const query = new URLSearchParams({ lang, offset: String(offset), limit: String(PAGE) });
    const page = await getJson<ReviewsPage>(
      `/api/products/${encodeURIComponent(productId)}/reviews?${query.toString()}`,
      signal,
    );
    yield page;
    offset += page.reviews.length;
    if (page.reviews.length === 0 || offset >= page.total) return;
  }
}

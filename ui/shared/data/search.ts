import type { RelatedPage, SearchPage } from '../../../broker/contract/http.ts';
import type { SearchFilters } from '../../../broker/contract/search.ts';
import type { Language } from '../../../broker/contract/settings.ts';
import { getJson } from './http.ts';

export interface SearchRequest {
  words: string;
  filters: SearchFilters;
  language: Language;
  /** Any name: of several searches of one screen that wait, the newest counts. */
  screen: string;
}

/** Products by words and filters, with what each filter would leave. */
export function search(request: SearchRequest, signal: AbortSignal): Promise<SearchPage> {
  const { words, filters, language, screen } = request;
  const query = new URLSearchParams({
    q: words.trimStart(),
    offset: '0',
    limit: '60',
    facets: '1',
    lang: language,
    screen,
  });
  for (const [name, values] of [
    ['size', filters.sizes],
    ['colour', filters.colours],
    ['brand', filters.brands],
    ['category', filters.categories],
  ] as const)
    for (const value of values) query.append(name, value);
  if (filters.priceFrom !== null) query.set('priceFrom', String(filters.priceFrom));
  if (filters.priceTo !== null) query.set('priceTo', String(filters.priceTo));
  if (filters.here) query.set('here', '1');
  return getJson<SearchPage>(`/api/search?${query.toString()}`, signal);
}

/** Of the same kind, and what goes with it. */
export function related(productId: string, language: Language, signal: AbortSignal): Promise<RelatedPage> {
  return getJson<RelatedPage>(
    `/api/products/${encodeURIComponent(productId)}/related?lang=${language}`,
    signal,
  );
}

import type { SearchPage } from '../../../broker/contract/http.ts';
import { getJson } from './http.ts';

/** Products by words; everything when there are none. */
export function search(words: string, signal: AbortSignal): Promise<SearchPage> {
  const query = new URLSearchParams({ q: words.trim(), offset: '0', limit: '60' });
  return getJson<SearchPage>(`/api/search?${query.toString()}`, signal);
}

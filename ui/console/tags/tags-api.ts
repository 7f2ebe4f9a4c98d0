/** Making tags over the hub's console interface. */
import type {
  CommandAnswer,
  EncodeRequest,
  FoundVariant,
  LearnedTag,
} from '../../../broker/contract/http.ts';
import { request } from '../data/api.ts';

export interface LearnedTags {
  total: number;
  /** The newest first; fewer than `total` when there are many. */
  tags: LearnedTag[];
}

/** A kiosk waits this long for a tag. */
export const WAIT_SECONDS = 30;
/** Waiting, writing the largest tag, and the way there and back. */
const ORDER_PATIENCE_MS = (WAIT_SECONDS + 45) * 1_000;

export function findVariants(query: string): Promise<FoundVariant[]> {
  return request<FoundVariant[]>(`/variants?q=${encodeURIComponent(query)}`);
}

export function fetchLearned(): Promise<LearnedTags> {
  return request<LearnedTags>('/tags');
}

export function forgetLearned(uid: string): Promise<LearnedTags> {
  return request<LearnedTags>(`/tags/${encodeURIComponent(uid)}`, { method: 'DELETE' });
}

/** Answers once the tag is made, refused, or did not come. */
export function orderTag(kiosk: string, order: EncodeRequest): Promise<CommandAnswer> {
  const path = `/kiosks/${encodeURIComponent(kiosk)}/tags`;
  const body = order.action === 'cancel' ? order : { ...order, seconds: WAIT_SECONDS };
  return request<CommandAnswer>(path, { method: 'POST', body, patience: ORDER_PATIENCE_MS });
}

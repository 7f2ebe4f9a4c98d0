/** What shoppers want done, over the hub's console interface. */
import type {
  ClearSnagRequest,
  ConsoleIntent,
  MoveIntentRequest,
} from '../../../broker/contract/console-intents.ts';
import { request } from '../data/api.ts';

/** Open ones, and those that were over a short while ago; the newest first. */
export function fetchRequests(): Promise<ConsoleIntent[]> {
  return request<ConsoleIntent[]>('/intents');
}

export function moveRequest(id: string, move: MoveIntentRequest): Promise<ConsoleIntent> {
  return request<ConsoleIntent>(`/intents/${encodeURIComponent(id)}`, { method: 'POST', body: move });
}

export function clearSnag(id: string, how: ClearSnagRequest['how']): Promise<ConsoleIntent> {
  return request<ConsoleIntent>(`/intents/${encodeURIComponent(id)}/snag`, { method: 'POST', body: { how } });
}

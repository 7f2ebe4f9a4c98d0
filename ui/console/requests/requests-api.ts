/** What shoppers want done, over the hub's console interface. */
import type { ConsoleIntent, MoveIntentRequest } from '../../../broker/contract/http.ts';
import { request } from '../data/api.ts';

/** Open ones, and those that were over a short while ago; the newest first. */
export function fetchRequests(): Promise<ConsoleIntent[]> {
  return request<ConsoleIntent[]>('/intents');
}

export function moveRequest(id: string, move: MoveIntentRequest): Promise<ConsoleIntent> {
  return request<ConsoleIntent>(`/intents/${encodeURIComponent(id)}`, { method: 'POST', body: move });
}

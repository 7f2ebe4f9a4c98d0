/** Pairing and identities over the hub's console interface. */
import type { PairingDecision, PairingDesk } from '../../../broker/contract/pairing.ts';
import { request } from '../data/api.ts';

export function fetchDesk(): Promise<PairingDesk> {
  return request<PairingDesk>('/pairing');
}

export async function decide(userCode: string, decision: PairingDecision): Promise<void> {
  await request<unknown>(`/pairing/${encodeURIComponent(userCode)}`, { method: 'POST', body: decision });
}

export async function revoke(serial: string): Promise<void> {
  await request<unknown>(`/identities/${encodeURIComponent(serial)}`, { method: 'DELETE' });
}

/** Where a display can be placed: the stores of the chain, and the kiosks that are there. */
import type { ConsoleOverview, KioskSummary } from '../../../broker/contract/http.ts';
import type { PairingRequest } from '../../../broker/contract/pairing.ts';

export type Store = ConsoleOverview['stores'][number];

export const KIOSK_NAME = /^[a-z0-9_-]{1,64}$/u;

/** The store that the display claims; undefined when there is none of that code. */
export function claimedStore(
  stores: readonly Store[],
  { claimedStoreCode }: PairingRequest,
): Store | undefined {
  return stores.find(({ storeCode }) => storeCode === claimedStoreCode);
}

export function kiosksAt(store: Store | undefined, kiosks: readonly KioskSummary[]): KioskSummary[] {
  return store === undefined ? [] : kiosks.filter(({ storeName }) => storeName === store.name);
}

/** What the display claims to be, or the first name that is free: `kiosk-1`, `kiosk-2`, … */
export function freeName(request: PairingRequest, there: readonly KioskSummary[]): string {
  if (request.claimedKiosk !== '') return request.claimedKiosk;
  const taken = new Set(there.map(({ kiosk }) => kiosk));
  let number = 1;
  while (taken.has(`kiosk-${number}`)) number += 1;
  return `kiosk-${number}`;
}

/** How the hub names a kiosk: `{store}.{kiosk}`, two topic levels; a full stop can be in neither. */
import type { KioskAddress } from '../contract/topics.ts';

export function kioskIdOf(address: Pick<KioskAddress, 'store' | 'kiosk'>): string {
  return `${address.store}.${address.kiosk}`;
}

/** The store and kiosk levels of an id. */
export function partsOf(kioskId: string): { store: string; kiosk: string } {
  const [store = '', kiosk = ''] = kioskId.split('.');
  return { store, kiosk };
}

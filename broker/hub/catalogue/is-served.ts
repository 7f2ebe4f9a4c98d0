import type { Store } from '../../contract/domain.ts';

/** Whether kiosks of a store have a copy of the catalogue. A shop may have imported its products and no stores: then any has. */
export function isServed(storeCode: string, stores: readonly Pick<Store, 'storeCode'>[]): boolean {
  return stores.length === 0 || stores.some((store) => store.storeCode === storeCode);
}

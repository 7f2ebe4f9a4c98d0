/** What the export looks up in the catalogue, as it is now. */
import type { Store, Variant } from '../../../contract/domain.ts';
import { toTopicLevel } from '../../../contract/topics.ts';
import type { CatalogueStore } from '../../store/catalogue-store.ts';
import type { Lookups } from './object-event.ts';
import { ZoneOffsets } from './zone-offset.ts';

export interface CatalogueLookupsOptions {
  tenant: string;
  catalogue: Pick<CatalogueStore, 'body' | 'stores'>;
}

/** @returns What makes the look-ups of one page: each SKU and each store is read once. */
export function catalogueLookups({ tenant, catalogue }: CatalogueLookupsOptions): () => Lookups {
  const offsets = new ZoneOffsets();
  return () => {
    const gtins = new Map<string, string | undefined>();
    let stores: ReadonlyMap<string, Store> | undefined;
    return {
      tenant,
      offsets,
      gtinOf: (sku) => {
        if (!gtins.has(sku)) gtins.set(sku, gtinIn(catalogue.body('variant', sku)));
        return gtins.get(sku);
      },
      storeAt: (level) => {
        stores ??= new Map(catalogue.stores().map((store) => [toTopicLevel(store.storeCode), store]));
        return stores.get(level);
      },
    };
  };
}

function gtinIn(body: string | undefined): string | undefined {
  return body === undefined ? undefined : (JSON.parse(body) as Variant).gtins[0];
}

/** What screens may offer: what the sources say that they give, and what the catalogue holds since an import by hand. */
import type { IntentKind } from '../../contract/intents.ts';
import type { Services } from '../../contract/services.ts';
import { needsStock } from '../intents/rules.ts';
import type { CatalogueInfo } from '../store/catalogue-store.ts';
import type { Part } from './parts-given.ts';

export interface ServicesGivenOptions {
  sources: { giving(): readonly Part[] };
  catalogue: { info(): Pick<CatalogueInfo, 'offers' | 'reviews'> | null };
  /** Those of the last import. */
  customers: { any(): boolean };
  /** Who knows people or keeps lists, beside them. */
  people: () => readonly { people?: unknown; wishlist?: unknown }[];
  visits: { readonly offered: boolean };
  intents: { kinds(): IntentKind[] };
}

/** A source that is failing still gives: what it gave is on the screens, and it is expected back. */
export function servicesGiven(options: ServicesGivenOptions): Services {
  const given = new Set(options.sources.giving());
  const info = options.catalogue.info();
  const bundles = options.people();
  const imported = options.customers.any();
  const stock = given.has('stock') || (info?.offers ?? 0) > 0;
  const people = imported || bundles.some((bundle) => bundle.people !== undefined);
  return {
    stock,
    reviews: given.has('reviews') || (info?.reviews ?? 0) > 0,
    people,
    phones: people && options.visits.offered,
    wishlist: imported || bundles.some((bundle) => bundle.wishlist !== undefined),
    // What nobody knows to be there cannot be brought, nor put aside.
    intents: options.intents.kinds().filter((kind) => stock || !needsStock(kind)),
  };
}

/** Everything the console shows first, in one answer. */
import type { ConsoleOverview } from '../contract/http.ts';
import { DisplaySettings } from '../contract/settings.ts';
import type { CatalogueStore } from './store/catalogue-store.ts';
import type { Fleet } from './twin/fleet.ts';
import type { Summaries } from './twin/summaries.ts';

export interface OverviewOptions {
  tenant: string;
  catalogue: Pick<CatalogueStore, 'info' | 'stores'>;
  fleet: Pick<Fleet, 'all'>;
  summaries: Summaries;
}

export class Overviews {
  readonly #options: OverviewOptions;

  constructor(options: OverviewOptions) {
    this.#options = options;
  }

  now(): ConsoleOverview {
    const { tenant, catalogue, fleet, summaries } = this.#options;
    return {
      tenant,
      stores: catalogue.stores().map(({ storeCode, name }) => ({ storeCode, name })),
      catalogue: catalogue.info(),
      kiosks: fleet.all().map((kiosk) => summaries.of(kiosk)),
      settingsSchema: JSON.parse(JSON.stringify(DisplaySettings)) as Record<string, unknown>,
    };
  }
}

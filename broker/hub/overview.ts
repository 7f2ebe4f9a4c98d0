/** Everything the console shows first, in one answer. */
import type { ConsoleOverview } from '../contract/http.ts';
import { DisplaySettings } from '../contract/settings.ts';
import type { CurrentCatalogue } from './catalogue/current-catalogue.ts';
import type { Fleet } from './twin/fleet.ts';
import type { Summaries } from './twin/summaries.ts';

export interface OverviewOptions {
  tenant: string;
  catalogue: Pick<CurrentCatalogue, 'info' | 'stores'>;
  fleet: Pick<Fleet, 'all'>;
  summaries: Summaries;
}

export class Overviews {
  readonly #options: OverviewOptions;

  constructor(options: OverviewOptions) {
    this.#options = options;
  }

  async now(): Promise<ConsoleOverview> {
    const { tenant, catalogue, fleet, summaries } = this.#options;
    return {
      tenant,
      stores: catalogue.stores().map(({ storeCode, name }) => ({ storeCode, name })),
      catalogue: catalogue.info(),
      kiosks: await summaries.all(fleet.all()),
      settingsSchema: JSON.parse(JSON.stringify(DisplaySettings)) as Record<string, unknown>,
    };
  }
}

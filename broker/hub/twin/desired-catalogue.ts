/** Tells each kiosk which catalogue is in force and where it is; the kiosk fetches what it lacks. */
import type { Message } from '../../contract/messages.ts';
import type { Store } from '../../contract/domain.ts';
import { topicOf, type KioskAddress } from '../../contract/topics.ts';
import type { MqttLink } from '../../link/mqtt-link.ts';
import type { Logger } from '../../ports.ts';
import type { CurrentCatalogue } from '../catalogue/current-catalogue.ts';
import type { KioskRecord } from '../store/kiosk-store.ts';
import { replicaStoreOf } from './summaries.ts';

export interface DesiredCatalogueOptions {
  catalogue: Pick<CurrentCatalogue, 'version' | 'stores'>;
  /** When all stock was last said; null when nobody says it so. */
  stockAsOf: () => string | null;
  link: MqttLink;
  root: string;
  tenant: string;
  logger: Logger;
}

export class DesiredCatalogue {
  readonly #options: DesiredCatalogueOptions;
  #told: string | null = null;

  constructor(options: DesiredCatalogueOptions) {
    this.#options = options;
  }

  /** Retained; published again after every connect because a broker may have forgotten it. */
  publish(kiosks: readonly KioskRecord[]): void {
    const { catalogue, link } = this.#options;
    const version = catalogue.version();
    if (version === '' || !link.connected) return;
    const stores = catalogue.stores();
    this.#told = this.#options.stockAsOf();
    for (const kiosk of kiosks) this.#publish(kiosk, { version, stores });
  }

  /** Publishes when stock was said again since the last time, also when it is as it was. */
  look(kiosks: () => readonly KioskRecord[]): void {
    if (this.#options.stockAsOf() !== this.#told) this.publish(kiosks());
  }

  /** @returns what a kiosk is told beside the version. */
  stockAsOf(): { stockAsOf?: string } {
    const stockAsOf = this.#options.stockAsOf();
    return stockAsOf === null ? {} : { stockAsOf };
  }

  #publish(kiosk: KioskRecord, { version, stores }: { version: string; stores: readonly Store[] }): void {
    const { link, root, tenant, logger } = this.#options;
    const store = replicaStoreOf(kiosk, stores);
    if (store === undefined) return;
    const address: KioskAddress = { root, tenant, store: kiosk.store, kiosk: kiosk.kiosk };
    const message: Message<'desired/catalogue'> = { version, path: replicaPath(store), ...this.stockAsOf() };
    link
      .publish(topicOf(address, 'desired', 'catalogue'), JSON.stringify(message), { retain: true })
      .catch((error: unknown) => {
        logger.debug(
          { kiosk: kiosk.id, err: error },
          'the catalogue was not announced; the kiosk asks when it connects',
        );
      });
  }
}

/** Where the snapshot of a store is; what has changed is below it. */
export function replicaPath(storeCode: string): string {
  return `/api/replica/${encodeURIComponent(storeCode)}`;
}

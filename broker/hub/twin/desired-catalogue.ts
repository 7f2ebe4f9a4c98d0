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
  link: MqttLink;
  root: string;
  tenant: string;
  logger: Logger;
}

export class DesiredCatalogue {
  readonly #options: DesiredCatalogueOptions;

  constructor(options: DesiredCatalogueOptions) {
    this.#options = options;
  }

  /** Retained; published again after every connect because a broker may have forgotten it. */
  publish(kiosks: readonly KioskRecord[]): void {
    const { catalogue, link } = this.#options;
    const version = catalogue.version();
    if (version === '' || !link.connected) return;
    const stores = catalogue.stores();
    for (const kiosk of kiosks) this.#publish(kiosk, { version, stores });
  }

  #publish(kiosk: KioskRecord, { version, stores }: { version: string; stores: readonly Store[] }): void {
    const { link, root, tenant, logger } = this.#options;
    const store = replicaStoreOf(kiosk, stores);
    if (store === undefined) return;
    const address: KioskAddress = { root, tenant, store: kiosk.store, kiosk: kiosk.kiosk };
    const message: Message<'desired/catalogue'> = { version, path: replicaPath(store) };
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

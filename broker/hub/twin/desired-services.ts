/** Tells each kiosk what the sources give, so that its screens hide the rest. */
import type { Services } from '../../contract/services.ts';
import { topicOf } from '../../contract/topics.ts';
import type { MqttLink } from '../../link/mqtt-link.ts';
import type { Logger } from '../../ports.ts';
import type { KioskRecord } from '../store/kiosk-store.ts';

export interface DesiredServicesOptions {
  services: () => Services;
  link: MqttLink;
  root: string;
  tenant: string;
  logger: Logger;
}

export class DesiredServices {
  readonly #options: DesiredServicesOptions;
  #told = '';

  constructor(options: DesiredServicesOptions) {
    this.#options = options;
  }

  /** As they are now. */
  now(): Services {
    return this.#options.services();
  }

  /** Retained; published again after every connect because a broker may have forgotten it. */
  publish(kiosks: readonly KioskRecord[]): void {
    const { link, root, tenant, logger } = this.#options;
    if (!link.connected) return;
    this.#told = JSON.stringify(this.now());
    for (const { store, kiosk, id } of kiosks) {
      const topic = topicOf({ root, tenant, store, kiosk }, 'desired', 'services');
      link.publish(topic, this.#told, { retain: true }).catch((error: unknown) => {
        logger.debug(
          { kiosk: id, err: error },
          'a kiosk was not told what it may offer; it asks when it connects',
        );
      });
    }
  }

  /** Publishes when something is other than what was told last. */
  look(kiosks: () => readonly KioskRecord[]): void {
    if (this.#told !== '' && JSON.stringify(this.now()) !== this.#told) this.publish(kiosks());
  }
}

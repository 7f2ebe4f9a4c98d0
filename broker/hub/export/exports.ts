/** What the hub hands to others: the contract for programs, EPCIS, and Home Assistant where that is wanted. */
import type { FastifyInstance } from 'fastify';
import type { MqttLink } from '../../link/mqtt-link.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { FleetDatabase } from '../fleet-db/open.ts';
import type { FleetTables } from '../fleet-db/tables.ts';
import type { Access } from '../http/access.ts';
import type { Ownership } from '../partition/ownership.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { Fleet } from '../twin/fleet.ts';
import { addContractRoutes } from './contract-routes.ts';
import { catalogueLookups } from './epcis/catalogue-lookups.ts';
import { addEpcisRoutes } from './epcis/epcis-routes.ts';
import { StoredEvents } from './epcis/stored-events.ts';
import { Announcements } from './home-assistant/announcements.ts';

export interface ExportsOptions {
  root: string;
  tenant: string;
  link: MqttLink;
  /** Announces the kiosks to Home Assistant under this first level; undefined: not at all. */
  homeAssistant?: string;
  database: FleetDatabase<FleetTables>;
  catalogue: Pick<CatalogueStore, 'body' | 'stores'>;
  fleet: Fleet;
  ownership: Pick<Ownership, 'owns'>;
  clock: Clock;
  logger: Logger;
}

export class Exports {
  readonly #options: ExportsOptions;

  constructor(options: ExportsOptions) {
    this.#options = options;
  }

  addRoutes(app: FastifyInstance, access: Pick<Access, 'assertAllowed'>): void {
    const { database, clock } = this.#options;
    addContractRoutes(app);
    addEpcisRoutes(app, {
      committed: new StoredEvents({ fleet: database, clock }),
      lookups: catalogueLookups(this.#options),
      access,
      clock,
    });
  }

  /** @returns What stops it again. */
  start(): () => void {
    const { homeAssistant: prefix, ownership } = this.#options;
    if (prefix === undefined) return () => undefined;
    const announcements = new Announcements({
      ...this.#options,
      prefix,
      owns: (store) => ownership.owns(store),
    });
    announcements.start();
    return () => announcements.stop();
  }
}

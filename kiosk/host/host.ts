/** A kiosk: hardware → readings → sessions → screens, and events → outbox → platform. */
import type { FastifyInstance } from 'fastify';
import { buildServer, listen } from '../http/server.ts';
import { assemble } from './assemble.ts';
import { contextOf, type HostContext, type HostOptions } from './context.ts';
import type { Parts } from './parts.ts';
import { prefetchPictures } from './stores.ts';
import { serverDeps } from './web.ts';
import { lookAround, lookAway } from './wiring.ts';

export class Host {
  readonly #context: HostContext;
  readonly #parts: Parts;
  #server: FastifyInstance | null = null;

  constructor(options: HostOptions) {
    this.#context = contextOf(options);
    this.#parts = assemble(this.#context);
  }

  /** @throws KioskError TW_PORT_TAKEN, and what opening the files on disk throws; nothing is left open then */
  async start(): Promise<{ url: string }> {
    try {
      return await this.#open();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async #open(): Promise<{ url: string }> {
    const {
      outbox,
      replica,
      search,
      sales,
      desired,
      media,
      platform,
      manager,
      hardware,
      reports,
      virtual,
      linkWatch,
      keeper,
      figures,
      intents,
      services,
    } = this.#parts;
    const { kioskHost, kioskPort } = this.#context.values;
    outbox.start();
    figures.start();
    replica.start();
    search.start();
    sales.start();
    desired.start();
    services.start();
    await media.start();
    this.#server = await buildServer(serverDeps(this.#context, this.#parts));
    const url = await listen(this.#server, { host: kioskHost, port: kioskPort });
    reports.start();
    intents.start();
    await platform.uplink.start();
    await platform.downlink.start();
    await platform.link.start();
    linkWatch.start();
    keeper?.start();
    lookAround(this.#context, this.#parts);
    await hardware.start();
    for (const device of virtual?.devices() ?? []) await manager.add(device);
    await manager.start();
    prefetchPictures(this.#parts);
    return { url };
  }

  /** Ends sessions, then closes from the outside in; the outbox last, so that the last events are kept. */
  async stop(): Promise<void> {
    const {
      outbox,
      replica,
      search,
      sales,
      media,
      platform,
      manager,
      hardware,
      router,
      reports,
      sync,
      outside,
      intents,
      displays,
      linkWatch,
      outboxWatch,
      keeper,
      figures,
    } = this.#parts;
    keeper?.stop();
    await manager.stop();
    for (const display of displays.values()) display.stop();
    await hardware.stop();
    router.stop();
    await this.#server?.close();
    sync.stop();
    outside.stop();
    intents.stop();
    lookAway(this.#parts);
    reports.stop();
    figures.stop();
    linkWatch.stop();
    outboxWatch.stop();
    await platform.uplink.stop();
    await platform.downlink.stop();
    await platform.link.stop();
    await media.stop();
    sales.stop();
    await search.stop();
    replica.stop();
    outbox.stop();
  }

  /** True once there is something to show. */
  hasCatalogue(): boolean {
    return this.#parts.replica.version() !== '';
  }
}

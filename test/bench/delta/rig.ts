/**
 * From a change in the hub's catalogue to the wall: a real hub, broker and kiosk in this process, a browser's WebSocket, and
 * another connection that writes stock, as another process's import does. A shopper stands in front of the product.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreOffer } from '../../../broker/contract/domain.ts';
import type { DisplayMessage } from '../../../broker/contract/screen.ts';
import { startEmbeddedBroker } from '../../../broker/embedded/embedded-broker.ts';
import { importCatalogue } from '../../../broker/hub/import/pipeline/import-catalogue.ts';
import { CatalogueWrite } from '../../../broker/hub/store/catalogue-write.ts';
import { documentHash } from '../../../broker/hub/store/set-hash.ts';
import { canonicalJson } from '../../../broker/hub/twin/canonical-json.ts';
import { openDatabase, type SqliteDatabase } from '../../../broker/sqlite/open.ts';
import { systemClock } from '../../../kiosk/system/clock.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { DeadlinePassed, until } from '../../support/until.ts';
import { generateCatalogue } from '../catalogue/generate.ts';
import { benchHub, benchKiosk, stayAtWall, tapOnWall } from './parts.ts';

const STORE = 'ST-001';
const SOON = 120_000;
/** A snapshot and a search index of a million variants. */
const LONG = 900_000;

export class DeltaRig {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tapwall-delta-'));
  readonly #stops: (() => unknown)[] = [];
  #database: SqliteDatabase | undefined;
  #sku = '';
  #left: number | null = null;
  /** Told what every screen says is left. */
  #shown: (left: number | null) => void = () => undefined;

  /** Imports a catalogue, starts everything and puts a product of the store on the wall. */
  async start(variants: number): Promise<void> {
    const logger = new QuietLogger();
    const dataDir = join(this.#folder, 'hub');
    mkdirSync(dataDir);
    const input = generateCatalogue({ variants });
    await importCatalogue(input, { dataDir, source: 'bench', clock: systemClock, logger });
    const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, logger });
    this.#stops.push(() => broker.stop());
    const hub = await this.#startHub(dataDir, broker.url);
    const database = openDatabase(join(dataDir, 'hub.sqlite'));
    this.#database = database;
    this.#stops.push(() => database.close());
    const kiosk = await this.#startKiosk({ hub, broker: broker.url });
    await this.#show(kiosk);
  }

  async stop(): Promise<void> {
    for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) await stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Milliseconds from the change to the screen that shows it. */
  async change(): Promise<number> {
    const left = this.#left === 1 ? 2 : 1;
    const began = performance.now();
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => reject(new DeadlinePassed('the change on the wall', SOON)), SOON);
      this.#shown = (shown) => {
        if (shown !== left) return;
        clearTimeout(limit);
        resolve();
      };
      this.#write(left);
    });
    return performance.now() - began;
  }

  /** @throws TypeError when the store has no such offer */
  #write(quantity: number): void {
    const database = this.#database;
    if (database === undefined) return;
    const id = `${this.#sku}\n${STORE}`;
    const read = database.prepare("SELECT body FROM documents WHERE kind = 'offer' AND id = ?").pluck();
    const offer = JSON.parse(read.get(id) as string) as StoreOffer;
    const body = canonicalJson({ ...offer, quantity, availability: 'limited_availability' });
    const hash = documentHash({ kind: 'offer', id, body });
    database
      .transaction(() => {
        const write = new CatalogueWrite(database);
        write.put({ kind: 'offer', id, parent: STORE, body, hash, notes: null });
        write.finish(Date.now());
      })
      .immediate();
  }

  async #startHub(dataDir: string, url: string): Promise<string> {
    const hub = benchHub({ dataDir, url, logger: new QuietLogger() });
    this.#stops.push(() => hub.stop());
    return (await hub.start()).url;
  }

  async #startKiosk({ hub, broker }: { hub: string; broker: string }): Promise<string> {
    const logger = new QuietLogger();
    const data = join(this.#folder, 'kiosk');
    const host = benchKiosk({ data, broker, hub, storeCode: STORE, uiDir: null, logger });
    this.#stops.push(() => host.stop());
    const { url } = await host.start();
    await until(() => host.hasCatalogue(), LONG);
    await until(() => logger.lines.some(({ message }) => message === 'search index built'), LONG);
    return url;
  }

  async #show(kiosk: string): Promise<void> {
    let sku = '';
    const shopper = await stayAtWall(kiosk, (text) => {
      const message = JSON.parse(text) as DisplayMessage;
      if (message.type !== 'screen' || message.screen.name !== 'product') return;
      sku = message.screen.product.sku;
      this.#left = message.screen.product.here?.left ?? null;
      this.#shown(this.#left);
    });
    this.#stops.push(() => shopper.leave());
    this.#sku = this.#anySku();
    await tapOnWall(kiosk, this.#sku);
    await until(() => sku === this.#sku, SOON);
  }

  #anySku(): string {
    const sql = "SELECT id FROM documents WHERE kind = 'offer' AND parent = ? ORDER BY id LIMIT 1";
    const id = this.#database?.prepare(sql).pluck().get(STORE) as string;
    return id.slice(0, id.indexOf('\n'));
  }
}

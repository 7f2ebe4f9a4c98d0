/**
 * From a change in the hub's catalogue to the wall: a real hub, broker and kiosk in this process, a browser's WebSocket, and
 * another connection that writes stock, as another process's import does. A shopper stands in front of the product.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { StoreOffer } from '../../../broker/contract/domain.ts';
import type { LabState } from '../../../broker/contract/http.ts';
import type { DisplayMessage } from '../../../broker/contract/screen.ts';
import { startEmbeddedBroker } from '../../../broker/embedded/embedded-broker.ts';
import { Hub } from '../../../broker/hub/hub.ts';
import { importCatalogue } from '../../../broker/hub/import/pipeline/import-catalogue.ts';
import { CatalogueWrite } from '../../../broker/hub/store/catalogue-write.ts';
import { documentHash } from '../../../broker/hub/store/set-hash.ts';
import { canonicalJson } from '../../../broker/hub/twin/canonical-json.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import { openDatabase, type SqliteDatabase } from '../../../broker/sqlite/open.ts';
import { loadSettings } from '../../../kiosk/config/load.ts';
import { Host } from '../../../kiosk/host/host.ts';
import { systemClock, systemRandom } from '../../../kiosk/system/clock.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { until } from '../../support/until.ts';
import { generateCatalogue } from '../catalogue/generate.ts';

const STORE = 'ST-001';
const SOON = 120_000;
const common = { clock: systemClock, random: systemRandom };

export class DeltaRig {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tapwall-delta-'));
  readonly #stops: (() => unknown)[] = [];
  #database: SqliteDatabase | undefined;
  #sku = '';
  #left: number | null = null;

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
    this.#write(left);
    await until(() => this.#left === left, SOON);
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
    const logger = new QuietLogger();
    const hub = new Hub({
      ...common,
      dataDir,
      link: new MqttJsLink({ ...common, url, clientId: 'tapwall-demo-hub', logger }),
      root: 'tapwall',
      tenant: 'demo',
      logger,
      http: { host: '127.0.0.1', port: 0 },
      uiDir: null,
      loyaltyKey: Buffer.alloc(32, 7),
      tagVerifier: null,
      version: '0.0.0',
    });
    this.#stops.push(() => hub.stop());
    return (await hub.start()).url;
  }

  async #startKiosk({ hub, broker }: { hub: string; broker: string }): Promise<string> {
    const flags = { data: join(this.#folder, 'kiosk'), kioskPort: '0', virtualHardware: 'on', broker, hub };
    const host = new Host({
      ...common,
      settings: loadSettings({ file: { path: '/nonexistent', required: false }, environment: {}, flags }),
      storeCode: STORE,
      logger: new QuietLogger(),
      version: '0.0.0',
      uiDir: null,
      loyaltyKey: null,
      hubToken: null,
      brokerPassword: null,
      cards: [],
    });
    this.#stops.push(() => host.stop());
    const { url } = await host.start();
    await until(() => host.hasCatalogue(), SOON);
    return url;
  }

  async #show(kiosk: string): Promise<void> {
    const socket = new WebSocket(`${kiosk.replace('http', 'ws')}/ws?display=wall`);
    this.#stops.push(() => socket.terminate());
    let shown = '';
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as DisplayMessage;
      if (message.type !== 'screen' || message.screen.name !== 'product') return;
      shown = message.screen.product.sku;
      this.#left = message.screen.product.here?.left ?? null;
    });
    await until(() => socket.readyState === WebSocket.OPEN, SOON);
    const lab = (await (await fetch(`${kiosk}/api/lab`)).json()) as LabState;
    const reader = lab.displays.find(({ id }) => id === 'wall')?.reader ?? '';
    this.#sku = this.#anySku();
    await fetch(`${kiosk}/api/lab/tag`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reader, sku: this.#sku }),
    });
    await until(() => shown === this.#sku, SOON);
    // A shopper who stands there for as long as the measuring takes.
    const touches = setInterval(() => {
      socket.send(JSON.stringify({ type: 'touch', touch: { action: 'stay' } }));
    }, 10_000);
    this.#stops.push(() => clearInterval(touches));
  }

  #anySku(): string {
    const sql = "SELECT id FROM documents WHERE kind = 'offer' AND parent = ? ORDER BY id LIMIT 1";
    const id = this.#database?.prepare(sql).pluck().get(STORE) as string;
    return id.slice(0, id.indexOf('\n'));
  }
}

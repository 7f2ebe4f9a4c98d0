/**
 * A Vendure shop, a hub that it is connected to, a broker, a kiosk, and Chromium as the wall with a shopper before it. The
 * shop is a process of its own, as Chromium is; the others are in this one.
 */
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedBroker } from '../../../broker/embedded/embedded-broker.ts';
import { findUiDir } from '../../../kiosk/system/paths.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { until } from '../../support/until.ts';
import { freshShop, removeFolder } from '../../vendure/engine-folder.ts';
import { Engine, freePort } from '../../vendure/engine.ts';
import { setStock, setUpShop, variantIds } from '../../vendure/shop-setup.ts';
import { BenchError } from '../bench-error.ts';
import { benchHub, benchKiosk, stayAtWall, tapOnWall } from '../delta/parts.ts';
import { markingLogger, Marks, now } from './marks.ts';
import { WallPage } from './wall-page.ts';
import { watchedKind } from './watched-kind.ts';

const STORE = 'BER-01';
const SKU = 'L2201308';
/** What the tag on the reader says; the shop's samples have none. */
const GTIN = '09506000134352';
const SOON = 60_000;
/** The first reading of the shop, with its pictures. */
const LONG = 300_000;
const KEY_VARIABLE = 'TAPWALL_BENCH_VENDURE_KEY';

/** Milliseconds since 1970. */
export interface ChangeTimes {
  asked: number;
  answered: number;
  told: number;
  committed: number;
  applied: number;
  painted: number;
}

export class ShopRig {
  readonly #stops: (() => unknown)[] = [];
  readonly #marks = new Marks();
  readonly #wall = new WallPage();
  #engine: Engine | undefined;
  #variant = { id: '', location: '' };
  #left = 1;
  #wanted = 0;
  #questions = 0;

  /** @param installed Folder of the engine. @param isQuickKey The shop checks keys as the guide says. */
  async start(installed: string, isQuickKey: boolean): Promise<void> {
    const uiDir = findUiDir();
    if (uiDir === null) throw new BenchError('The pages are not built: npm run build.');
    const folder = await mkdtemp(join(tmpdir(), 'tapwall-stock-'));
    this.#stops.push(() => rm(folder, { recursive: true, force: true }));
    const key = await this.#startShop(installed, isQuickKey);
    const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, logger: new QuietLogger() });
    this.#stops.push(() => broker.stop());
    const hub = await this.#startHub(join(folder, 'hub'), { key, url: broker.url });
    const kiosk = await this.#startKiosk(join(folder, 'kiosk'), { hub, broker: broker.url, uiDir });
    await this.#show(kiosk);
  }

  async stop(): Promise<void> {
    for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) await stop();
  }

  async change(): Promise<ChangeTimes> {
    const left = this.#left === 1 ? 2 : 1;
    this.#left = left;
    this.#wanted = left;
    this.#marks.clear();
    const shown = this.#wall.shows(new RegExp(`\\b${left} left`));
    const asked = now();
    if (this.#engine) await setStock(this.#engine, { ...this.#variant, stock: left });
    const answered = now();
    const painted = (await shown).at;
    const [told, committed, applied] = (['told', 'committed', 'applied'] as const).map((step) =>
      this.#marks.of(step),
    );
    return { asked, answered, told: told ?? 0, committed: committed ?? 0, applied: applied ?? 0, painted };
  }

  /** Questions to the shop so far. */
  get questions(): number {
    return this.#questions;
  }

  /** Milliseconds of processor time that the shop has taken so far; on Linux (proc(5), utime and stime in 1/100 s). */
  shopCpu(): number {
    const fields = readFileSync(`/proc/${this.#engine?.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  async #startShop(installed: string, isQuickKey: boolean): Promise<string> {
    const folder = freshShop(installed);
    this.#stops.push(() => removeFolder(folder));
    if (isQuickKey) await checkKeysQuickly(folder);
    const engine = new Engine(folder, await freePort());
    this.#engine = engine;
    this.#stops.push(() => engine.stop());
    await engine.start();
    const { key, berlin } = await setUpShop(engine);
    const id = (await variantIds(engine)).get(SKU) ?? '';
    this.#variant = { id, location: berlin };
    await engine.owner(
      'mutation ($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id } }',
      { input: [{ id, customFields: { gtin: GTIN } }] },
    );
    await setStock(engine, { ...this.#variant, stock: this.#left });
    return key;
  }

  async #startHub(dataDir: string, { key, url }: { key: string; url: string }): Promise<string> {
    process.env[KEY_VARIABLE] = key;
    await mkdir(join(dataDir, 'sources.d'), { recursive: true });
    const options = { url: this.#engine?.url, keyVariable: KEY_VARIABLE };
    await writeFile(
      join(dataDir, 'sources.d', 'shop.json'),
      JSON.stringify({ kind: 'vendure', every: 600, options }),
    );
    const hub = benchHub({
      dataDir,
      url,
      logger: markingLogger(this.#marks, { 'the catalogue is another one now': 'committed' }),
      sourceKinds: [
        watchedKind({
          asked: () => (this.#questions += 1),
          told: (offers) => {
            const isIt = offers.some(
              ({ sku, storeCode, quantity }) =>
                sku === SKU && storeCode === STORE && quantity === this.#wanted,
            );
            if (isIt) this.#marks.mark('told');
          },
        }),
      ],
    });
    this.#stops.push(() => hub.stop());
    const started = await hub.start();
    await until(() => hub.hasCatalogue(), LONG);
    return started.url;
  }

  async #startKiosk(
    data: string,
    { uiDir, ...at }: { hub: string; broker: string; uiDir: string },
  ): Promise<string> {
    const logger = markingLogger(this.#marks, { 'changes of the catalogue applied': 'applied' });
    const host = benchKiosk({ ...at, data, storeCode: STORE, uiDir, logger });
    this.#stops.push(() => host.stop());
    const { url } = await host.start();
    await until(() => host.hasCatalogue(), LONG);
    return url;
  }

  async #show(kiosk: string): Promise<void> {
    this.#stops.push(() => this.#wall.close());
    await this.#wall.open(kiosk);
    let sku = '';
    const shopper = await stayAtWall(kiosk, (text) => {
      const message = JSON.parse(text) as { screen?: { product?: { sku?: string } } };
      sku = message.screen?.product?.sku ?? sku;
    });
    this.#stops.push(() => shopper.leave());
    await tapOnWall(kiosk, SKU);
    await until(() => sku === SKU, SOON);
    await this.#wall.watch();
  }
}

/** As docs/guides/connect-vendure.md says, written into the shop's own start. */
async function checkKeysQuickly(folder: string): Promise<void> {
  await cp('test/bench/stock-to-wall/quick-key.cjs', join(folder, 'quick-key.js'));
  const server = join(folder, 'server.js');
  await writeFile(server, `require('./quick-key');\n${await readFile(server, 'utf8')}`);
}

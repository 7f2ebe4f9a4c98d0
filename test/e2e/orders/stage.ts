/**
 * A store that takes orders, on real parts in this process: broker, hub and kiosks over TCP, pages in Chromium, and a shop
 * that counts. The hub can be killed and started again on what it kept.
 */
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import type { ConsoleIntent } from '../../../broker/contract/console-intents.ts';
import type { LabState } from '../../../broker/contract/http.ts';
import type { IntentStateName } from '../../../broker/contract/intents.ts';
import { startEmbeddedBroker } from '../../../broker/embedded/embedded-broker.ts';
import { Hub } from '../../../broker/hub/hub.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import { loadSettings } from '../../../kiosk/config/load.ts';
import { Host } from '../../../kiosk/host/host.ts';
import { systemClock, systemRandom } from '../../../kiosk/system/clock.ts';
import { projectRoot } from '../../../kiosk/system/paths.ts';
import { FeedFolder, local, products, row, STORES } from '../../broker/hub/support/feed-folder.ts';
import { LOYALTY_KEY } from '../../broker/hub/support/hub-bench.ts';
import type { TestContext } from '../../harness/suite.ts';
import { openPage } from '../../support/chromium.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { until } from '../../support/until.ts';
import { eventually } from '../stage.ts';
import { CountingShop } from './counting-shop.ts';

const common = { clock: systemClock, random: systemRandom };
export const TILL = 'a-token-of-tills-that-is-long-enough-000';
export const GTIN = '09506000134352';
const SOON = 20_000;
/** What a browser says while the other end is down. */
export const AWAY =
  /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket|EventSource/;

export interface Kiosk {
  name: string;
  url: string;
  host: Host;
}

export class OrderStage {
  readonly shop = new CountingShop();
  readonly #t: TestContext;
  readonly #feeds: FeedFolder;
  #broker = '';
  #hub: Hub | undefined;
  #hubUrl = '';

  constructor(t: TestContext) {
    this.#t = t;
    this.#feeds = new FeedFolder(t);
    for (const [store, left] of [
      ['MIL-01', 2],
      ['PAR-02', 3],
    ] as const)
      for (const sku of ['A', 'B']) this.shop.stock.set(`${store} ${sku}`, left);
  }

  get hubUrl(): string {
    return this.#hubUrl;
  }

  async start(): Promise<this> {
    const offer = (store: string, sku: string, left: number): string =>
      `${store}\t${sku}\t${left}\tin stock\tsame day`;
    this.#feeds.write('stores.json', STORES.replace('"it"', '"en"'));
    this.#feeds.write(
      'products.tsv',
      products(
        row('A', { gtin: GTIN }),
        row('B', { gtin: '09506000134369', title: 'Chaz Hoodie Black M', size: 'M' }),
      ),
    );
    this.#feeds.write(
      'local.tsv',
      local(
        offer('MIL-01', 'A', 2),
        offer('MIL-01', 'B', 2),
        offer('PAR-02', 'A', 3),
        offer('PAR-02', 'B', 3),
      ),
    );
    await this.#feeds.import();
    const logger = new QuietLogger();
    const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, logger });
    this.#t.after(() => broker.stop());
    this.#broker = broker.url;
    this.#t.after(() => this.#hub?.stop());
    await this.startHub();
    return this;
  }

  async startHub(): Promise<void> {
    const logger = new QuietLogger();
    const hub = new Hub({
      ...common,
      dataDir: this.#feeds.dataDir,
      link: new MqttJsLink({ ...common, url: this.#broker, clientId: 'tapwall-demo-hub', logger }),
      root: 'tapwall',
      tenant: 'demo',
      logger,
      http: { host: '127.0.0.1', port: Number(new URL(this.#hubUrl || 'http://h:0').port), tillToken: TILL },
      uiDir: join(projectRoot(), 'dist', 'ui'),
      loyaltyKey: LOYALTY_KEY,
      peopleSources: [this.shop.people],
      orderSource: () => this.shop,
      version: '0.0.0',
    });
    this.#hub = hub;
    this.#hubUrl = (await hub.start()).url;
  }

  async stopHub(): Promise<void> {
    await this.#hub?.stop();
    this.#hub = undefined;
  }

  async startKiosk(name = 'kiosk-1'): Promise<Kiosk> {
    const flags = {
      data: join(this.#feeds.dir, name),
      kiosk: name,
      kioskPort: '0',
      virtualHardware: 'on',
      broker: this.#broker,
      hub: this.#hubUrl,
    };
    const host = new Host({
      ...common,
      settings: loadSettings({ file: { path: '/nonexistent', required: false }, environment: {}, flags }),
      storeCode: 'MIL-01',
      logger: new QuietLogger(),
      version: '0.0.0',
      uiDir: join(projectRoot(), 'dist', 'ui'),
      loyaltyKey: LOYALTY_KEY,
      hubToken: null,
      brokerPassword: null,
      cards: [{ card: 'ada', displayName: 'Ada', uid: '04FACADE112233' }],
    });
    this.#t.after(() => host.stop());
    const { url } = await host.start();
    await until(() => host.hasCatalogue(), SOON);
    return { name, url, host };
  }

  async wall(kiosk: Kiosk): Promise<Page> {
    return openPage(this.#t, { url: `${kiosk.url}/wall`, width: 1080, height: 1920, expected: AWAY });
  }

  async console(): Promise<Page> {
    const page = await openPage(this.#t, {
      url: `${this.#hubUrl}/console`,
      width: 1440,
      height: 900,
      expected: AWAY,
    });
    await page.getByRole('button', { name: /^Requests/u }).click();
    return page;
  }

  async lab(kiosk: Kiosk, name: string, body: object): Promise<void> {
    const answer = await fetch(`${kiosk.url}/api/lab/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.is(answer.status, 200, await answer.text());
  }

  /** Holds a product, or a card, to the reader of the wall or the room. */
  async tap(kiosk: Kiosk, what: { sku: string } | { card: string }, display = 'wall'): Promise<void> {
    const lab = (await (await fetch(`${kiosk.url}/api/lab`)).json()) as LabState;
    const reader = lab.displays.find(({ id }) => id === display)?.reader ?? '';
    await this.lab(kiosk, 'tag', { reader, ...what });
  }

  async requests(): Promise<ConsoleIntent[]> {
    return (await (await fetch(`${this.#hubUrl}/api/console/intents`)).json()) as ConsoleIntent[];
  }

  async state(state: IntentStateName, count = 1): Promise<void> {
    await eventually(
      async () => (await this.requests()).filter((one) => one.state === state).length === count,
      `${count} ${state}`,
      SOON,
    );
  }

  async till(
    call: 'claim' | 'purchased',
    body: object,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const answer = await fetch(`${this.#hubUrl}/api/handover/${call}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TILL}` },
      body: JSON.stringify({ storeCode: 'MIL-01', ...body }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }
}

export async function orderStage(t: TestContext): Promise<OrderStage> {
  return new OrderStage(t).start();
}

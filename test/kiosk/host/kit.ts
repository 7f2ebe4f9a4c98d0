/** A whole kiosk with virtual hardware, virtual time and a broker in memory; the test plays the hub. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudEvent } from '../../../broker/contract/events.ts';
import { topicOf, type KioskAddress } from '../../../broker/contract/topics.ts';
import type { LabState } from '../../../broker/contract/http.ts';
import type { ScreenMessage } from '../../../broker/contract/screen.ts';
import type { SnapshotLine } from '../../../broker/contract/snapshot.ts';
import { MemoryBroker } from '../../../broker/link/memory-broker.ts';
import { MemoryLink } from '../../../broker/link/memory-link.ts';
import { loadSettings } from '../../../kiosk/config/load.ts';
import type { SettingName } from '../../../kiosk/config/settings.ts';
import { Host } from '../../../kiosk/host/host.ts';
import type { LabTagKeys } from '../../../kiosk/sun/lab-keys.ts';
import { Replica } from '../../../kiosk/replica/replica.ts';
import type { TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SAMPLE_STORE, sampleLines, stream } from '../../support/sample-catalogue.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { until } from '../../support/until.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { browse, type TestBrowser } from '../http/kit.ts';

export const ADDRESS: KioskAddress = { root: 'tapwall', tenant: 'demo', store: 'mil-01', kiosk: 'kiosk-1' };
export const LOYALTY_KEY = Buffer.alloc(32, 7);
export const CARD = { card: 'anna', displayName: 'Anna Contadini', uid: '04FACADE112233' };
const SOON = 5_000;

export interface HostKitOptions {
  settings?: Partial<Record<SettingName, string>>;
  loyaltyKey?: Uint8Array | null;
  /** False: the kiosk has never seen a catalogue. Default true. */
  catalogue?: boolean;
  /** Default the first store of the sample catalogue. */
  storeCode?: string;
  /** Keys of the lab's signed tags; without them it has none. */
  labTags?: LabTagKeys;
  /** Folder of an earlier kit, to start again on what it kept. */
  data?: string;
  /** One that a hub is on already. */
  broker?: MemoryBroker;
  /** The built screens; left out: none. */
  uiDir?: string;
  /** Default the one card. */
  cards?: readonly (typeof CARD)[];
}

export class HostKit {
  readonly clock = new VirtualClock();
  readonly logger = new QuietLogger();
  readonly broker: MemoryBroker;
  readonly events: CloudEvent[] = [];
  readonly data: string;
  readonly host: Host;
  url = '';
  /** `ADDRESS`, with another name where the settings give one. */
  readonly address: KioskAddress;
  readonly #t: TestContext;

  constructor(t: TestContext, options: HostKitOptions) {
    this.#t = t;
    this.address = { ...ADDRESS, kiosk: options.settings?.kiosk ?? ADDRESS.kiosk };
    this.broker = options.broker ?? new MemoryBroker();
    this.data = options.data ?? temporaryFolder(t);
    const { clock, logger, broker } = this;
    const flags = {
      data: this.data,
      kioskPort: '0',
      virtualHardware: 'on',
      broker: 'mqtt://memory',
      ...options.settings,
    };
    this.host = new Host({
      settings: loadSettings({ file: { path: '/nonexistent', required: false }, environment: {}, flags }),
      storeCode: options.storeCode ?? SAMPLE_STORE,
      clock,
      random: new SeededRandom(),
      logger,
      version: '0.0.0-test',
      uiDir: options.uiDir ?? null,
      loyaltyKey: options.loyaltyKey === undefined ? LOYALTY_KEY : options.loyaltyKey,
      hubToken: null,
      brokerPassword: null,
      cards: options.cards ?? [CARD],
      labTags: options.labTags ?? null,
      createLink: ({ clientId, will }) => new MemoryLink({ broker, clientId, will, logger }),
    });
    broker.observe(topicOf(this.address, 'evt', 'batch'), ({ payload }) => this.#commit(payload));
  }

  async start(): Promise<this> {
    this.#t.after(() => this.host.stop());
    this.url = (await this.host.start()).url;
    await this.settle();
    return this;
  }

  /** Lets what is under way arrive. */
  async settle(): Promise<void> {
    await this.clock.advance(100);
  }

  /** Sends what the hub would. */
  send(topicClass: 'rsp' | 'cmd' | 'desired' | 'ack', name: string, payload: object): void {
    this.broker.publish(topicOf(this.address, topicClass, name), JSON.stringify(payload));
  }

  /** Answers every question of that name, as the hub would; remembers the questions. */
  answering(
    name: 'recognise' | 'card' | 'bind' | 'wishlist' | 'catalogue',
    answer: (question: Record<string, string>) => object | null,
  ) {
    const questions: Record<string, string>[] = [];
    this.broker.observe(topicOf(this.address, 'req', name), ({ payload }) => {
      const question = JSON.parse(payload) as Record<string, string>;
      questions.push(question);
      const reply = answer(question);
      if (reply !== null) this.send('rsp', name, { id: question['id'], ok: true, ...reply });
    });
    return questions;
  }

  async lab(name: string, body: object): Promise<Response> {
    return fetch(`${this.url}/api/lab/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async labState(): Promise<LabState> {
    return (await (await fetch(`${this.url}/api/lab`)).json()) as LabState;
  }

  async health(): Promise<{
    incidents: Record<string, { code: string; message: string }>;
    outbox: { depth: number };
  }> {
    return (await (await fetch(`${this.url}/api/health`)).json()) as Awaited<ReturnType<HostKit['health']>>;
  }

  async browser(display = 'wall'): Promise<TestBrowser> {
    const browser = await browse(this.#t, Number(new URL(this.url).port), { query: `?display=${display}` });
    await until(() => browser.messages.length > 0, SOON);
    return browser;
  }

  eventsOf(name: string): Record<string, unknown>[] {
    return this.events.filter(({ type }) => type === `tapwall.${name}.v1`).map(({ data }) => data);
  }

  #commit(payload: string): void {
    const batch = JSON.parse(payload) as CloudEvent[];
    const known = new Set(this.events.map(({ id }) => id));
    this.events.push(...batch.filter(({ id }) => !known.has(id)));
    const last = batch.at(-1);
    if (last) this.send('ack', 'events', { epoch: last.epoch, sequence: last.sequence });
  }
}

export async function hostKit(t: TestContext, options: HostKitOptions = {}): Promise<HostKit> {
  const kit = new HostKit(t, options);
  if (options.catalogue !== false && options.data === undefined) await putCatalogue(kit.data);
  return kit.start();
}

/** The sample catalogue where the kiosk keeps its own. */
export async function putCatalogue(data: string, lines: SnapshotLine[] = sampleLines()): Promise<void> {
  mkdirSync(join(data, 'kiosk'), { recursive: true });
  const path = join(data, 'kiosk', 'replica.sqlite');
  const replica = new Replica({ path, clock: new VirtualClock(), logger: new QuietLogger() });
  replica.start();
  await replica.load(stream(lines));
  replica.stop();
}

/** Waits until a browser shows a screen of that name; answers the message. */
export function screen(browser: TestBrowser, name: string): Promise<ScreenMessage> {
  return until(() => {
    const last = browser.messages.findLast((message) => message.type === 'screen');
    return last?.screen.name === name && last;
  }, SOON);
}

/**
 * A whole store on real parts: Mosquitto, pcscd with virtual readers, a serial cable, the hub and the kiosk as processes
 * of their own. Chromium comes to it through `test/support/chromium.ts`.
 */
import { VpcdCard } from '../../device/nfc/vpcd-card.ts';
import type { ActivityLine, ConsoleOverview, KioskSummary } from '../../broker/contract/http.ts';
import { createPcscd, type TestPcscd } from '../device/pcscd.ts';
import { createSerialPair, type SerialPair } from '../support/serial-pair.ts';
import { importedData, readFeeds, removeData, type Feeds } from './feeds.ts';
import { createMosquitto, type Mosquitto } from './mosquitto.ts';
import { startProgram, type Program } from './program.ts';

export interface StageOptions {
  /** Parts to leave out when a test does not need them. */
  without?: readonly ('pcscd' | 'serial')[];
  /** `embedded`: the hub brings its own broker. */
  broker?: 'mosquitto' | 'embedded';
}

export interface KioskHealth {
  catalogue: string;
  outbox: { depth: number; epoch: string; sequence: number };
  incidents: Record<string, { code: string }>;
  devices: { id: string; status: string }[];
}

export class Stage {
  readonly feeds: Feeds = readFeeds();
  data = '';
  mosquitto: Mosquitto | null = null;
  pcscd: TestPcscd | null = null;
  serial: SerialPair | null = null;
  hub: Program | null = null;
  kiosk: Program | null = null;
  #urls = { hub: '', kiosk: '', mqtt: '' };
  readonly #options: StageOptions;

  constructor(options: StageOptions = {}) {
    this.#options = options;
  }

  get storeCode(): string {
    return this.feeds.stores[0]?.store_code ?? '';
  }

  get urls(): Readonly<{ hub: string; kiosk: string; mqtt: string }> {
    return this.#urls;
  }

  async start(): Promise<void> {
    const without = this.#options.without ?? [];
    this.data = await importedData(this.feeds);
    if (this.#options.broker !== 'embedded') this.mosquitto = await createMosquitto();
    await this.mosquitto?.start();
    if (!without.includes('pcscd')) this.pcscd = await createPcscd();
    await this.pcscd?.start();
    if (!without.includes('serial')) this.serial = await createSerialPair();
    await this.startHub();
    await this.startKiosk();
  }

  /** A second start keeps the ports of the first, as services with configured ports do. */
  async startHub(): Promise<void> {
    const broker = this.mosquitto
      ? ['--broker', this.mosquitto.url]
      : ['--mqtt-port', portOf(this.#urls.mqtt)];
    this.hub = await startProgram([
      'hub',
      '--data',
      this.data,
      '--hub-port',
      portOf(this.#urls.hub),
      ...broker,
    ]);
    this.#urls = { ...this.#urls, hub: this.hub.ready['hub'] ?? '', mqtt: this.hub.ready['mqtt'] ?? '' };
  }

  async startKiosk(): Promise<void> {
    const radar = this.serial ? ['--radar', this.serial.kiosk] : [];
    const virtual = this.pcscd ? [] : ['--virtual-hardware', 'on'];
    const args = [
      'kiosk',
      '--data',
      this.data,
      '--store',
      this.storeCode,
      '--hub',
      this.#urls.hub,
      '--broker',
      this.#urls.mqtt,
    ];
    this.kiosk = await startProgram(
      [...args, '--kiosk-port', portOf(this.#urls.kiosk), ...radar, ...virtual],
      this.pcscd?.env ?? process.env,
    );
    this.#urls = { ...this.#urls, kiosk: this.kiosk.ready['kiosk'] ?? '' };
    await eventually(async () => (await this.health()).catalogue !== '', 'the kiosk has the catalogue');
  }

  /** A card for the reader of the wall (0) or of the room (1). */
  reader(index: 0 | 1): VpcdCard {
    return new VpcdCard({ host: '127.0.0.1', port: this.pcscd?.ports[index] ?? 0 });
  }

  async health(): Promise<KioskHealth> {
    return (await (await fetch(`${this.#urls.kiosk}/api/health`)).json()) as KioskHealth;
  }

  async summary(): Promise<KioskSummary | undefined> {
    const overview = (await (
      await fetch(`${this.#urls.hub}/api/console/overview`)
    ).json()) as ConsoleOverview;
    return overview.kiosks[0];
  }

  async activity(): Promise<ActivityLine[]> {
    const answer = (await (await fetch(`${this.#urls.hub}/api/console/activity?limit=200`)).json()) as
      | ActivityLine[]
      | { activity: ActivityLine[] };
    return Array.isArray(answer) ? answer : answer.activity;
  }

  async stop(): Promise<void> {
    await this.kiosk?.stop();
    await this.hub?.stop();
    await this.mosquitto?.dispose();
    await this.pcscd?.dispose();
    await this.serial?.dispose();
    if (this.data !== '') await removeData(this.data);
  }
}

/** Waits for what a service answers. */
export async function eventually(
  condition: () => Promise<boolean>,
  what: string,
  ms = 15_000,
): Promise<void> {
  const deadline = performance.now() + ms;
  for (;;) {
    if (await condition().catch(() => false)) return;
    if (performance.now() > deadline) throw new NeverHappened(what, ms);
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
}

class NeverHappened extends Error {
  constructor(what: string, ms: number) {
    super(`${what}: did not happen within ${ms} ms`);
    this.name = 'NeverHappened';
  }
}

function portOf(url: string): string {
  return url === '' ? '0' : new URL(url).port;
}

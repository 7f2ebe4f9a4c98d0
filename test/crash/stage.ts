/** One broker, one hub on its disk and any number of kiosks, each a process that may die at any moment. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startBroker, type BrokerProcess } from '../support/brokers/broker-process.ts';
import { startMosquitto } from '../support/brokers/mosquitto.ts';
import { bundle, type Bundle } from '../support/bundle.ts';
import { until } from '../support/until.ts';
import { Child } from '../support/child.ts';
import { CrashError } from './crash-error.ts';
import { readHub } from './hub-file.ts';
import { KioskChild } from './kiosk-child.ts';
import { Ledger, type Balance } from './ledger.ts';
import { layOldHub } from './old-hub.ts';

export type BrokerKind = 'embedded' | 'mosquitto';

export interface Books extends Balance {
  /** Sent more than once; the hub kept one. */
  duplicates: number;
  /** Bytes of the largest outbox at the end, everything of it counted. */
  outboxBytes: number;
  /** Files that a kill -9 has no reason to leave: set aside, copies, journals. */
  strayFiles: number;
}

const DRAIN_MS = 60_000;
const EXPECTED = /^outbox\.sqlite(-wal|-shm)?$/;

/** Bundled once for all campaigns. */
export function bundleChildren(): Promise<Bundle> {
  return bundle({
    kiosk: 'test/support/children/kiosk.ts',
    hub: 'test/support/children/hub.ts',
    broker: 'test/support/children/broker.ts',
    'broker-worker': 'broker/embedded/broker-worker.ts',
  });
}

export class Stage {
  readonly ledger = new Ledger();
  /** What children reported as errors, and how often. */
  readonly errors = new Map<string, number>();
  readonly #folder = mkdtempSync(join(tmpdir(), 'tapwall-crash-'));
  readonly #children: Bundle;
  readonly #kiosks = new Set<string>();
  #broker: BrokerProcess | undefined;
  #hub: Child | undefined;

  constructor(children: Bundle) {
    this.#children = children;
  }

  /** The broker; hubs and kiosks are up to the campaign. */
  async start(kind: BrokerKind): Promise<void> {
    this.#broker = await this.#startBroker(kind);
  }

  get broker(): BrokerProcess {
    if (this.#broker === undefined) throw new CrashError('the stage has no broker yet');
    return this.#broker;
  }

  get hub(): Child {
    if (this.#hub === undefined) throw new CrashError('the stage has no hub yet');
    return this.#hub;
  }

  /** Begins to start it; `hub.untilReady` waits. */
  spawnHub(): Child {
    const hub = new Child(this.#children.file('hub'), { dir: this.#hubDir, url: this.broker.url });
    this.#watch(hub);
    this.#hub = hub;
    return hub;
  }

  async startHub(): Promise<void> {
    await this.spawnHub().untilReady();
  }

  /** Before the first start of a hub: events that a hub of version 0.1.0 had. */
  layOldHub(count: number): void {
    const kiosk = 'of-an-old-hub';
    const { epoch, ids } = layOldHub(join(this.#hubDir, 'hub.sqlite'), { kioskId: `mil-01.${kiosk}`, count });
    for (const [index, id] of ids.entries()) this.ledger.promise(id, { kiosk, epoch, sequence: index + 1 });
  }

  /** `perSecond` 0 drains and ends. */
  spawnKiosk(kiosk: string, perSecond: number): KioskChild {
    this.#kiosks.add(kiosk);
    const options = { path: this.outboxFile(kiosk), url: this.broker.url, kiosk, perSecond };
    const child = new KioskChild(this.#children.file('kiosk'), options, this.ledger);
    this.#watch(child);
    return child;
  }

  outboxFile(kiosk: string): string {
    return join(this.#folder, kiosk, 'outbox.sqlite');
  }

  /** Waits until every kiosk has nothing left that is not acknowledged. */
  async drain(): Promise<void> {
    for (const kiosk of this.#kiosks) {
      const child = this.spawnKiosk(kiosk, 0);
      await until(() => child.gone, DRAIN_MS).catch((error: unknown) => {
        void child.kill();
        throw error;
      });
      if (!child.drained) throw new CrashError(`${kiosk} ended without having drained`);
    }
  }

  /** What was promised against what the hub has. Drain before, unless it is only about those below a watermark. */
  books(): Books {
    const { events, duplicates } = readHub(this.#hubDir);
    const files = [...this.#kiosks].map((kiosk) => filesOf(join(this.#folder, kiosk)));
    return {
      ...this.ledger.balance(events),
      duplicates,
      outboxBytes: Math.max(0, ...files.map(({ bytes }) => bytes)),
      strayFiles: files.reduce((sum, { stray }) => sum + stray, 0),
    };
  }

  async close(): Promise<void> {
    if (this.#hub && !this.#hub.gone) await this.#hub.stop();
    await this.#broker?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #hubDir(): string {
    return join(this.#folder, 'hub');
  }

  async #startBroker(kind: BrokerKind): Promise<BrokerProcess> {
    const dir = join(this.#folder, 'broker');
    if (kind === 'mosquitto') return startMosquitto({ dir });
    const port = await freePort();
    const args = [this.#children.file('broker'), JSON.stringify({ port })];
    return startBroker({ dir, port }, { program: process.execPath, args });
  }

  #watch(child: Child): void {
    child.onLine((line) => {
      if (line.startsWith('E ')) this.errors.set(line.slice(2), (this.errors.get(line.slice(2)) ?? 0) + 1);
    });
  }
}

function filesOf(dir: string): { bytes: number; stray: number } {
  const names = readdirSync(dir);
  return {
    bytes: names.reduce((sum, name) => sum + statSync(join(dir, name)).size, 0),
    stray: names.filter((name) => !EXPECTED.test(name)).length,
  };
}

/** What every contestant runs on: a broker, a receiver that takes the time, children that answer with one object. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startBroker, type BrokerProcess } from '../../support/brokers/broker-process.ts';
import { startMosquitto } from '../../support/brokers/mosquitto.ts';
import { bundle, type Bundle } from '../../support/bundle.ts';
import { Child } from '../../support/child.ts';
import { BenchError } from '../bench-error.ts';
import type { ReceiverOptions, ReceiverResult } from './children/receiver.ts';

export type BrokerKind = 'embedded' | 'mosquitto';

export function bundleContestants(): Promise<Bundle> {
  const own = 'test/bench/uplink/children';
  return bundle({
    edge: `${own}/edge.ts`,
    'backlog-edge': `${own}/backlog-edge.ts`,
    fleet: `${own}/fleet.ts`,
    raw: `${own}/raw.ts`,
    level: `${own}/level.ts`,
    receiver: `${own}/receiver.ts`,
    hub: 'test/support/children/hub.ts',
    broker: 'test/support/children/broker.ts',
    'broker-worker': 'broker/embedded/broker-worker.ts',
  });
}

/** Everything of one measurement; `close` ends and removes it. */
export class Rig {
  readonly #children: Bundle;
  readonly #folder = mkdtempSync(join(tmpdir(), 'tapwall-uplink-'));
  readonly #running: { stop: () => Promise<void> }[] = [];
  #folders = 0;

  constructor(children: Bundle) {
    this.#children = children;
  }

  /** A new folder of this rig. */
  folder(name: string): string {
    this.#folders += 1;
    const path = join(this.#folder, `${this.#folders}-${name}`);
    mkdirSync(path);
    return path;
  }

  /** @param config Lines that are added to Mosquitto's. */
  async broker(kind: BrokerKind, config = ''): Promise<BrokerProcess> {
    const dir = this.folder('broker');
    const port = await freePort();
    const command = {
      program: process.execPath,
      args: [this.#children.file('broker'), JSON.stringify({ port })],
    };
    // Mosquitto holds a thousand messages for a slow subscriber and drops the rest, and sends small packets late
    // (docs/guides/connect-your-broker.md), unless told otherwise.
    const broker = await (kind === 'mosquitto'
      ? startMosquitto({ dir, port, config: `max_queued_messages 0\nset_tcp_nodelay true\n${config}` })
      : startBroker({ dir, port }, command));
    this.#running.push(broker);
    return broker;
  }

  async hub(url: string): Promise<Child> {
    const hub = this.child('hub', { dir: this.folder('hub'), url });
    await hub.untilReady();
    return hub;
  }

  async receiver(options: ReceiverOptions): Promise<{ result: () => Promise<ReceiverResult> }> {
    const receiver = this.child('receiver', options);
    const result = answerOf<ReceiverResult>(receiver);
    await receiver.untilReady();
    return { result: () => result };
  }

  /** Runs a contestant to its end. */
  run<T>(name: string, options: object): Promise<T> {
    return answerOf<T>(this.child(name, options));
  }

  child(name: string, options: object): Child {
    const child = new Child(this.#children.file(name), options);
    this.#running.push({ stop: async () => void (child.gone || (await child.kill())) });
    return child;
  }

  async close(): Promise<void> {
    for (const one of this.#running.toReversed()) await one.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The object behind `J`. */
async function answerOf<T>(child: Child): Promise<T> {
  let answer: string | undefined;
  child.onLine((line) => {
    if (line.startsWith('J ')) answer = line.slice(2);
  });
  await child.ended();
  if (answer === undefined)
    throw new BenchError(`a contestant ended without an answer: ${child.errors.join('; ')}`);
  return JSON.parse(answer) as T;
}

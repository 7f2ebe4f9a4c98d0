/** A kiosk that says what a test wants, on a real broker, and the examples of docs/examples as processes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import type { CloudEvent, EventData, EventName } from '../../broker/contract/events.ts';
import { exampleEvent } from '../../broker/contract/describe/example-event.ts';
import type { Message } from '../../broker/contract/messages.ts';
import type { TestContext } from '../harness/suite.ts';
import { ROOT } from '../project/tree.ts';

export const EPOCH = '01938b7e-5a00-7c11-9a3e-2f6d8c4b1a09';
export const PREFIX = 'tapwall/demo';
export const KIOSK = `${PREFIX}/mil-01/wall-1`;

export function numbered(sequence: number, name: EventName = 'tag_tapped'): CloudEvent {
  return { ...exampleEvent(name, sequence), epoch: EPOCH, sequence };
}

/** Stands at the last of the numbers that it says will not come. */
export function evicted(first: number, last: number): CloudEvent {
  const data: EventData<'events_evicted'> = {
    epoch: EPOCH,
    ranges: [[first, last]],
    count: last - first + 1,
    reason: 'bytes',
  };
  return { ...numbered(last, 'events_evicted'), data: { ...data } };
}

export class KioskStandIn {
  readonly acks: Message<'ack/events'>[] = [];
  readonly #client: MqttClient;

  constructor(client: MqttClient) {
    this.#client = client;
    client.on('message', (_, payload) => {
      this.acks.push(JSON.parse(payload.toString()) as Message<'ack/events'>);
    });
  }

  static async connect(t: TestContext, url: string): Promise<KioskStandIn> {
    const client = await connectAsync(url);
    t.after(() => client.endAsync(true));
    await client.subscribeAsync(`${KIOSK}/ack/events`, { qos: 1 });
    return new KioskStandIn(client);
  }

  async send(...events: readonly CloudEvent[]): Promise<void> {
    await this.#client.publishAsync(`${KIOSK}/evt/batch`, JSON.stringify(events), { qos: 1 });
  }

  async beat(floor: number, retain = false): Promise<void> {
    const presence: Message<'state/presence'> = { online: true, boot: 'b', outbox: { epoch: EPOCH, floor } };
    await this.#client.publishAsync(`${KIOSK}/state/presence`, JSON.stringify(presence), { qos: 1, retain });
  }
}

export interface Example {
  /** What it printed, a line each. */
  lines: string[];
  /** At once, as a power cut would. */
  kill(): Promise<void>;
}

/** @param command `sh` or `node`; the rest are the file in docs/examples and its arguments. */
export function example(t: TestContext, command: string, [file = '', ...args]: readonly string[]): Example {
  // Its own group: a shell does not hand a signal on.
  const child = spawn(command, [join(ROOT, 'docs/examples', file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const lines: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  const kill = async (): Promise<void> => end(child);
  t.after(kill);
  return { lines, kill };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}

/**
 * A subscriber that takes the time: of every event from its making to its arrival, and to the moment at which the hub's
 * acknowledgement of it is on the wire. Says `R` when it listens, `J figures` when all events came or on SIGTERM.
 */
import { connectAsync } from 'mqtt';
import { given, say } from '../../../support/children/ports.ts';
import { micros } from './payload.ts';

export interface ReceiverOptions {
  url: string;
  events: number;
  /** Waits for acknowledgements of a hub as well. */
  acknowledged: boolean;
}

export interface ReceiverResult {
  received: number;
  twice: number;
  /** From the first arrival to the last. */
  seconds: number;
  /** Microseconds of the shared clock. */
  last: number;
  /** Milliseconds; empty without a hub. */
  receivedMs: number[];
  committedMs: number[];
}

interface Arrived {
  sequence: number;
  data: { results: number };
}

interface Mark {
  sequence: number;
  ahead?: [number, number][];
}

const { url, events, acknowledged } = given() as ReceiverOptions;
const made = new Map<number, number>();
const committed = new Map<number, number>();
const receivedMs: number[] = [];
let twice = 0;
let first = 0;
let last = 0;
let told = false;

function tell(): void {
  if (told) return;
  told = true;
  const committedMs = [...committed].flatMap(([sequence, at]) => {
    const began = made.get(sequence);
    return began === undefined ? [] : [(at - began) / 1_000];
  });
  const result: ReceiverResult = {
    received: made.size,
    twice,
    seconds: (last - first) / 1_000_000,
    last,
    receivedMs,
    committedMs,
  };
  say(`J ${JSON.stringify(result)}`);
  process.exit(0);
}

function arrived(payload: Buffer): void {
  const at = micros();
  const value = JSON.parse(payload.toString('utf8')) as Arrived | Arrived[];
  for (const { sequence, data } of Array.isArray(value) ? value : [value]) {
    if (made.has(sequence)) {
      twice += 1;
      continue;
    }
    made.set(sequence, data.results);
    receivedMs.push((at - data.results) / 1_000);
  }
  if (first === 0) first = at;
  last = at;
}

let watermark = 0;

function marked(payload: Buffer): void {
  const at = micros();
  const { sequence, ahead = [] } = JSON.parse(payload.toString('utf8')) as Mark;
  for (const [from, to] of [[watermark + 1, sequence] as [number, number], ...ahead])
    for (let one = from; one <= to; one += 1) if (!committed.has(one)) committed.set(one, at);
  watermark = Math.max(watermark, sequence);
}

const client = await connectAsync(url, { clientId: 'receiver', reconnectPeriod: 100 });
client.on('message', (topic, payload) => {
  if (topic.endsWith('/ack/events')) marked(payload);
  else arrived(payload);
  if (made.size >= events && (!acknowledged || committed.size >= events)) tell();
});
await client.subscribeAsync(['tapwall/luma/+/+/evt/batch', 'tapwall/luma/+/+/ack/events'], { qos: 1 });
process.once('SIGTERM', tell);
say('R listening');

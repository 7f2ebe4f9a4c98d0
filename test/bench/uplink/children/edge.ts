/**
 * Our kiosk's side: outbox, uplink and link. `drain` keeps the events first and connects then; `store` connects first
 * and keeps them as fast as it can, ten to a commit; `live` keeps a few at a time for as long as it is told.
 */
import { MqttJsLink } from '../../../../broker/link/mqtt-js-link.ts';
import { isLoopback } from '../../../../broker/loopback.ts';
import { Outbox } from '../../../../broker/outbox/outbox.ts';
import { Uplink } from '../../../../broker/uplink/uplink.ts';
import { systemClock, systemRandom } from '../../../../kiosk/system/clock.ts';
import { given, reporter, say } from '../../../support/children/ports.ts';
import { event, micros } from './payload.ts';

export interface EdgeOptions {
  path: string;
  url: string;
  mode: 'fill' | 'drain' | 'store' | 'live';
  events: number;
  /** Of `live`, and beside a backlog. */
  perSecond: number;
  /** Batches a second at the most; absent: as on a kiosk, no limit on a broker of this machine. */
  rate?: number;
}

export interface EdgeResult {
  events: number;
  /** From the first append, or the start of the link when all were kept before, until all were acknowledged. */
  seconds: number;
}

const address = { root: 'tapwall', tenant: 'luma', store: 'mil-01', kiosk: 'kiosk-1' };
const PORTION = 500;
const GROUP = 10;
const MAX_BYTES = 4_000_000_000;

const options = given() as EdgeOptions;
const ports = { clock: systemClock, random: systemRandom, logger: reporter };
const outbox = new Outbox({
  ...ports,
  path: options.path,
  source: '/luma/mil-01/kiosk-1',
  maxBytes: MAX_BYTES,
});
const link = new MqttJsLink({ ...ports, url: options.url, clientId: 'tapwall-luma-mil-01-kiosk-1' });
const isOwnMachine = isLoopback(new URL(options.url).hostname);
const uplink = new Uplink({
  ...ports,
  link,
  outbox,
  address,
  batchesPerSecond: options.rate ?? (isOwnMachine ? Infinity : 50),
});
let upTo = 0;
uplink.onAcknowledged((sequence) => (upTo = sequence));

function fill(count: number, portion: number): void {
  for (let left = count; left > 0; left -= portion)
    outbox.appendAll(Array.from({ length: Math.min(portion, left) }, () => event(micros())));
}

/** Leaves the loop to the network between groups, as appends of a kiosk do. */
async function store(count: number): Promise<void> {
  for (let left = count; left > 0; left -= GROUP) {
    fill(Math.min(GROUP, left), GROUP);
    await new Promise((resolve) => void setImmediate(resolve));
  }
}

async function live(count: number): Promise<void> {
  const began = micros();
  for (let done = 0; done < count;) {
    const due = Math.min(count, Math.floor(((micros() - began) * options.perSecond) / 1_000_000));
    for (; done < due; done += 1) outbox.append(event(micros()));
    await new Promise((resolve) => void setTimeout(resolve, 2));
  }
}

function connected(): Promise<void> {
  return new Promise((resolve) => void link.onConnection((isConnected) => isConnected && resolve()));
}

/** Not until they have left the disk, which happens together a moment later. */
function acknowledged(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (upTo >= outbox.lastSequence()) resolve();
    };
    uplink.onAcknowledged(look);
    look();
  });
}

async function run(): Promise<number> {
  const { mode, events } = options;
  if (mode === 'drain') fill(events, PORTION);
  const began = micros();
  await uplink.start();
  const isConnected = connected();
  await link.start();
  await isConnected;
  const from = mode === 'drain' ? began : micros();
  if (mode === 'store') await store(events);
  if (mode === 'live') await live(events);
  await acknowledged();
  return (micros() - from) / 1_000_000;
}

outbox.start();
if (options.mode === 'fill') fill(options.events, PORTION);
else {
  const seconds = await run();
  const result: EdgeResult = { events: options.events, seconds };
  say(`J ${JSON.stringify(result)}`);
  await uplink.stop();
  await link.stop();
}
outbox.stop();
process.exit(0);

/**
 * A kiosk that comes back with a backlog in its outbox: `{path, url, perSecond, rate}`. Says `R` before it connects,
 * `D waiting` while it drains, `J result` when nothing of the backlog and of what came meanwhile is left.
 */
import { keepHeapSmall, settleHeap } from '../../../../kiosk/system/small-heap.ts';
import { given, reporter, say } from '../../../support/children/ports.ts';
import { event, micros } from './payload.ts';

export interface BacklogResult {
  seconds: number;
  liveEvents: number;
  /** Milliseconds from the append to the moment at which the outbox knew that the hub has it. */
  liveMs: number[];
}

// As the kiosk does, before the rest is loaded.
keepHeapSmall();
const { MqttJsLink } = await import('../../../../broker/link/mqtt-js-link.ts');
const { Outbox } = await import('../../../../broker/outbox/outbox.ts');
const { Uplink } = await import('../../../../broker/uplink/uplink.ts');
const { systemClock, systemRandom } = await import('../../../../kiosk/system/clock.ts');

const { path, url, perSecond, rate } = given() as {
  path: string;
  url: string;
  perSecond: number;
  rate: number;
};
const address = { root: 'tapwall', tenant: 'luma', store: 'mil-01', kiosk: 'kiosk-1' };
const ports = { clock: systemClock, random: systemRandom, logger: reporter };
const outbox = new Outbox({ ...ports, path, source: '/luma/mil-01/kiosk-1', maxBytes: 4_000_000_000 });
const link = new MqttJsLink({ ...ports, url, clientId: 'tapwall-luma-mil-01-kiosk-1' });
const uplink = new Uplink({ ...ports, link, outbox, address, batchesPerSecond: rate || Infinity });
const LOOK_MS = 200;
const WARM_UP_MS = 1_000;
const ACK_TOPIC = 'tapwall/luma/mil-01/kiosk-1/ack/events';

outbox.start();
const backlog = outbox.lastSequence();
const liveMs: number[] = [];
const waiting = new Map<number, number>();

function known(payload: Uint8Array): void {
  const at = micros();
  const { sequence, ahead = [] } = JSON.parse(Buffer.from(payload).toString('utf8')) as {
    sequence: number;
    ahead?: [number, number][];
  };
  for (const [one, began] of waiting) {
    if (one > sequence && !ahead.some(([first, last]) => first <= one && one <= last)) continue;
    waiting.delete(one);
    liveMs.push((at - began) / 1_000);
  }
}

link.onMessage((topic, payload) => topic === ACK_TOPIC && known(payload));
await uplink.start();
// What loading took is given back before the baseline is taken.
await new Promise((resolve) => void setTimeout(resolve, WARM_UP_MS));
settleHeap();
say(`R ${backlog}`);
const began = micros();
// What comes before the connection stands is backlog by right.
const connected = new Promise<void>((resolve) => {
  link.onConnection((isConnected) => isConnected && resolve());
});
await link.start();
await connected;
const liveFrom = micros();
let liveEvents = 0;
const live = setInterval(() => {
  const due = Math.floor(((micros() - liveFrom) * perSecond) / 1_000_000);
  for (; liveEvents < due; liveEvents += 1) waiting.set(outbox.append(event(micros())).sequence, micros());
}, 1_000 / perSecond);
while (outbox.depth() > 0) {
  // When only the newest are left, the backlog is through.
  if (outbox.depth() <= waiting.size + 1) clearInterval(live);
  say(`D ${outbox.depth()}`);
  await new Promise((resolve) => void setTimeout(resolve, LOOK_MS));
}
clearInterval(live);
const result: BacklogResult = { seconds: (micros() - began) / 1_000_000, liveEvents, liveMs };
say(`J ${JSON.stringify(result)}`);
await uplink.stop();
await link.stop();
outbox.stop();
process.exit(0);

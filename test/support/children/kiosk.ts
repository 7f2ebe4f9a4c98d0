/**
 * A kiosk reduced to what carries events: outbox, uplink and link, the real ones on real files. It says what it does,
 * so that whoever kills it knows when, and every event right after its append has returned:
 * `S` loaded, `R epoch last watermark depth` open, `a` appending, `A id epoch sequence` appended, `t`/`T` trimming and done,
 * `p`/`P` a batch sent and answered, `c`/`l` connected and lost, `Z` drained.
 */
import type { CloudEvent, NewEvent } from '../../../broker/contract/events.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import { Outbox } from '../../../broker/outbox/outbox.ts';
import { Uplink } from '../../../broker/uplink/uplink.ts';
import { systemClock, systemRandom } from '../../../kiosk/system/clock.ts';
import { given, hasty, reporter, say } from './ports.ts';

export interface KioskChildOptions {
  path: string;
  url: string;
  kiosk: string;
  /** Events a second; 0: appends nothing and ends once everything is acknowledged. */
  perSecond: number;
}

say('S');
const { path, url, kiosk, perSecond } = given() as KioskChildOptions;
const address = { root: 'tapwall', tenant: 'luma', store: 'mil-01', kiosk };
const outbox = new Outbox({
  path,
  source: `/luma/mil-01/${kiosk}`,
  clock: systemClock,
  random: systemRandom,
  logger: reporter,
});
const link = new MqttJsLink({
  url,
  clientId: `tapwall-luma-mil-01-${kiosk}`,
  clock: systemClock,
  random: hasty,
  logger: reporter,
});
const uplink = new Uplink({
  link,
  outbox,
  address,
  clock: systemClock,
  random: systemRandom,
  logger: reporter,
  ackTimeoutMs: 1_000,
});
const TICK_MS = 5;
let made = 0;

/** Around the real methods, because a moment inside of them is what the rig wants to hit. */
function announce(): void {
  const acknowledge = outbox.acknowledge.bind(outbox);
  outbox.acknowledge = (...args) => {
    say('t');
    const removed = acknowledge(...args);
    say('T');
    return removed;
  };
  const publish = link.publish.bind(link);
  link.publish = async (...args) => {
    say('p');
    try {
      await publish(...args);
    } finally {
      say('P');
    }
  };
}

/** Events of every class, so that every lane carries some. */
function next(): NewEvent {
  made += 1;
  if (made % 50 === 0) return { name: 'associate_called', data: { display: 'wall' } };
  if (made % 7 === 0) return { name: 'garment_left', data: { display: 'room', items: [] } };
  return { name: 'search', data: { display: 'wall', search_term: `term ${made}`, results: made } };
}

function append(count: number): void {
  say('a');
  for (const { id, epoch, sequence } of outbox.appendAll(Array.from({ length: count }, next)))
    say(`A ${id} ${epoch} ${sequence}`);
}

function load(): void {
  let due = 0;
  setInterval(() => {
    due += (perSecond * TICK_MS) / 1_000;
    // Mostly one by one, as people tap; now and then together.
    const together = systemRandom.unit() < 0.1;
    if (together && due >= 1) append(Math.floor(due) + 2);
    else for (let left = Math.floor(due); left > 0; left -= 1) append(1);
    due %= 1;
  }, TICK_MS);
}

async function drain(): Promise<void> {
  const look = setInterval(() => {
    if (outbox.depth() > 0) return;
    clearInterval(look);
    say('Z');
    void end();
  }, TICK_MS);
}

async function end(): Promise<void> {
  await uplink.stop();
  await link.stop();
  outbox.stop();
  process.exit(0);
}

function describe(waiting: readonly CloudEvent[]): void {
  say(`R ${outbox.epoch} ${outbox.lastSequence()} ${outbox.watermark()} ${waiting.length}`);
}

outbox.start();
describe(outbox.read(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER));
announce();
link.onConnection((connected) => say(connected ? 'c' : 'l'));
await uplink.start();
await link.start();
if (perSecond > 0) load();
else await drain();

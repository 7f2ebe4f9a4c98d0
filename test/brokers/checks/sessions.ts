/** Who holds a session, and what a broker keeps of it when its power goes. */
import { connectAsync } from 'mqtt';
import { until } from '../../support/until.ts';
import { expect, type BrokerServer, type Scope } from '../broker.ts';
import { append, linkTo, startHub, startKiosk } from '../store.ts';

const WATCH_MS = 12_000;
/** NATS holds a second session of one name back for a while, so a loop is slower there and takes longer to show. */
const MOST_WATCHES = 4;
const CALM = 2;
/** What mqtt.js alone does in twelve seconds, for ever: every second one of the two connects. */
const MOST_CONNECTS = 14;

/** Two kiosks with one client id: neither may flap for ever. */
export async function endsATakeover(broker: BrokerServer, scope: Scope): Promise<string> {
  const clientId = 'luma-mil-01-twin';
  const twins = [1, 2].map(() => linkTo(scope, broker.url, { clientId }));
  let connects = 0;
  for (const twin of twins) twin.onConnection((connected) => void (connected && (connects += 1)));
  for (const twin of twins) await twin.start();
  await until(() => connects >= 2, 10_000);
  const watches: number[] = [];
  do {
    const before = watches.reduce((sum, count) => sum + count, 0);
    await new Promise((resolve) => void setTimeout(resolve, WATCH_MS));
    watches.push(connects - before);
  } while ((watches.at(-1) ?? 0) > CALM && watches.length < MOST_WATCHES);
  const told = `${watches.join(', ')} connects in each ${WATCH_MS / 1000} s`;
  expect(Math.max(...watches) <= MOST_CONNECTS && (watches.at(-1) ?? 0) <= CALM, told);
  return told;
}

/** No goal but a fact for the operator: may `ack` be `puback` with this broker as it is set up here? */
export async function keepsWhatItAcknowledged(broker: BrokerServer, scope: Scope): Promise<string> {
  const topic = 'tapwall/luma/mil-01/durable/evt/batch';
  const session = { clientId: 'durable-reader', clean: false, reconnectPeriod: 0 } as const;
  const reader = await connectAsync(broker.url, session);
  await reader.subscribeAsync(topic, { qos: 1 });
  await reader.endAsync();
  const writer = await connectAsync(broker.url, { clientId: 'durable-writer', reconnectPeriod: 0 });
  writer.on('error', () => undefined);
  await Promise.all(
    Array.from({ length: 1_000 }, (_, index) => writer.publishAsync(topic, String(index), { qos: 1 })),
  );
  writer.end(true);
  await broker.kill();
  await broker.restart();
  let kept = 0;
  const again = await connectAsync(broker.url, session);
  scope.after(() => again.end(true));
  again.on('message', () => (kept += 1));
  await until(() => kept >= 1_000, 4_000).catch(() => undefined);
  return `${kept} of 1,000 acknowledged for an absent session`;
}

/** One that reads nothing must not hold up the others. */
export async function outlivesAFrozenSubscriber(broker: BrokerServer, scope: Scope): Promise<string> {
  const frozen = await connectAsync(broker.url, { clientId: 'frozen', reconnectPeriod: 0 });
  frozen.on('error', () => undefined);
  await frozen.subscribeAsync('tapwall/luma/+/+/evt/+', { qos: 1 });
  const { stream } = frozen;
  stream.pause();
  scope.after(() => frozen.end(true));
  const hub = await startHub(scope, broker.url);
  const kiosk = await startKiosk(scope, { url: broker.url, name: 'k1' });
  const began = performance.now();
  append(kiosk.outbox, 20_000);
  await until(() => kiosk.outbox.depth() === 0, 60_000);
  const events = (await hub.summary('k1'))?.events;
  expect(events?.received === 20_000 && events.gaps === 0, `the hub has ${events?.received}`);
  return `20,000 in ${((performance.now() - began) / 1000).toFixed(1)} s`;
}

/** Events: everything arrives once, whatever stops in between. */
import { until } from '../../support/until.ts';
import { expect, type BrokerServer, type Scope } from '../broker.ts';
import { append, folder, startHub, startKiosk, type RunningHub, type RunningKiosk } from '../store.ts';

const DRAIN_MS = 60_000;

async function arrived(hub: RunningHub, kiosk: RunningKiosk): Promise<void> {
  await until(() => kiosk.outbox.depth() === 0, DRAIN_MS);
  const events = (await hub.summary(kiosk.address.kiosk))?.events;
  const last = kiosk.outbox.lastSequence();
  expect(events !== undefined, 'the hub does not know the kiosk');
  expect(events?.sequence === last, `the hub stands at ${events?.sequence} of ${last}`);
  expect(events?.received === last, `${last - (events?.received ?? 0)} of ${last} events are not at the hub`);
  expect(events?.gaps === 0, `${events?.gaps} gaps`);
}

export async function deliversAll(broker: BrokerServer, scope: Scope): Promise<string> {
  const hub = await startHub(scope, broker.url);
  const kiosk = await startKiosk(scope, { url: broker.url, name: 'k1' });
  const began = performance.now();
  append(kiosk.outbox, 2_000);
  await arrived(hub, kiosk);
  return `2,000 in ${Math.round(performance.now() - began)} ms`;
}

export async function survivesItsDeath(broker: BrokerServer, scope: Scope): Promise<string> {
  const hub = await startHub(scope, broker.url);
  const kiosk = await startKiosk(scope, { url: broker.url, name: 'k1' });
  append(kiosk.outbox, 3_000);
  await until(() => kiosk.outbox.watermark() > 0, DRAIN_MS);
  await broker.kill();
  append(kiosk.outbox, 500);
  await until(() => !kiosk.link.connected, 20_000);
  await broker.restart();
  await arrived(hub, kiosk);
  const duplicates = (await hub.summary('k1'))?.events.duplicates ?? 0;
  return `3,500, ${duplicates} sent twice and removed`;
}

export async function waitsForTheHub(broker: BrokerServer, scope: Scope): Promise<string> {
  const dataDir = folder(scope);
  const first = await startHub(scope, broker.url, dataDir);
  const kiosk = await startKiosk(scope, { url: broker.url, name: 'k1' });
  append(kiosk.outbox, 100);
  await until(() => kiosk.outbox.depth() === 0, DRAIN_MS);
  await first.stop();
  append(kiosk.outbox, 400);
  expect(kiosk.outbox.depth() === 400, 'events left the disk though no hub was there');
  await arrived(await startHub(scope, broker.url, dataDir), kiosk);
  return '400 waited';
}

/** A session that the broker ends without a word, in the middle of a batch. */
export async function survivesACutCable(broker: BrokerServer, scope: Scope): Promise<string> {
  const hub = await startHub(scope, broker.url);
  const kiosk = await startKiosk(scope, { url: broker.url, name: 'k1' });
  for (let cut = 0; cut < 3; cut += 1) {
    append(kiosk.outbox, 500);
    kiosk.link.sever();
    await kiosk.link.start();
    await until(() => kiosk.link.connected, 20_000);
  }
  await arrived(hub, kiosk);
  return '1,500 over 3 cuts';
}

export async function mixesFleets(broker: BrokerServer, scope: Scope): Promise<string> {
  const hub = await startHub(scope, broker.url);
  const kiosks = [];
  for (let index = 1; index <= 8; index += 1)
    kiosks.push(await startKiosk(scope, { url: broker.url, name: `k${index}` }));
  for (const kiosk of kiosks) append(kiosk.outbox, 250);
  for (const kiosk of kiosks) await arrived(hub, kiosk);
  return '8 kiosks × 250';
}

/** Acknowledged by the broker alone: only for one that its operator declared durable. */
export async function leavesAtPuback(broker: BrokerServer, scope: Scope): Promise<string> {
  const hub = await startHub(scope, broker.url);
  const kiosk = await startKiosk(scope, { url: broker.url, name: 'k1', ackMode: 'puback' });
  append(kiosk.outbox, 500);
  await until(() => kiosk.outbox.depth() === 0, DRAIN_MS);
  const at = async (): Promise<number> => (await hub.summary('k1'))?.events.received ?? 0;
  let received = await at();
  const deadline = performance.now() + 20_000;
  while (received < 500 && performance.now() < deadline) {
    await new Promise((resolve) => void setTimeout(resolve, 20));
    received = await at();
  }
  expect(received === 500, `${received} of 500 events at the hub`);
  return '500';
}

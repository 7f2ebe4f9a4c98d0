/** A kiosk's outbox, uplink and alarms, a fault proxy, the embedded broker, and a platform behind it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedBroker } from '../../broker/embedded/embedded-broker.ts';
import type { NewEvent } from '../../broker/contract/events.ts';
import { MqttJsLink } from '../../broker/link/mqtt-js-link.ts';
import { Outbox } from '../../broker/outbox/outbox.ts';
import { openDatabase, type SqliteDatabase } from '../../broker/sqlite/open.ts';
import { Uplink } from '../../broker/uplink/uplink.ts';
import { systemClock, systemRandom } from '../../kiosk/system/clock.ts';
import type { TestContext } from '../harness/suite.ts';
import { faultProxy, type FaultProxy } from '../support/fault-proxy.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { until } from '../support/until.ts';
import { ADDRESS, SUBTREE } from '../broker/uplink/kit.ts';
import { watchAlarms, type Alarms } from './alarms.ts';
import { FaultReceiver } from './receiver.ts';

export interface StageOptions {
  /** Silence after which the kiosk says so. */
  silenceMs?: number;
  keepaliveSeconds?: number;
  /** Patience with a broker and with a platform that do not answer. */
  pubackMs?: number;
  ackTimeoutMs?: number;
}

export interface Stage {
  brokerPort: number;
  proxy: FaultProxy;
  receiver: FaultReceiver;
  outbox: Outbox;
  uplink: Uplink;
  link: MqttJsLink;
  alarms: Alarms;
  /** The outbox's database, to make its disk fail. */
  database: () => SqliteDatabase | undefined;
  /** Moves the kiosk's clock by so many milliseconds; timers are not concerned, as on a real machine. */
  shiftClock: (ms: number) => void;
  /** Appends this many events now. */
  append: (count: number) => void;
  /** Milliseconds from append to platform of the events that were appended with `isLive`. */
  waits: number[];
  isLive: boolean;
}

const SOURCE = `/${ADDRESS.tenant}/${ADDRESS.store}/${ADDRESS.kiosk}`;
/** About 400 bytes as it goes over the wire, as the events of a kiosk have on average. */
const TERM = 'x'.repeat(60);

export async function buildStage(t: Pick<TestContext, 'after'>, options: StageOptions): Promise<Stage> {
  const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, logger: new QuietLogger() });
  t.after(() => broker.stop());
  const proxy = await faultProxy(t, broker.port);
  let shift = 0;
  const clock = { ...systemClock, now: () => Date.now() + shift };
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-faults-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  let database: SqliteDatabase | undefined;
  const common = { clock, random: systemRandom, logger: new QuietLogger() };
  const outbox = new Outbox({
    ...common,
    path: join(folder, 'outbox.sqlite'),
    source: SOURCE,
    maxBytes: 1024 ** 3,
    open: (path) => (database = openDatabase(path)),
  });
  outbox.start();
  t.after(() => outbox.stop());
  const sentAt = new Map<string, number>();
  const waits: number[] = [];
  const receiver = await connectReceiver(t, broker.url, (id) => {
    const at = sentAt.get(id);
    if (at !== undefined) waits.push(performance.now() - at);
    sentAt.delete(id);
  });
  const { silenceMs, ackTimeoutMs, pubackMs = 15_000, keepaliveSeconds = 15 } = options;
  const link = new MqttJsLink({ ...common, url: proxy.url, clientId: 'kiosk-1', keepaliveSeconds, pubackMs });
  const uplink = new Uplink({
    ...common,
    link,
    outbox,
    address: ADDRESS,
    // Not without a limit, because then the broker counts as one on this machine, and the line as one that is never slow.
    batchesPerSecond: 5_000,
    ...(silenceMs !== undefined && { silenceMs }),
    ...(ackTimeoutMs !== undefined && { ackTimeoutMs }),
  });
  const alarms = watchAlarms({ outbox, uplink, link, clock, append: (event) => void outbox.append(event) });
  await uplink.start();
  await link.start();
  t.after(() => link.stop());
  t.after(() => uplink.stop());
  t.after(() => alarms.stop());
  await until(() => link.connected, 10_000);
  const stage: Stage = {
    brokerPort: broker.port,
    proxy,
    receiver,
    outbox,
    uplink,
    link,
    alarms,
    database: () => database,
    shiftClock: (ms) => (shift += ms),
    append: (count) => {
      const events = outbox.appendAll(Array.from({ length: count }, (): NewEvent => EVENT));
      if (stage.isLive) for (const { id } of events) sentAt.set(id, performance.now());
    },
    waits,
    isLive: false,
  };
  return stage;
}

const EVENT: NewEvent = { name: 'search', data: { display: 'wall', search_term: TERM, results: 1 } };

async function connectReceiver(
  t: Pick<TestContext, 'after'>,
  url: string,
  seen: (id: string) => void,
): Promise<FaultReceiver> {
  const common = { clock: systemClock, random: systemRandom, logger: new QuietLogger() };
  const link = new MqttJsLink({ ...common, url, clientId: 'platform' });
  const receiver = new FaultReceiver(
    (payload) => {
      // Lost with the connection; the kiosk asks again.
      link.publish(`${SUBTREE}ack/events`, payload).catch(() => undefined);
    },
    ({ id }) => seen(id),
  );
  link.onMessage((_topic, payload) => receiver.receive(Buffer.from(payload).toString('utf8')));
  await link.subscribe([`${SUBTREE}evt/batch`]);
  await link.start();
  t.after(() => link.stop());
  await until(() => link.connected, 10_000);
  return receiver;
}

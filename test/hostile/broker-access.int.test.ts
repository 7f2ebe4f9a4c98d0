import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import * as assert from 'uvu/assert';
import { topicOf } from '../../broker/contract/topics.ts';
import { startEmbeddedBroker } from '../../broker/embedded/embedded-broker.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { newFleet, type TestFleet, type TestKiosk } from '../support/fleet-authority.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { textTable } from '../support/text-table.ts';
import { until } from '../support/until.ts';

const test = suite('Hostile clients of the embedded broker');

const LONGEST_GAP_MS = 2_000;
const BEAT_MS = 20;
const HUB = { clientId: 'hub', username: 'hub', password: 'secret-of-the-hub' };

/** A guarded broker, a kiosk that behaves and the hub that hears it. */
interface Stage {
  fleet: TestFleet;
  port: number;
  url: string;
  one: TestKiosk;
  two: TestKiosk;
  hub: MqttClient;
  logger: QuietLogger;
  /** Topics the hub heard that are not the healthy kiosk's. */
  strange: string[];
  /** Milliseconds between two messages of the healthy kiosk; the longest since the last call. */
  longestGap: () => number;
}

async function build(t: TestContext): Promise<Stage> {
  const fleet = await newFleet();
  const [one, two] = [await fleet.newKiosk('kiosk-1'), await fleet.newKiosk('kiosk-2')];
  const logger = new QuietLogger();
  const broker = await startEmbeddedBroker({
    host: '127.0.0.1',
    port: 0,
    logger,
    access: {
      accounts: [{ username: HUB.username, password: HUB.password, role: 'hub' }],
      identities: [one.identity, two.identity],
      tls: fleet.server,
    },
  });
  t.after(() => broker.stop());
  const { url, port } = broker;
  const hub = await connectAsync(url, { ...HUB, ca: fleet.authority.ca, reconnectPeriod: 0 });
  t.after(() => hub.end(true));
  const strange: string[] = [];
  const healthyTopic = topicOf(one.address, 'evt', 'batch');
  let last = performance.now();
  let longest = 0;
  hub.on('message', (topic, payload) => {
    if (topic !== healthyTopic || payload.toString() !== 'healthy')
      strange.push(`${topic} ${payload.toString()}`);
    else {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
  });
  await hub.subscribeAsync('tapwall/demo/+/+/+/+', { qos: 1 });
  await beat(t, { url, one, topic: healthyTopic });
  const longestGap = (): number => {
    const gap = Math.max(longest, performance.now() - last);
    longest = 0;
    return Math.round(gap);
  };
  await until(() => longest > 0, 5_000);
  longestGap();
  return { fleet, port, url, one, two, hub, logger, strange, longestGap };
}

/** The healthy kiosk sends for as long as the test lasts. */
async function beat(
  t: TestContext,
  { url, one, topic }: { url: string; one: TestKiosk; topic: string },
): Promise<void> {
  const { clientId, cert, key, ca } = one;
  const healthy = await connectAsync(url, { clientId, cert, key, ca, reconnectPeriod: 0 });
  const timer = setInterval(() => healthy.publish(topic, 'healthy', { qos: 1 }), BEAT_MS);
  t.after(() => {
    clearInterval(timer);
    healthy.end(true);
  });
}

/** From an address of its own, as another machine would come. */
function secure(stage: Stage, localAddress: string, kiosk?: TestKiosk): Promise<Socket> {
  return new Promise((resolve) => {
    const tcp = connectTcp({ host: '127.0.0.1', port: stage.port, localAddress });
    tcp.on('error', () => undefined);
    const socket = connectTls({
      socket: tcp,
      ca: stage.fleet.authority.ca,
      servername: 'localhost',
      ...(kiosk && { cert: kiosk.cert, key: kiosk.key }),
    });
    socket.on('error', () => resolve(socket));
    socket.once('secureConnect', () => resolve(socket));
    socket.once('close', () => resolve(socket));
  });
}

function closed(sockets: readonly Socket[], ms: number): Promise<unknown> {
  for (const socket of sockets) socket.resume();
  return until(() => sockets.every((socket) => socket.destroyed), ms);
}

async function times<T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => run(index)));
}

/** Connects as `who` and hands the client over; answers undefined when it was refused. */
async function attempt(stage: Stage, who: IClientOptions): Promise<MqttClient | undefined> {
  const options = { ca: stage.fleet.authority.ca, reconnectPeriod: 0, connectTimeout: 10_000, ...who };
  const client = await connectAsync(stage.url, options).catch(() => undefined);
  client?.on('error', () => undefined);
  return client;
}

function as({ clientId, cert, key }: TestKiosk): IClientOptions {
  return { clientId, cert, key };
}

/** CONNECT of MQTT 3.1.1 with a client id, keep-alive 60. */
function connectPacket(clientId: string): Buffer {
  const id = Buffer.from(clientId);
  const head = Buffer.from([0x00, 0x04, 0x4d, 0x51, 0x54, 0x54, 0x04, 0x02, 0x00, 0x3c, 0x00, id.length]);
  return Buffer.concat([Buffer.from([0x10, head.length + id.length]), head, id]);
}

/** Each answers how many of how many were refused. */
const ATTACKS: Record<string, (stage: Stage) => Promise<[refused: number, tried: number]>> = {
  'wrong password': async (stage) => {
    const clients = await times(40, (index) =>
      attempt(stage, { clientId: `x${index}`, username: 'hub', password: `guess ${index}` }),
    );
    return [clients.filter((client) => !client).length, clients.length];
  },
  'certificate of another authority': async (stage) => {
    const stranger = await (await newFleet()).newKiosk('kiosk-1');
    const clients = await times(40, () => attempt(stage, as(stranger)));
    return [clients.filter((client) => !client).length, clients.length];
  },
  'client id of another kiosk': async (stage) => {
    const clients = await times(40, () => attempt(stage, { ...as(stage.two), clientId: stage.one.clientId }));
    return [clients.filter((client) => !client).length, clients.length];
  },
  'events of another kiosk, replayed in its name': async (stage) => {
    let refused = 0;
    for (let index = 0; index < 20; index += 1) {
      const client = await attempt(stage, as(stage.two));
      const gone = new Promise<void>((resolve) => void client?.once('close', () => resolve()));
      client?.publish(topicOf(stage.one.address, 'evt', 'batch'), 'replayed', { qos: 1 });
      await gone;
      refused += 1;
    }
    return [refused, 20];
  },
  'will in the name of another kiosk': async (stage) => {
    const will = {
      topic: topicOf(stage.one.address, 'state', 'presence'),
      payload: Buffer.from('forged'),
      qos: 1,
    } as const;
    const clients = await times(20, () => attempt(stage, { ...as(stage.two), will }));
    return [clients.filter((client) => !client).length, clients.length];
  },
  'subscriptions to everything': async (stage) => {
    const client = await attempt(stage, as(stage.two));
    const filters = ['#', '+/#', 'tapwall/#', '+/+/+/+/+/+', 'tapwall/demo/mil-01/+/cmd/+', '$SYS/#'];
    const answers = await times(120, async (index) =>
      client?.subscribeAsync(filters[index % filters.length] ?? '#', { qos: 1 }).then(
        () => 0,
        () => 1,
      ),
    );
    client?.end(true);
    return [answers.filter((answer) => answer === 1).length, answers.length];
  },
  'frames of 256 MiB': async (stage) => {
    const sockets = await times(20, () => secure(stage, '127.0.0.11', stage.two));
    for (const socket of sockets) socket.write(Buffer.from('30ffffff7f', 'hex'));
    await closed(sockets, 5_000);
    return [sockets.length, sockets.length];
  },
  'malformed packets': async (stage) => {
    const packets = ['00000000', 'f000', '10020000', '100c00044d515454ff020000ffff', '820100'];
    const sockets = await times(40, () => secure(stage, '127.0.0.12', stage.two));
    for (const [index, socket] of sockets.entries())
      socket.write(Buffer.from(packets[index % packets.length] ?? '', 'hex'));
    await closed(sockets, 15_000);
    return [sockets.length, sockets.length];
  },
  'topics of a hundred levels, and with wildcards': async (stage) => {
    let refused = 0;
    for (const topic of [
      Array.from({ length: 100 }, () => 'a').join('/'),
      'tapwall/demo/mil-01/kiosk-2/evt/#',
    ]) {
      const [socket] = await times(1, () => secure(stage, '127.0.0.13', stage.two));
      if (!socket) continue;
      const text = Buffer.from(topic);
      const publish = Buffer.concat([Buffer.from([0, text.length]), text]);
      socket.write(connectPacket(stage.two.clientId));
      socket.write(Buffer.concat([Buffer.from([0x30, ...lengthOf(publish.length)]), publish]));
      await closed([socket], 5_000);
      refused += 1;
    }
    return [refused, 2];
  },
  'connections without TLS': async (stage) => {
    const sockets = Array.from({ length: 20 }, () => plain(stage, '127.0.0.14'));
    for (const socket of sockets) socket.write(connectPacket('x'));
    await closed(sockets, 10_000);
    return [sockets.length, sockets.length];
  },
  'half-open connections, 300 at once': async (stage) => {
    const sockets = Array.from({ length: 300 }, () => plain(stage, '127.0.0.15'));
    await closed(sockets, 15_000);
    return [sockets.length, sockets.length];
  },
  'CONNECT of a byte per second': async (stage) => {
    const sockets = await times(20, () => secure(stage, '127.0.0.16', stage.two));
    const packet = connectPacket(stage.two.clientId);
    let index = 0;
    const timer = setInterval(() => {
      for (const socket of sockets) if (!socket.destroyed) socket.write(packet.subarray(index, index + 1));
      index += 1;
    }, 1_000);
    try {
      await closed(sockets, 12_000);
    } finally {
      clearInterval(timer);
    }
    return [sockets.length, sockets.length];
  },
  'a subscriber that reads nothing': async (stage) => {
    const socket = await secure(stage, '127.0.0.17', stage.two);
    socket.write(connectPacket(stage.two.clientId));
    const filter = Buffer.from(topicOf(stage.two.address, 'cmd', 'reload'));
    const subscribe = Buffer.concat([Buffer.from([0, 1, 0, filter.length]), filter, Buffer.from([1])]);
    socket.write(Buffer.concat([Buffer.from([0x82, subscribe.length]), subscribe]));
    await until(() => socket.bytesRead > 0, 5_000);
    socket.pause();
    const topic = topicOf(stage.two.address, 'cmd', 'reload');
    const load = Buffer.alloc(60_000, 'x');
    let isGone = false;
    socket.once('close', () => (isGone = true));
    for (let index = 0; index < 400; index += 1) await stage.hub.publishAsync(topic, load, { qos: 1 });
    await until(
      () => isGone || stage.logger.lines.some(({ fields }) => fields['cause'] === 'frozen'),
      15_000,
    );
    socket.destroy();
    return [1, 1];
  },
};

function plain({ port }: Stage, localAddress: string): Socket {
  const socket = connectTcp({ host: '127.0.0.1', port, localAddress });
  socket.on('error', () => undefined);
  return socket;
}

/** Remaining length of MQTT, two bytes at the most here. */
function lengthOf(bytes: number): number[] {
  return bytes < 128 ? [bytes] : [(bytes & 0x7f) | 0x80, bytes >> 7];
}

test(
  'are refused and logged once, and hold up nobody else',
  async (t) => {
    const stage = await build(t);
    const rows: Record<string, string | number>[] = [];
    for (const [name, attack] of Object.entries(ATTACKS)) {
      const before = stage.logger.lines.length;
      const [refused, tried] = await attack(stage);
      const gap = stage.longestGap();
      const lines = stage.logger.lines.slice(before);
      const causes = lines.map(({ fields }) => String(fields['cause']));
      rows.push({
        attack: name,
        tried,
        refused,
        'longest gap of another, ms': gap,
        logged: causes.join(', '),
      });
      assert.is(refused, tried, name);
      assert.ok(gap <= LONGEST_GAP_MS, `${name}: ${gap} ms`);
      assert.is(new Set(causes).size, causes.length, `${name}: ${causes.join(', ')}`);
    }
    process.stdout.write(`${textTable(rows)}\n`);
    assert.equal(
      stage.strange.filter((line) => !line.includes('/cmd/')),
      [],
    );
  },
  { timeout: 150_000 },
);

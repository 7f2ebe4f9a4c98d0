/** Node-RED as an edge gateway: lines come in by TCP and go out by its MQTT node, QoS 1. It keeps nothing. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { freePort } from '../../support/brokers/broker-process.ts';
import { BenchError } from '../bench-error.ts';
import { endNodeRed, PLACE, startNodeRed } from '../node-red-process.ts';
import { message, micros } from './children/payload.ts';
import { latencyOf } from './measures.ts';
import type { Peers } from './peers.ts';
import type { Rig } from './rig.ts';
import type { Latency, Rate, Sizes } from './sizes.ts';

const TOPIC = 'tapwall/luma/mil-01/kiosk-1/evt/batch';
const START_MS = 60_000;
const WARM_UP = 50;
const QUIET_MS = 5_000;

/** Everything at once, because it has no backlog to drain: from the first line in to the last arrival. */
export async function burstNodeRed(rig: Rig, { events }: Sizes, peers: Peers): Promise<Rate> {
  return withNodeRed(rig, { peers, events: events + WARM_UP }, async ({ socket, settled }) => {
    const began = micros();
    for (let sequence = WARM_UP + 1; sequence <= events + WARM_UP; sequence += 1)
      if (!socket.write(`${message(sequence, micros())}\n`)) await once(socket, 'drain');
    const { received, last } = await settled();
    return {
      perSecond: (received - WARM_UP) / ((last - began) / 1_000_000),
      lost: events + WARM_UP - received,
    };
  });
}

export async function liveNodeRed(rig: Rig, sizes: Sizes, peers: Peers): Promise<Latency> {
  const events = sizes.liveEvents + WARM_UP;
  return withNodeRed(rig, { peers, events }, async ({ socket, settled }) => {
    const began = micros();
    for (let sent = 0; sent < sizes.liveEvents;) {
      const due = Math.min(sizes.liveEvents, Math.floor(((micros() - began) * sizes.perSecond) / 1_000_000));
      for (; sent < due; sent += 1) socket.write(`${message(sent + WARM_UP + 1, micros())}\n`);
      await new Promise((resolve) => void setTimeout(resolve, 2));
    }
    const result = await settled();
    const receivedMs = result.receivedMs.slice(WARM_UP);
    return latencyOf({ ...result, received: result.received - WARM_UP, receivedMs }, sizes);
  });
}

interface Running {
  socket: Socket;
  /** When all came, or nothing more does. */
  settled: () => Promise<{ received: number; receivedMs: number[]; committedMs: number[]; last: number }>;
}

async function withNodeRed<T>(
  rig: Rig,
  { peers, events }: { peers: Peers; events: number },
  measure: (running: Running) => Promise<T>,
): Promise<T> {
  const { port: brokerPort, url } = await rig.broker('mosquitto');
  const receiver = rig.child('receiver', { url, events, acknowledged: false });
  let answer = '';
  receiver.onLine((line) => {
    if (line.startsWith('J ')) answer = line.slice(2);
  });
  await receiver.untilReady();
  const port = await freePort();
  const home = rig.folder('node-red');
  const nodeRed = startNodeRed({
    installed: peers.home,
    home,
    uiPort: await freePort(),
    brokerPort,
    nodes: nodesOf(port),
  });
  try {
    const socket = await reach(port);
    for (let sequence = 1; sequence <= WARM_UP; sequence += 1) {
      socket.write(`${message(sequence, micros())}\n`);
      await new Promise((resolve) => void setTimeout(resolve, 20));
    }
    return await measure({
      socket,
      settled: async () => {
        const late = setTimeout(() => void receiver.stop(), QUIET_MS + (events / 1_000) * 1_000);
        await receiver.ended();
        clearTimeout(late);
        return JSON.parse(answer) as Awaited<ReturnType<Running['settled']>>;
      },
    });
  } finally {
    await endNodeRed(nodeRed);
  }
}

function nodesOf(port: number): object[] {
  return [
    {
      id: 'n2',
      type: 'tcp in',
      ...PLACE,
      server: 'server',
      host: '',
      port: String(port),
      datamode: 'stream',
      datatype: 'utf8',
      newline: String.raw`\n`,
      topic: '',
      wires: [['n3']],
    },
    {
      id: 'n3',
      type: 'mqtt out',
      ...PLACE,
      topic: TOPIC,
      qos: '1',
      retain: 'false',
      broker: 'n1',
      wires: [],
    },
  ];
}

async function reach(port: number): Promise<Socket> {
  const deadline = performance.now() + START_MS;
  for (;;) {
    const socket = connect({ host: '127.0.0.1', port });
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return socket;
    if (performance.now() > deadline) throw new BenchError('Node-RED did not take connections.');
    await new Promise((resolve) => void setTimeout(resolve, 200));
  }
}

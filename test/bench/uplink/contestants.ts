/** Who takes part, what each keeps on a disk, and how it is measured. */
import type { Peers } from './peers.ts';
import { drainBridge, liveBridge } from './bridge.ts';
import { burstNodeRed, liveNodeRed } from './node-red-out.ts';
import { drainLevel, drainOurs, drainRaw, liveLevel, liveOurs, liveRaw, storeOurs } from './measures.ts';
import type { BrokerKind, Rig } from './rig.ts';
import type { Latency, Rate, Sizes } from './sizes.ts';

export interface Contestant {
  name: string;
  broker: string;
  /** What outlives what. */
  keeps: string;
  /** Events a second while a backlog drains, and with the keeping counted; null where there is no such thing. */
  drain: (rig: Rig, sizes: Sizes) => Promise<Rate>;
  store?: (rig: Rig, sizes: Sizes) => Promise<Rate>;
  live: (rig: Rig, sizes: Sizes) => Promise<Latency>;
}

const BROKERS: readonly BrokerKind[] = ['embedded', 'mosquitto'];

/** @param peers Null: only what needs nothing from npm. */
export function contestants(peers: Peers | null): Contestant[] {
  const ours = BROKERS.map((broker): Contestant => ({
    name: 'Tapwall: outbox, uplink, hub',
    broker,
    keeps: 'disk (fsync) until the hub has committed',
    drain: (rig, sizes) => drainOurs(rig, sizes, broker),
    store: (rig, sizes) => storeOurs(rig, sizes, broker),
    live: (rig, sizes) => liveOurs(rig, sizes, broker),
  }));
  const raw = BROKERS.flatMap((broker) =>
    [10, 0].map((window): Contestant => ({
      name: window === 0 ? 'mqtt.js, all at once' : `mqtt.js, window ${window}`,
      broker,
      keeps: 'nothing',
      drain: (rig, sizes) => drainRaw(rig, sizes, { broker, window }),
      live: (rig, sizes) => liveRaw(rig, sizes, { broker, window }),
    })),
  );
  const bridge: Contestant = {
    name: 'Mosquitto bridge, persistence',
    broker: 'two mosquitto',
    keeps: 'disk every 30 min',
    drain: drainBridge,
    live: liveBridge,
  };
  if (peers === null) return [...ours, ...raw, bridge];
  const level: Contestant = {
    name: 'mqtt.js, mqtt-level-store',
    broker: 'mosquitto',
    keeps: 'disk (no fsync) until PUBACK',
    drain: (rig, sizes) => drainLevel(rig, sizes, peers),
    live: (rig, sizes) => liveLevel(rig, sizes, peers),
  };
  const nodeRed: Contestant = {
    name: 'Node-RED mqtt out',
    broker: 'mosquitto',
    keeps: 'nothing',
    drain: (rig, sizes) => burstNodeRed(rig, sizes, peers),
    live: (rig, sizes) => liveNodeRed(rig, sizes, peers),
  };
  return [...ours, ...raw, level, nodeRed, bridge];
}

/** Mosquitto as an edge gateway does it: a broker beside the kiosk that keeps messages and a bridge to the central one. */
import { freePort } from '../../support/brokers/broker-process.ts';
import { startMosquitto } from '../../support/brokers/mosquitto.ts';
import type { EdgeResult } from './children/edge.ts';
import type { RawOptions } from './children/raw.ts';
import { latencyOf } from './measures.ts';
import type { Rig } from './rig.ts';
import type { Latency, Rate, Sizes } from './sizes.ts';

function bridgeTo(port: number): string {
  return [
    'connection central',
    `address 127.0.0.1:${port}`,
    'topic # out 1',
    'cleansession false',
    'bridge_protocol_version mqttv311',
    // Not before the edge is started again.
    'restart_timeout 600',
    'notifications false',
  ].join('\n');
}

/** The central broker is away while the edge takes everything; timed from the first arrival to the last. */
export async function drainBridge(rig: Rig, { events }: Sizes): Promise<Rate> {
  const dir = rig.folder('central');
  const port = await freePort();
  const config = 'max_queued_messages 0';
  const edge = await rig.broker('mosquitto', bridgeTo(port));
  await rig.run<EdgeResult>('raw', { url: edge.url, events, window: 0, perSecond: 0 } satisfies RawOptions);
  const central = await startMosquitto({ dir, port, config });
  try {
    const receiver = await rig.receiver({ url: central.url, events, acknowledged: false });
    // Reads what it kept, and connects at once.
    await edge.restart();
    const { received, seconds } = await receiver.result();
    return { perSecond: received / seconds, lost: events - received };
  } finally {
    await central.stop();
  }
}

export async function liveBridge(rig: Rig, sizes: Sizes): Promise<Latency> {
  const central = await rig.broker('mosquitto');
  const edge = await rig.broker('mosquitto', bridgeTo(central.port));
  const receiver = await rig.receiver({ url: central.url, events: sizes.liveEvents, acknowledged: false });
  const { liveEvents: events, perSecond } = sizes;
  await rig.run<EdgeResult>('raw', { url: edge.url, events, window: 0, perSecond } satisfies RawOptions);
  return latencyOf(await receiver.result(), sizes);
}

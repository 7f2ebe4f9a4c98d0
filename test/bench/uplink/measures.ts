/** One measurement each: a backlog that drains, and a live stream whose every event is timed. */
import { join } from 'node:path';
import type { EdgeOptions, EdgeResult } from './children/edge.ts';
import type { LevelOptions } from './children/level.ts';
import type { RawOptions } from './children/raw.ts';
import type { Peers } from './peers.ts';
import type { BrokerKind, Rig } from './rig.ts';
import type { Latency, Rate, Sizes } from './sizes.ts';

/** Events that are kept already, until the hub's last acknowledgement. */
export function drainOurs(rig: Rig, sizes: Sizes, broker: BrokerKind): Promise<Rate> {
  return ours(rig, { ...sizes, mode: 'drain' }, broker);
}

/** From the first append: every ten events are a commit of their own. */
export function storeOurs(rig: Rig, sizes: Sizes, broker: BrokerKind): Promise<Rate> {
  return ours(rig, { ...sizes, mode: 'store' }, broker);
}

async function ours(
  rig: Rig,
  { events, mode }: { events: number; mode: EdgeOptions['mode'] },
  kind: BrokerKind,
): Promise<Rate> {
  const { url } = await rig.broker(kind);
  await rig.hub(url);
  const path = join(rig.folder('kiosk'), 'outbox.sqlite');
  const result = await rig.run<EdgeResult>('edge', {
    path,
    url,
    mode,
    events,
    perSecond: 0,
  } satisfies EdgeOptions);
  return { perSecond: result.events / result.seconds, lost: 0 };
}

export async function liveOurs(rig: Rig, sizes: Sizes, kind: BrokerKind): Promise<Latency> {
  const { url } = await rig.broker(kind);
  await rig.hub(url);
  const receiver = await rig.receiver({ url, events: sizes.liveEvents, acknowledged: true });
  const path = join(rig.folder('kiosk'), 'outbox.sqlite');
  const edge = { path, url, mode: 'live', events: sizes.liveEvents, perSecond: sizes.perSecond } as const;
  await rig.run<EdgeResult>('edge', edge satisfies EdgeOptions);
  return latencyOf(await receiver.result(), sizes);
}

/** As far as the last answer of the broker; the receiver stands for the platform. */
export async function drainRaw(
  rig: Rig,
  { events }: Sizes,
  { broker: kind, window }: { broker: BrokerKind; window: number },
): Promise<Rate> {
  const { url } = await rig.broker(kind);
  const receiver = await rig.receiver({ url, events, acknowledged: false });
  const raw = { url, events, window, perSecond: 0 } satisfies RawOptions;
  const { seconds } = await rig.run<EdgeResult>('raw', raw);
  const { received } = await receiver.result();
  return { perSecond: events / seconds, lost: events - received };
}

export async function liveRaw(
  rig: Rig,
  sizes: Sizes,
  { broker: kind, window }: { broker: BrokerKind; window: number },
): Promise<Latency> {
  const { url } = await rig.broker(kind);
  const receiver = await rig.receiver({ url, events: sizes.liveEvents, acknowledged: false });
  const raw = { url, events: sizes.liveEvents, window, perSecond: sizes.perSecond } satisfies RawOptions;
  await rig.run<EdgeResult>('raw', raw);
  return latencyOf(await receiver.result(), sizes);
}

export async function drainLevel(rig: Rig, { events }: Sizes, { home }: Peers): Promise<Rate> {
  const { url } = await rig.broker('mosquitto');
  const receiver = await rig.receiver({ url, events, acknowledged: false });
  const level = { home, dir: rig.folder('level'), url, events, perSecond: 0 } satisfies LevelOptions;
  const { seconds } = await rig.run<EdgeResult>('level', level);
  const { received } = await receiver.result();
  return { perSecond: events / seconds, lost: events - received };
}

export async function liveLevel(rig: Rig, sizes: Sizes, { home }: Peers): Promise<Latency> {
  const { url } = await rig.broker('mosquitto');
  const receiver = await rig.receiver({ url, events: sizes.liveEvents, acknowledged: false });
  const { liveEvents: events, perSecond } = sizes;
  const level = { home, dir: rig.folder('level'), url, events, perSecond } satisfies LevelOptions;
  await rig.run<EdgeResult>('level', level);
  return latencyOf(await receiver.result(), sizes);
}

/** A kiosk runs all day: in the first two seconds everybody's programs are still being compiled. */
const WARM_UP_SECONDS = 2;

export function latencyOf(
  result: { received: number; receivedMs: number[]; committedMs: number[] },
  { liveEvents, perSecond }: Sizes,
): Latency {
  const { received, receivedMs, committedMs } = result;
  const cold = Math.min(WARM_UP_SECONDS * perSecond, Math.floor(liveEvents / 4));
  return {
    receivedMs: receivedMs.slice(cold),
    committedMs: committedMs.slice(cold),
    lost: liveEvents - received,
  };
}

/**
 * `npm run bench uplink [-- --peers --events N --live SECONDS --only PATTERN]`: durable events a second from the disk to
 * the platform's acknowledgement, and latency at 200 a second, beside what others do with the same events.
 */
import { parseArgs } from 'node:util';
import { prepare } from '../../../kiosk/launch/prepare.mjs';
import { textTable } from '../../support/text-table.ts';
import { percentile } from '../percentiles.ts';
import { contestants, type Contestant } from './contestants.ts';
import { installPeers } from './peers.ts';
import { bundleContestants, Rig } from './rig.ts';
import type { Latency, Sizes } from './sizes.ts';
import type { Bundle } from '../../support/bundle.ts';

export interface UplinkFigures {
  name: string;
  broker: string;
  keeps: string;
  /** Events a second; null: there is no such thing. */
  drain: number;
  store: number | null;
  lost: number;
  /** Milliseconds; null: there is no hub. */
  committedP50: number | null;
  committedP99: number | null;
  receivedP50: number;
  receivedP99: number;
}

const PER_SECOND = 200;

export async function benchUplink(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      peers: { type: 'boolean', default: false },
      events: { type: 'string', default: '20000' },
      live: { type: 'string', default: '20' },
      only: { type: 'string', default: '' },
    },
  });
  await prepare({ build: false, packages: ['mosquitto'], why: 'to measure against' });
  const sizes = {
    events: Number(values.events),
    liveEvents: Number(values.live) * PER_SECOND,
    perSecond: PER_SECOND,
  };
  const figures = await measureUplink(sizes, { withPeers: values.peers, only: values.only });
  process.stdout.write(`${tableOf(figures)}\n\n${verdicts(figures).join('\n')}\n`);
  process.stdout.write(`${JSON.stringify({ bench: 'uplink', ...sizes, figures })}\n`);
}

export async function measureUplink(
  sizes: Sizes,
  { withPeers, only }: { withPeers: boolean; only: string },
): Promise<UplinkFigures[]> {
  const peers = withPeers ? installPeers() : null;
  const children = await bundleContestants();
  try {
    const figures: UplinkFigures[] = [];
    for (const one of chosen(contestants(peers), only)) {
      figures.push(await measure(one, { children, sizes }));
      process.stderr.write(`… ${one.name}, ${one.broker}\n`);
    }
    return figures;
  } finally {
    children.remove();
    peers?.remove();
  }
}

function chosen(all: readonly Contestant[], only: string): Contestant[] {
  const pattern = new RegExp(only);
  return all.filter(({ name, broker }) => pattern.test(`${name} ${broker}`));
}

async function measure(
  { name, broker, keeps, drain, store, live }: Contestant,
  { children, sizes }: { children: Bundle; sizes: Sizes },
): Promise<UplinkFigures> {
  const on = async <T>(run: (rig: Rig, sizes: Sizes) => Promise<T>): Promise<T> => {
    const rig = new Rig(children);
    try {
      return await run(rig, sizes);
    } finally {
      await rig.close();
    }
  };
  const drained = await on(drain);
  const stored = store ? await on(store) : null;
  const latency = await on<Latency>(live);
  const hasHub = latency.committedMs.length > 0;
  return {
    name,
    broker,
    keeps,
    drain: Math.round(drained.perSecond),
    store: stored ? Math.round(stored.perSecond) : null,
    lost: drained.lost + (stored?.lost ?? 0) + latency.lost,
    committedP50: hasHub ? percentile(latency.committedMs, 0.5) : null,
    committedP99: hasHub ? percentile(latency.committedMs, 0.99) : null,
    receivedP50: percentile(latency.receivedMs, 0.5),
    receivedP99: percentile(latency.receivedMs, 0.99),
  };
}

function tableOf(figures: readonly UplinkFigures[]): string {
  const ms = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
  return textTable(
    figures.map((one) => ({
      '': one.name,
      broker: one.broker,
      'keeps events on': one.keeps,
      'draining /s': one.drain,
      'keeping and sending /s': one.store === null ? '–' : one.store.toLocaleString('en'),
      lost: one.lost,
      'to hub committed p50, p99 ms': `${ms(one.committedP50)}, ${ms(one.committedP99)}`,
      'to a subscriber p50, p99 ms': `${ms(one.receivedP50)}, ${ms(one.receivedP99)}`,
    })),
  );
}

/** The goals, said as met or missed. */
function verdicts(figures: readonly UplinkFigures[]): string[] {
  return figures
    .filter(({ committedP99 }) => committedP99 !== null)
    .flatMap(({ broker, drain, committedP99 }) => {
      const raw = figures.filter((other) => other.broker === broker && other.name.startsWith('mqtt.js,'));
      const best = raw.reduce((most, one) => Math.max(most, one.drain), 0);
      const met = (isMet: boolean): string => (isMet ? 'met' : 'missed');
      const drainGoal = `draining ${(drain / Math.max(1, best)).toFixed(2)} of the fastest mqtt.js, goal 1: ${met(drain >= best)}`;
      return `${broker}: ${drainGoal}; p99 live ${committedP99?.toFixed(2)} ms, goal 10: ${met((committedP99 ?? 0) <= 10)}`;
    });
}

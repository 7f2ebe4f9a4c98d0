/**
 * `npm run bench reconnect [-- --kiosks N --away SECONDS]`: what a fleet does to a broker that comes back. Every kiosk
 * loses it at the same moment; timed from the moment at which it takes connections again.
 */
import { parseArgs } from 'node:util';
import { prepare } from '../../../kiosk/launch/prepare.mjs';
import { textTable } from '../../support/text-table.ts';
import { until } from '../../support/until.ts';
import { percentile } from '../percentiles.ts';
import type { FleetOptions } from './children/fleet.ts';
import { micros } from './children/payload.ts';
import { bundleContestants, Rig, type BrokerKind } from './rig.ts';

export interface ReconnectFigures {
  kind: FleetOptions['kind'];
  broker: BrokerKind;
  kiosks: number;
  connected: number;
  /** Seconds after the broker was back. */
  p5: number;
  p50: number;
  p95: number;
  last: number;
  /** Seconds between the fifth and the ninety-fifth of a hundred. */
  spread: number;
  /** Connections in the busiest second. */
  peak: number;
}

const PROCESSES = 4;
const GOAL_S = 30;
const START_MS = 60_000;
/** Two doublings of the first wait, and some more. */
const LONGEST_MS = 300_000;

export async function benchReconnect(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kiosks: { type: 'string', default: '500' },
      away: { type: 'string', default: '1' },
    },
  });
  await prepare({ build: false, packages: ['mosquitto'], why: 'to lose' });
  const figures: ReconnectFigures[] = [];
  const sizes = { kiosks: Number(values.kiosks), awayMs: Number(values.away) * 1_000 };
  for (const broker of ['mosquitto', 'embedded'] as const)
    for (const kind of ['ours', 'mqtt.js'] as const)
      figures.push(await measureReconnect({ kind, broker }, sizes));
  process.stdout.write(`${tableOf(figures)}\n\n`);
  for (const { kind, broker, spread } of figures.filter((one) => one.kind === 'ours'))
    process.stdout.write(
      `${kind}, ${broker}: spread over ${spread.toFixed(1)} s, goal ${GOAL_S}: ${spread >= GOAL_S ? 'met' : 'missed'}\n`,
    );
  process.stdout.write(`${JSON.stringify({ bench: 'reconnect', ...sizes, figures })}\n`);
}

export async function measureReconnect(
  { kind, broker: brokerKind }: { kind: FleetOptions['kind']; broker: BrokerKind },
  { kiosks, awayMs }: { kiosks: number; awayMs: number },
): Promise<ReconnectFigures> {
  const children = await bundleContestants();
  const rig = new Rig(children);
  const times: number[] = [];
  try {
    const broker = await rig.broker(brokerKind);
    const links = Math.ceil(kiosks / PROCESSES);
    const fleet = Array.from({ length: PROCESSES }, (_, index) =>
      rig.child('fleet', { url: broker.url, links, prefix: `kiosk-${index}`, kind } satisfies FleetOptions),
    );
    for (const part of fleet)
      part.onLine((line) => {
        if (line.startsWith('c ')) times.push(Number(line.slice(2)));
      });
    await until(() => fleet.every(({ ready }) => ready !== undefined), START_MS);
    await broker.kill();
    await new Promise((resolve) => void setTimeout(resolve, awayMs));
    await broker.restart();
    const back = micros();
    await until(() => times.length >= links * PROCESSES, LONGEST_MS).catch(() => undefined);
    const seconds = times.map((at) => Math.max(0, (at - back) / 1_000_000));
    return {
      kind,
      broker: brokerKind,
      kiosks: links * PROCESSES,
      connected: times.length,
      ...spreadOf(seconds),
    };
  } finally {
    await rig.close();
    children.remove();
  }
}

function spreadOf(
  seconds: readonly number[],
): Omit<ReconnectFigures, 'kind' | 'broker' | 'kiosks' | 'connected'> {
  const at = (share: number): number => Number(percentile(seconds, share).toFixed(2));
  const bins = new Map<number, number>();
  for (const one of seconds) bins.set(Math.floor(one), (bins.get(Math.floor(one)) ?? 0) + 1);
  return {
    p5: at(0.05),
    p50: at(0.5),
    p95: at(0.95),
    last: at(1),
    spread: Number((at(0.95) - at(0.05)).toFixed(2)),
    peak: Math.max(0, ...bins.values()),
  };
}

function tableOf(figures: readonly ReconnectFigures[]): string {
  return textTable(
    figures.map((one) => ({
      client: one.kind,
      broker: one.broker,
      kiosks: one.kiosks,
      'came back': one.connected,
      'p5 s': one.p5,
      'p50 s': one.p50,
      'p95 s': one.p95,
      'last s': one.last,
      'p5 to p95 s': one.spread,
      'busiest second': one.peak,
    })),
  );
}

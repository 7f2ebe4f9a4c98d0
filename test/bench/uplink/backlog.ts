/**
 * `npm run bench backlog [-- --events N]`: a kiosk that was away for weeks. A million events drain to a hub while new
 * ones come at 20 a second: how long, what is lost, how long the new ones take, and how much memory and disk it costs.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readHub } from '../../crash/hub-file.ts';
import { textTable } from '../../support/text-table.ts';
import { percentile } from '../percentiles.ts';
import type { BacklogResult } from './children/backlog-edge.ts';
import type { EdgeOptions } from './children/edge.ts';
import { Memory } from './memory-watch.ts';
import { bundleContestants, Rig, type BrokerKind } from './rig.ts';

export interface BacklogFigures {
  events: number;
  liveEvents: number;
  /** Promised and not at the hub. */
  lost: number;
  gaps: number;
  duplicates: number;
  seconds: number;
  perSecond: number;
  /** Milliseconds from append to the acknowledgement, of events that came during the drain. */
  liveP50: number;
  liveP99: number;
  /** Resident MB of the kiosk: at the start of the drain, after a tenth of it, the most after that, at the end. */
  kioskMb: { start: number; tenth: number; most: number; end: number };
  hubMb: { start: number; tenth: number; most: number; end: number };
  outboxMb: { before: number; after: number };
  hubDiskMb: number;
}

const MB = 1024 * 1024;
const PER_SECOND = 20;
const MOST_GROWTH_MB = 30;

export async function benchBacklog(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string', default: '1000000' },
      broker: { type: 'string', default: 'embedded' },
      rate: { type: 'string', default: '0' },
    },
  });
  const figures = await measureBacklog(Number(values.events), {
    broker: values.broker as BrokerKind,
    rate: Number(values.rate),
  });
  print(figures);
  process.stdout.write(`${JSON.stringify({ bench: 'backlog', broker: values.broker, ...figures })}\n`);
  if (figures.lost + figures.gaps > 0) process.exitCode = 1;
}

/** @param rate Batches a second at the most; 0: as on a kiosk whose broker is its own. */
export async function measureBacklog(
  events: number,
  { broker: kind, rate }: { broker: BrokerKind; rate: number },
): Promise<BacklogFigures> {
  const children = await bundleContestants();
  const rig = new Rig(children);
  try {
    const { url } = await rig.broker(kind);
    const folder = rig.folder('kiosk');
    const path = join(folder, 'outbox.sqlite');
    const fill = { path, url, mode: 'fill', events, perSecond: 0 } satisfies EdgeOptions;
    await rig.child('edge', fill).ended();
    const before = sizeOf(folder);
    const hubDir = rig.folder('hub');
    const hub = rig.child('hub', { dir: hubDir, url });
    await hub.untilReady();
    const kiosk = rig.child('backlog-edge', { path, url, perSecond: PER_SECOND, rate });
    await kiosk.untilReady();
    const memory = new Memory({ kiosk: kiosk.pid, hub: hub.pid });
    const result = await followed(kiosk, memory, events);
    const books = readHub(hubDir);
    const total = events + result.liveEvents;
    const numbers = new Set(books.events.map(({ sequence }) => sequence));
    return {
      events,
      liveEvents: result.liveEvents,
      lost: total - numbers.size,
      gaps: Math.max(0, ...numbersLast(numbers)) - numbers.size,
      duplicates: books.duplicates,
      seconds: result.seconds,
      perSecond: Math.round(events / result.seconds),
      liveP50: percentile(result.liveMs, 0.5),
      liveP99: percentile(result.liveMs, 0.99),
      kioskMb: memory.of('kiosk'),
      hubMb: memory.of('hub'),
      outboxMb: { before, after: sizeOf(folder) },
      hubDiskMb: sizeOf(hubDir),
    };
  } finally {
    await rig.close();
    children.remove();
  }
}

/** The highest number; a spread of a million arguments would overflow the stack. */
function numbersLast(numbers: ReadonlySet<number>): number[] {
  let last = 0;
  for (const one of numbers) last = Math.max(last, one);
  return [last];
}

async function followed(
  kiosk: { onLine: (listener: (line: string) => void) => void; ended: () => Promise<void> },
  memory: Memory,
  events: number,
): Promise<BacklogResult> {
  let answer = '{}';
  kiosk.onLine((line) => {
    if (line.startsWith('D ')) memory.look(1 - Number(line.slice(2)) / events);
    if (line.startsWith('J ')) answer = line.slice(2);
  });
  await kiosk.ended();
  return JSON.parse(answer) as BacklogResult;
}

function sizeOf(folder: string): number {
  const bytes = readdirSync(folder).map((name) => statSync(join(folder, name)));
  return Number((bytes.reduce((sum, stat) => sum + stat.size, 0) / MB).toFixed(1));
}

function print(figures: BacklogFigures): void {
  const { kioskMb, hubMb, outboxMb, hubDiskMb } = figures;
  const row = (name: string, mb: BacklogFigures['kioskMb']): Record<string, string | number> => ({
    'resident MB': name,
    'at the start': mb.start,
    'after a tenth': mb.tenth,
    most: mb.most,
    'at the end': mb.end,
    'growth from the start': Number((mb.most - mb.start).toFixed(1)),
    'growth after a tenth': Number((mb.most - mb.tenth).toFixed(1)),
  });
  const growth = kioskMb.most - kioskMb.start;
  process.stdout.write(
    `${figures.events.toLocaleString('en')} events in ${figures.seconds.toFixed(0)} s, ${figures.perSecond.toLocaleString('en')} a second; ` +
      `${figures.liveEvents} live ones meanwhile: p50 ${figures.liveP50.toFixed(1)} ms, p99 ${figures.liveP99.toFixed(1)} ms; ` +
      `lost ${figures.lost}, gaps ${figures.gaps}, sent again ${figures.duplicates}\n\n` +
      `${textTable([row('kiosk', kioskMb), row('hub', hubMb)])}\n\n` +
      `outbox ${outboxMb.before} MB before, ${outboxMb.after} MB after; the hub’s database ${hubDiskMb} MB\n` +
      `kiosk grew by ${growth.toFixed(1)} MB from the start, goal ${MOST_GROWTH_MB}: ${growth <= MOST_GROWTH_MB ? 'met' : 'missed'}\n`,
  );
}

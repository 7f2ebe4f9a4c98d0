/** `npm run bench stock-to-wall [-- --changes N --engine FOLDER]`: from a change of stock at a real Vendure to the wall. */
import { loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { findEngine } from '../../vendure/engine-folder.ts';
import { printTable, type Series } from '../percentiles.ts';
import { ShopRig, type ChangeTimes } from './rig.ts';

const GOAL = { percentile: 95, most: 2_000 };
const REST_MS = 30_000;
/** Changes come at any moment of the connector's turn, not right after one that was seen. */
const MOST_PAUSE_MS = 1_500;
const KEYS = {
  bcrypt: 'as Vendure checks keys by itself (bcrypt)',
  quick: 'with the quick check of the guide',
};

export async function benchStockToWall(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      changes: { type: 'string', default: '100' },
      engine: { type: 'string' },
      keys: { type: 'string', default: 'quick,bcrypt' },
    },
  });
  const engine = findEngine(values.engine);
  try {
    for (const key of values.keys.split(',') as (keyof typeof KEYS)[]) {
      process.stdout.write(`\nA shop ${KEYS[key]}\n`);
      await measure(engine.folder, { isQuickKey: key === 'quick', changes: Number(values.changes) });
    }
  } finally {
    engine.remove();
  }
}

async function measure(
  engine: string,
  { isQuickKey, changes }: { isQuickKey: boolean; changes: number },
): Promise<void> {
  const rig = new ShopRig();
  try {
    await rig.start(engine, isQuickKey);
    for (let count = 0; count < 3; count += 1) await rig.change();
    await sayRest(rig);
    const times: ChangeTimes[] = [];
    for (let count = 0; count < changes; count += 1) {
      await setTimeout(Math.random() * MOST_PAUSE_MS);
      times.push(await rig.change());
    }
    printTable(seriesOf(times));
    process.stdout.write(`load of the machine at the end: ${loadavg()[0]?.toFixed(1)}\n`);
  } finally {
    await rig.stop();
  }
}

function seriesOf(times: readonly ChangeTimes[]): Series[] {
  const step = (name: string, from: keyof ChangeTimes, to: keyof ChangeTimes): Series => ({
    name,
    values: times.map((one) => one[to] - one[from]),
  });
  return [
    step('asked at Vendure → its answer', 'asked', 'answered'),
    step('answer → connector tells', 'answered', 'told'),
    step('connector → hub has committed', 'told', 'committed'),
    step('hub → kiosk has applied', 'committed', 'applied'),
    step('kiosk → wall painted', 'applied', 'painted'),
    { ...step('ANSWER → WALL PAINTED', 'answered', 'painted'), goal: GOAL },
    { ...step('ASKED → WALL PAINTED', 'asked', 'painted'), goal: GOAL },
  ];
}

async function sayRest(rig: ShopRig): Promise<void> {
  const [questions, cpu, began] = [rig.questions, rig.shopCpu(), performance.now()];
  await setTimeout(REST_MS);
  const ms = performance.now() - began;
  const perMinute = ((rig.questions - questions) * 60_000) / ms;
  const share = (100 * (rig.shopCpu() - cpu)) / ms;
  process.stdout.write(
    `at rest: ${perMinute.toFixed(0)} questions a minute, the shop takes ${share.toFixed(1)} % of one core\n`,
  );
}

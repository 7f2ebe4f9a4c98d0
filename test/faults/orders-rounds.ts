/** Schedules of faults, one after the other, and what came of them. */
import { newFleet, temporaryFolder } from '../broker/hub/support/hub-bench.ts';
import type { TestContext } from '../harness/suite.ts';
import { OrderSchedule } from './orders.ts';

export interface OrderFigures {
  rounds: number;
  wishes: number;
  promised: number;
  refused: number;
  /** At the shop. */
  orders: number;
  /** By what was done. */
  done: Record<string, number>;
  /** `seed N: what is wrong` */
  broken: string[];
}

export async function orderRounds(
  { rounds, seed }: { rounds: number; seed: number },
  onRound?: (round: number, figures: OrderFigures) => void,
): Promise<OrderFigures> {
  const figures: OrderFigures = {
    rounds,
    wishes: 0,
    promised: 0,
    refused: 0,
    orders: 0,
    done: {},
    broken: [],
  };
  for (let round = 0; round < rounds; round += 1) {
    await disposing((t) => play(t, seed + round, figures));
    onRound?.(round + 1, figures);
  }
  return figures;
}

async function play(t: TestContext, seed: number, figures: OrderFigures): Promise<void> {
  const schedule = new OrderSchedule(await newFleet(t), { seed, dir: temporaryFolder(t) });
  t.after(() => schedule.stop());
  await schedule.run();
  const before = await schedule.faults(false);
  await schedule.finish();
  const after = await schedule.faults(true);
  figures.broken.push(...[...before, ...after].map((what) => `seed ${seed}: ${what}`));
  figures.wishes += schedule.told.length;
  figures.orders += schedule.ordered;
  for (const [what, times] of Object.entries(schedule.done))
    figures.done[what] = (figures.done[what] ?? 0) + times;
  for (const { last } of schedule.told) {
    if (last?.type === 'intent' && ['held', 'placed'].includes(last.report.state)) figures.promised += 1;
    if (last?.type === 'intent_failed') figures.refused += 1;
  }
}

async function disposing(run: (t: TestContext) => Promise<void>): Promise<void> {
  const disposers: (() => unknown)[] = [];
  try {
    await run({ after: (dispose) => void disposers.push(dispose) });
  } finally {
    for (const dispose of disposers.reverse()) await dispose();
  }
}

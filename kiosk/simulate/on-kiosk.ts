/** A day on the virtual hardware of a running kiosk, and what became of it. */
import { once } from 'node:events';
import type { KioskApi } from '../cli/kiosk-api.ts';
import { systemClock } from '../system/clock.ts';
import { interrupted } from './interrupted.ts';
import { wallPace } from './pace.ts';
import { planDay } from './plan.ts';
import { play } from './play.ts';
import type { Scenario } from './scenario.ts';
import { seeded } from './seeded.ts';

export interface DayOnKiosk {
  kiosk: KioskApi;
  scenario: Scenario;
  seed: number;
  speed: number;
}

/** What radios take to notice that everything is gone. */
const SETTLE_MS = 2_500;
const MINUTE_MS = 60_000;

/** @throws KioskError TW_UNREACHABLE, TW_NOT_VIRTUAL, TW_SCENARIO_INVALID */
export async function runOnKiosk({ kiosk, scenario, seed, speed }: DayOnKiosk): Promise<void> {
  const store = { state: () => kiosk.labState(), move: kiosk.moveLab.bind(kiosk) };
  const moves = planDay({ scenario, store: await store.move('tidy', {}), random: seeded(seed) });
  const before = await kiosk.sequence();
  const pace = wallPace(systemClock, speed);
  const leave = interrupted(() => pace.stop());
  process.stderr.write(
    `${scenario.name}: ${moves.length} moves, ${round(scenario.minutes)} minutes at speed ${speed}. Ctrl+C ends it and tidies up.\n`,
  );
  try {
    const played = await play({ store, moves, until: (at) => pace.until(at) });
    if (!played.interrupted) await pace.until(scenario.minutes * MINUTE_MS);
    await new Promise<void>((resolve) => void systemClock.setTimer(SETTLE_MS, resolve));
    const after = await kiosk.sequence();
    const recorded = after.epoch === before.epoch ? after.sequence - before.sequence : null;
    const summary = { event: 'simulated', scenario: scenario.name, seed, speed, ...played, recorded };
    if (!process.stdout.write(`${JSON.stringify(summary)}\n`)) await once(process.stdout, 'drain');
  } finally {
    leave();
  }
}

function round(minutes: number): number {
  return Math.round(minutes * 10) / 10;
}

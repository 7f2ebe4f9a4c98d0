/** A day without a kiosk: what real drivers read on simulated lines, as lines of JSON. */
import type { Reading } from '../../device/ports.ts';
import { LineOutput } from '../sniff/line-output.ts';
import { readingToJson } from '../sniff/reading-json.ts';
import { systemClock } from '../system/clock.ts';
import { createLogger } from '../system/logger.ts';
import { interrupted } from './interrupted.ts';
import { LocalStore } from './local-store.ts';
import { virtualPace, wallPace, type Pace } from './pace.ts';
import { planDay } from './plan.ts';
import { play } from './play.ts';
import type { Scenario } from './scenario.ts';
import { seeded } from './seeded.ts';
import { VirtualTime } from './virtual-time.ts';

export interface DayOfReadings {
  scenario: Scenario;
  seed: number;
  /** Undefined: as fast as the machine can. */
  speed: number | undefined;
  /** Also single reads of radio tags. */
  raw: boolean;
}

/** The day begins at the same moment each time, so that the same seed prints the same lines. */
const OPENING = Date.UTC(2026, 0, 3, 9);
const WARM_UP_MS = 3_000;
const SETTLE_MS = 5_000;
const MINUTE_MS = 60_000;

export async function printReadings({ scenario, seed, speed, raw }: DayOfReadings): Promise<void> {
  const output = new LineOutput(process.stdout);
  const time = new VirtualTime(OPENING - WARM_UP_MS);
  let readings = 0;
  let isOpen = false;
  const random = seeded(seed);
  const store = new LocalStore({
    clock: time,
    random,
    logger: createLogger('simulate', 'silent'),
    reading: (reading: Reading) => {
      if (!isOpen || (reading.kind === 'epc' && !raw)) return;
      readings += 1;
      output.write(JSON.stringify(readingToJson(reading)));
    },
  });
  await store.start();
  const state = await store.state();
  await time.advanceTo(OPENING);
  isOpen = true;
  const virtual = virtualPace(time);
  const wall = speed === undefined ? undefined : wallPace(systemClock, speed);
  const leave = interrupted(() => [virtual, wall].forEach((pace) => pace?.stop()));
  void output.closed.then(() => [virtual, wall].forEach((pace) => pace?.stop()));
  const paced = together(virtual, wall);
  const until: Pace['until'] = async (at) => {
    const goesOn = await paced(at);
    // Whoever reads slower than virtual time passes must not fill the memory.
    await Promise.race([new Promise<void>((resolve) => output.whenDrained(resolve)), output.closed]);
    return goesOn;
  };
  try {
    const moves = planDay({ scenario, store: state, random });
    const played = await play({ store, moves, until });
    if (!played.interrupted) await until(scenario.minutes * MINUTE_MS);
    await time.advanceTo(time.now() + SETTLE_MS);
    output.write(JSON.stringify({ event: 'simulated', scenario: scenario.name, seed, ...played, readings }));
  } finally {
    leave();
    await store.stop();
  }
}

/** Virtual time, not faster than that of the wall where that is wanted: step by step, so that lines come when they are due. */
function together(virtual: Pace, wall: Pace | undefined): Pace['until'] {
  if (wall === undefined) return (at) => virtual.until(at);
  let reached = 0;
  const step = 100;
  return async (at) => {
    while (reached < at) {
      reached = Math.min(at, reached + step);
      if (!(await wall.until(reached)) || !(await virtual.until(reached))) return false;
    }
    return virtual.until(at);
  };
}

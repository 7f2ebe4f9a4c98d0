/** One fault on real parts: load before, during and after it, and what came of every event. */
import { footprint } from '../soak/footprint.ts';
import type { TestContext } from '../harness/suite.ts';
import { until } from '../support/until.ts';
import type { Alarm } from './alarms.ts';
import { buildStage, type Stage, type StageOptions } from './stage.ts';

export interface Scenario {
  name: string;
  /** Milliseconds that the fault is held: in full, and in the short run of the tests. */
  heldMs: { full: number; short: number };
  /** Events that wait when it begins. */
  backlog?: number;
  /** Events that come and go before; default as many as the backlog. */
  warmUp?: number;
  /** Events a second while it lasts. Default 200. */
  perSecond?: number;
  short?: StageOptions;
  begin: (stage: Stage) => void | Promise<void>;
  /** Called again and again while it lasts. */
  during?: (stage: Stage, ms: number) => void;
  end: (stage: Stage) => void | Promise<void>;
  /** Codes that must be said. Others may be, but each once. */
  says?: readonly string[];
}

export interface Row {
  fault: string;
  heldMs: number;
  events: number;
  lost: number;
  duplicates: number;
  growthMb: number;
  alarms: readonly Alarm[];
  /** 99 of 100 live events took at most so many milliseconds to the platform; NaN when it was not asked. */
  p99Ms: number;
}

export const FAULT_LIMITS = { growthMb: 30, drainMs: 120_000 };
/** So that a short run sees the end of every patience. */
const HURRIED: StageOptions = { pubackMs: 3_000, ackTimeoutMs: 1_000 };
const STEP_MS = 50;

export async function play(
  t: Pick<TestContext, 'after'>,
  scenario: Scenario,
  length: 'full' | 'short',
): Promise<Row> {
  const stage = await buildStage(t, length === 'short' ? { ...HURRIED, ...scenario.short } : {});
  const { outbox, receiver } = stage;
  const { backlog = 5_000, perSecond = 200 } = scenario;
  // What a drain of this size needs for the first time is no growth.
  stage.append(scenario.warmUp ?? backlog);
  await until(() => outbox.depth() === 0, 30_000);
  const before = footprint();
  const heldMs = scenario.heldMs[length];
  stage.append(backlog);
  await scenario.begin(stage);
  stage.isLive = true;
  await load(heldMs, (ms, stepMs) => {
    stage.append(Math.round((perSecond * stepMs) / 1_000));
    scenario.during?.(stage, ms);
  });
  stage.isLive = false;
  const after = footprint();
  await scenario.end(stage);
  await load(1_000, (_ms, stepMs) => stage.append(Math.round((perSecond * stepMs) / 1_000)));
  const isOver = (): boolean => stage.alarms.all().every(({ opened, closed }) => opened === closed);
  await until(() => outbox.depth() === 0 && isOver(), FAULT_LIMITS.drainMs);
  const events = outbox.lastSequence();
  return {
    fault: scenario.name,
    heldMs,
    events,
    lost: events - receiver.count(outbox.epoch),
    duplicates: receiver.repeats,
    growthMb: after.residentMb - before.residentMb,
    alarms: stage.alarms.all(),
    p99Ms: percentile(stage.waits, 0.99),
  };
}

/** Why a row is not as it should be; undefined when it is. */
export function wrong(row: Row, says: readonly string[] = []): string | undefined {
  if (row.lost !== 0) return `${row.lost} events were lost`;
  if (row.growthMb > FAULT_LIMITS.growthMb) return `memory grew by ${row.growthMb.toFixed(1)} MB`;
  const odd = row.alarms.find(({ opened, closed }) => opened !== 1 || closed !== 1);
  if (odd) return `${odd.code} was said ${odd.opened} times and closed ${odd.closed} times`;
  const unsaid = says.find((code) => !row.alarms.some((alarm) => alarm.code === code));
  return unsaid && `${unsaid} was not said`;
}

async function load(ms: number, step: (ms: number, stepMs: number) => void): Promise<void> {
  const began = performance.now();
  let last = began;
  while (last - began < ms) {
    await new Promise((resolve) => void setTimeout(resolve, STEP_MS));
    const now = performance.now();
    step(now - began, now - last);
    last = now;
  }
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

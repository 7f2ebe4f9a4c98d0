/**
 * Kills kiosks: at a random time after their start, in the midst of an append, of a trim, or right after they connected
 * with a backlog. Now and then one begins with a file of the first release.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Bundle } from '../support/bundle.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { until } from '../support/until.ts';
import { campaign, count, type CampaignPlan, type CampaignResult } from './campaign.ts';
import type { Child } from '../support/child.ts';
import type { KioskChild } from './kiosk-child.ts';
import { oldOutbox } from './power-cut/damage.ts';
import { Stage } from './stage.ts';

const PER_SECOND = 300;
/** Side by side, so that both cores have something to do. */
const LANES = 2;
/** One in so many begins with an old file. */
const OLD_EVERY = 25;
/** Longer than a start takes, so that some kills hit a kiosk that has just begun. */
const START_MS = 350;
const LIFE_MS = 900;
/** Opening the outbox takes about so long. */
const OPENING_MS = 25;
const LONGEST_MS = 3_000;
const OLD_EVENTS = 150;

type Aim = 'start' | 'open' | 'load' | 'append' | 'trim' | 'drain';
const AIMS: readonly Aim[] = ['start', 'open', 'load', 'load', 'append', 'trim', 'drain'];

/** Killed when it has said this so many times at the most. */
const MARKS = { open: ['S', 1], append: ['a', 80], trim: ['t', 8], drain: ['p', 3] } as const;

export function killKiosks(children: Bundle, plan: CampaignPlan): Promise<CampaignResult> {
  const stage = new Stage(children);
  return campaign({ killed: 'kiosk', stage, plan }, async () => {
    const phases: Record<string, number> = {};
    await stage.startHub();
    let done = 0;
    const lane = async (name: string): Promise<void> => {
      while (done < plan.rounds) {
        const round = (done += 1);
        const isOld = round % OLD_EVERY === 0;
        const kiosk = isOld ? `old-${round}` : name;
        if (isOld) layOldFile(stage, kiosk);
        const child = stage.spawnKiosk(kiosk, PER_SECOND);
        await aim(child, isOld ? 'open' : choose(plan.random), plan.random);
        await child.kill();
        count(phases, isOld && child.phase === 'opening' ? 'migrating' : child.phase);
        if (round % 100 === 0) plan.progress(`${round} kiosks killed, ${stage.ledger.size} events`);
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, index) => lane(`kiosk-${index + 1}`)));
    return phases;
  });
}

function choose(random: SeededRandom): Aim {
  return AIMS[Math.floor(random.unit() * AIMS.length)] ?? 'load';
}

/** Resolves at the moment to kill. */
async function aim(child: KioskChild, at: Aim, random: SeededRandom): Promise<void> {
  if (at === 'start') return pause(random.unit() * START_MS);
  if (at === 'load') {
    await until(() => child.ready !== undefined || child.gone, LONGEST_MS * 4);
    return pause(random.unit() * LIFE_MS);
  }
  const [mark, most] = MARKS[at];
  await untilMark(child, mark, Math.ceil(random.unit() * most));
  if (at === 'open') await pause(random.unit() * OPENING_MS);
}

export function untilMark(child: Child, mark: string, times: number): Promise<void> {
  let left = times;
  return new Promise<void>((resolve) => {
    const late = setTimeout(resolve, LONGEST_MS);
    child.onLine((line) => {
      if (line !== mark) return;
      left -= 1;
      if (left > 0) return;
      clearTimeout(late);
      resolve();
    });
  });
}

/** The one wait that is meant: a kill has to come at a time of its own. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}

function layOldFile(stage: Stage, kiosk: string): void {
  const { files, epoch, ids } = oldOutbox(OLD_EVENTS, { source: `/luma/mil-01/${kiosk}`, watermark: 0 });
  mkdirSync(dirname(stage.outboxFile(kiosk)), { recursive: true });
  for (const [name, bytes] of files) writeFileSync(`${dirname(stage.outboxFile(kiosk))}/${name}`, bytes);
  for (const [index, id] of ids.entries()) stage.ledger.promise(id, { kiosk, epoch, sequence: index + 1 });
}

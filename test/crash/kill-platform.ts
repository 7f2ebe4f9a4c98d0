/** Kills the platform's end under load: the hub, or the broker between it and the kiosks. */
import type { Bundle } from '../support/bundle.ts';
import { until } from '../support/until.ts';
import { campaign, count, type CampaignPlan, type CampaignResult } from './campaign.ts';
import { pause, untilMark } from './kill-kiosks.ts';
import { Stage } from './stage.ts';

const PER_SECOND = 150;
const KIOSKS = 2;
const HUB_LIFE_MS = 800;
/** A hub that finds a file of version 0.1.0 moves so many events, which takes about so long. */
const OLD_EVENTS = 5_000;
const MOVING_MS = 400;
const BROKER_LIFE_MS = 1_200;
const GONE_MS = 300;
const FLOWING_MS = 30_000;

export function killHubs(children: Bundle, plan: CampaignPlan): Promise<CampaignResult> {
  const stage = new Stage(children);
  return campaign({ killed: 'hub', stage, plan }, async () => {
    const phases: Record<string, number> = {};
    stage.layOldHub(OLD_EVENTS);
    const moving = Math.ceil(plan.rounds / 5);
    for (let round = 1; round <= moving; round += 1) {
      const hub = stage.spawnHub();
      await untilMark(hub, 'S', 1);
      await pause(plan.random.unit() * MOVING_MS);
      await hub.kill();
      count(phases, hub.ready === undefined ? 'moving an old fleet' : 'ready');
    }
    stage.spawnHub();
    const kiosks = startKiosks(stage);
    for (let round = moving + 1; round <= plan.rounds; round += 1) {
      // Two of three times only once it runs, because a busy machine would kill nothing but beginners.
      if (round % 3 > 0) await stage.hub.untilReady();
      await pause(plan.random.unit() * HUB_LIFE_MS);
      const isReady = stage.hub.ready !== undefined;
      await stage.hub.kill();
      count(phases, isReady ? 'under load' : 'starting');
      stage.spawnHub();
      if (round % 50 === 0) plan.progress(`${round} hubs killed, ${stage.ledger.size} events`);
    }
    await stage.hub.untilReady();
    await Promise.all(kiosks.map((kiosk) => kiosk.kill()));
    return phases;
  });
}

export function killBrokers(children: Bundle, plan: CampaignPlan): Promise<CampaignResult> {
  const stage = new Stage(children);
  return campaign({ killed: 'broker', stage, plan }, async () => {
    const phases: Record<string, number> = {};
    await stage.startHub();
    const kiosks = startKiosks(stage);
    let answered = 0;
    for (const kiosk of kiosks) kiosk.onLine((line) => (answered += Number(line === 'T')));
    for (let round = 1; round <= plan.rounds; round += 1) {
      const before = answered;
      // Every other time only once events flow again, so that half of the kills hit a flow and half a reconnecting.
      if (round % 2 === 0) await until(() => answered > before, FLOWING_MS);
      await pause(plan.random.unit() * BROKER_LIFE_MS);
      count(phases, answered > before ? 'events flowing' : 'reconnecting');
      await stage.broker.kill();
      await pause(plan.random.unit() * GONE_MS);
      await stage.broker.restart();
      if (round % 50 === 0) plan.progress(`${round} brokers killed, ${stage.ledger.size} events`);
    }
    await Promise.all(kiosks.map((kiosk) => kiosk.kill()));
    return phases;
  });
}

function startKiosks(stage: Stage): ReturnType<Stage['spawnKiosk']>[] {
  return Array.from({ length: KIOSKS }, (_, index) => stage.spawnKiosk(`kiosk-${index + 1}`, PER_SECOND));
}

import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { isClean, type CampaignPlan, type CampaignResult } from './campaign.ts';
import { killKiosks } from './kill-kiosks.ts';
import { killBrokers, killHubs } from './kill-platform.ts';
import { bundleChildren } from './stage.ts';

const test = suite('Events under kill -9');
const limit = { timeout: 120_000 };

/** A short run of `npm run test:crash`. */
function plan(rounds: number, broker: CampaignPlan['broker']): CampaignPlan {
  return { rounds, broker, random: new SeededRandom(11), progress: () => undefined };
}

function assertClean(result: CampaignResult): void {
  assert.ok(result.promised > 50, `${result.promised} events`);
  assert.ok(isClean(result), JSON.stringify(result));
}

test(
  'loses none, and keeps none twice, when kiosks are killed in the midst of everything',
  async (t) => {
    const children = await bundleChildren();
    t.after(children.remove);
    assertClean(await killKiosks(children, plan(12, 'embedded')));
  },
  limit,
);

test(
  'loses none when hubs are killed',
  async (t) => {
    const children = await bundleChildren();
    t.after(children.remove);
    assertClean(await killHubs(children, plan(3, 'embedded')));
  },
  limit,
);

test(
  'loses none when brokers are killed',
  async (t) => {
    const children = await bundleChildren();
    t.after(children.remove);
    assertClean(await killBrokers(children, plan(3, 'mosquitto')));
  },
  limit,
);

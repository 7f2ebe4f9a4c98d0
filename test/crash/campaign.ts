/** What a campaign of kills is asked for and what it found. */
import type { SeededRandom } from '../support/seeded-random.ts';
import type { Books, BrokerKind, Stage } from './stage.ts';

export interface CampaignPlan {
  rounds: number;
  broker: BrokerKind;
  random: SeededRandom;
  progress: (text: string) => void;
}

export interface CampaignResult extends Books {
  /** What was killed. */
  killed: string;
  broker: BrokerKind;
  rounds: number;
  seconds: number;
  /** Kills by what it was in the midst of. */
  phases: Record<string, number>;
  /** Errors that processes reported, and how often. */
  errors: Record<string, number>;
}

/** Runs `kills` on a stage, drains everything and balances the books. */
export async function campaign(
  given: { killed: string; stage: Stage; plan: CampaignPlan },
  kills: () => Promise<Record<string, number>>,
): Promise<CampaignResult> {
  const { killed, stage, plan } = given;
  const began = performance.now();
  try {
    await stage.start(plan.broker);
    const phases = await kills();
    await stage.drain();
    const books = stage.books();
    const seconds = Math.round((performance.now() - began) / 1_000);
    const errors = Object.fromEntries(stage.errors);
    return { killed, broker: plan.broker, rounds: plan.rounds, seconds, phases, errors, ...books };
  } finally {
    await stage.close();
  }
}

export function isClean({ lost, misplaced, twice, gaps, strayFiles }: CampaignResult): boolean {
  return lost + misplaced + twice + gaps + strayFiles === 0;
}

export function count(into: Record<string, number>, name: string): void {
  into[name] = (into[name] ?? 0) + 1;
}

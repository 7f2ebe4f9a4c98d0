/** Kills imports in the midst of reading, comparing and writing; what is there afterwards must be one whole version. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bundle } from '../../support/bundle.ts';
import { Child } from '../../support/child.ts';
import type { SeededRandom } from '../../support/seeded-random.ts';
import { count } from '../campaign.ts';
import { readWhole } from './whole.ts';

export interface ImportKills {
  rounds: number;
  /** Kills by what the import was in the midst of. */
  phases: Record<string, number>;
  /** Rounds after which the catalogue was another than before. */
  moved: number;
  /** Versions that were there after a kill; more than two and the empty one are mixtures. */
  versions: number;
  faults: string[];
  seconds: number;
}

export interface ImportKillPlan {
  rounds: number;
  variants: number;
  random: SeededRandom;
  progress: (text: string) => void;
}

/** What an import takes on this machine, as far as one can see that kills all of them: half of the kills miss the last write. */
interface Pace {
  readMs: number;
  writeMs: number;
}

export async function killImports(plan: ImportKillPlan): Promise<ImportKills> {
  const began = performance.now();
  const children = await bundle({ importer: 'test/crash/import/importer.ts' });
  const dataDir = mkdtempSync(join(tmpdir(), 'tapwall-import-'));
  const result: ImportKills = { rounds: 0, phases: {}, moved: 0, versions: 0, faults: [], seconds: 0 };
  const versions = new Set<string>();
  const pace: Pace = { readMs: 300, writeMs: 100 };
  let before = { version: '', revision: 0 };
  // The other catalogue than the one that is there, or there would be nothing to write.
  let day = 0;
  try {
    for (let round = 0; round < plan.rounds; round += 1) {
      const options = {
        dataDir,
        variants: plan.variants,
        mostInPlace: round % 3 === 0 ? 1e9 : 0,
        day: round % 2,
      };
      const phase = await killOne(new Child(children.file('importer'), options), { ...plan, round, pace });
      count(result.phases, phase);
      const after = readWhole(dataDir);
      result.faults.push(...after.faults.map((fault) => `round ${round} (${phase}): ${fault}`));
      if (after.revision < before.revision) result.faults.push(`round ${round}: the revision went back`);
      if (after.version !== before.version) {
        result.moved += 1;
        day = 1 - day;
      }
      versions.add(after.version);
      before = after;
      result.rounds += 1;
      if (round % 20 === 19) plan.progress(`${round + 1} of ${plan.rounds} imports killed`);
    }
    result.versions = [...versions].filter((version) => version !== '').length;
    const last = { dataDir, variants: plan.variants, mostInPlace: 0, day: 0, once: true };
    // One import to its end, with nothing in its way.
    await new Child(children.file('importer'), last).ended();
    if (existsSync(join(dataDir, 'import.staging'))) result.faults.push('a staging file was left');
    result.faults.push(...readWhole(dataDir).faults);
  } finally {
    children.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return { ...result, seconds: Math.round((performance.now() - began) / 1_000) };
}

export function isWhole({ faults, versions }: ImportKills): boolean {
  return faults.length === 0 && versions <= 2;
}

/** Half of them while it writes. @returns What it was in the midst of. */
async function killOne(
  child: Child,
  { random, round, pace }: Pick<ImportKillPlan, 'random'> & { round: number; pace: Pace },
): Promise<string> {
  const writing = round % 2 === 0;
  let phase = 'starting';
  let since = performance.now();
  const reached = new Promise<void>((resolve) => {
    child.onLine((line) => {
      const took = performance.now() - since;
      since = performance.now();
      const [what] = line;
      if (what === 'W') pace.readMs = took;
      phase = what === 'W' ? 'writing' : what === 'S' ? 'reading' : phase;
      if (what === (writing ? 'W' : 'S')) resolve();
    });
  });
  await reached;
  await setTimeout(
    (writing ? 0.5 + random.unit() : random.unit() * 2) * (writing ? pace.writeMs : pace.readMs),
  );
  const killedIn = phase;
  await child.kill();
  if (writing) pace.writeMs *= killedIn === 'writing' ? 1.4 : 0.7;
  return killedIn;
}

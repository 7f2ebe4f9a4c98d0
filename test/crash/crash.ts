/**
 * `npm run test:crash [-- --rounds N --seed N --only kiosk,hub,broker,program,power-cut]`: kills everything that
 * carries events, at random moments under load, then balances the books. N kiosks (default 1,000), a fifth as many hubs
 * and brokers, a fortieth as many whole programs, and as many power cuts as kiosks. Ends with 1 when anything was lost.
 */
import { parseArgs } from 'node:util';
import { prepare } from '../../kiosk/launch/prepare.mjs';
import { SeededRandom } from '../support/seeded-random.ts';
import { textTable } from '../support/text-table.ts';
import type { Bundle } from '../support/bundle.ts';
import { isClean, type CampaignPlan, type CampaignResult } from './campaign.ts';
import { killKiosks } from './kill-kiosks.ts';
import { killBrokers, killHubs } from './kill-platform.ts';
import { killPrograms, type ProgramResult } from './kill-program.ts';
import { isSound, powerCut, printPowerCut, type PowerCutFigures } from './power-cut/power-cut.ts';
import { bundleChildren } from './stage.ts';

const PARTS = ['kiosk', 'hub', 'broker', 'program', 'power-cut'] as const;
type Part = (typeof PARTS)[number];

interface Figures {
  rig: 'crash';
  seed: number;
  seconds: number;
  campaigns: CampaignResult[];
  program?: ProgramResult;
  powerCut?: PowerCutFigures;
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    only: { type: 'string', default: PARTS.join(',') },
  },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);
const parts = new Set(values.only.split(','));
const progress = (text: string): void => void process.stderr.write(`… ${text}\n`);
const has = (part: Part): boolean => parts.has(part);

await prepare({ build: has('program'), packages: ['mosquitto', 'strace'], why: 'to have something to kill' });
const began = performance.now();
process.stdout.write(`crash: ${rounds} rounds, seed ${seed}\n\n`);
const figures: Figures = { rig: 'crash', seed, seconds: 0, campaigns: await runCampaigns() };
if (has('program')) figures.program = await killPrograms(Math.ceil(rounds / 40), seed + 5);
if (has('power-cut'))
  figures.powerCut = await powerCut({ states: rounds, proofStates: 200, events: 600, seed, progress });
figures.seconds = Math.round((performance.now() - began) / 1_000);
print(figures);
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exitCode = isAllClean(figures) ? 0 : 1;

async function runCampaigns(): Promise<CampaignResult[]> {
  const children = await bundleChildren();
  const fifth = Math.ceil(rounds / 5);
  const half = (all: number): number => Math.ceil(all / 2);
  const jobs: [Part, (children: Bundle, plan: CampaignPlan) => Promise<CampaignResult>, number][] = [
    ['kiosk', killKiosks, rounds],
    ['hub', killHubs, fifth],
    ['broker', killBrokers, fifth],
  ];
  const results: CampaignResult[] = [];
  try {
    for (const [part, run, total] of jobs) {
      if (!has(part)) continue;
      for (const broker of ['embedded', 'mosquitto'] as const) {
        const random = new SeededRandom(seed + results.length);
        results.push(await run(children, { rounds: half(total), broker, random, progress }));
      }
    }
    return results;
  } finally {
    children.remove();
  }
}

function print({ campaigns, program, powerCut: cuts }: Figures): void {
  const rows = campaigns.map(({ killed, broker, rounds: kills, ...rest }) =>
    row({ killed, broker, kills, ...rest }),
  );
  if (program)
    rows.push(row({ ...program, killed: 'tapwall kiosk', broker: 'mosquitto', kills: program.rounds }));
  if (rows.length > 0) process.stdout.write(`${textTable(rows)}\n\n`);
  for (const { killed, broker, phases, errors } of campaigns) {
    process.stdout.write(`${killed}, ${broker}: killed while ${words(phases)}\n`);
    if (Object.keys(errors).length > 0) process.stdout.write(`  errors reported: ${words(errors)}\n`);
  }
  if (program) process.stdout.write(`tapwall kiosk: killed ${words(program.phases)}\n`);
  if (cuts) {
    process.stdout.write('\n');
    printPowerCut(cuts);
  }
}

function row(result: {
  killed: string;
  broker: string;
  kills: number;
  seconds: number;
  promised: number;
  committed: number;
  lost: number;
  gaps: number;
  duplicates: number;
  twice?: number;
}): Record<string, string | number> {
  const { killed, broker, kills, promised, committed, lost, gaps, duplicates, twice = 0, seconds } = result;
  return {
    killed,
    broker,
    kills,
    'events promised': promised,
    'at the hub': committed,
    lost,
    gaps,
    'sent again': duplicates,
    'kept twice': twice,
    seconds,
  };
}

function words(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, times]) => `${name} ${times}`)
    .join(', ');
}

function isAllClean({ campaigns, program, powerCut: cuts }: Figures): boolean {
  return (
    campaigns.every(isClean) &&
    (program === undefined || program.lost + program.gaps === 0) &&
    (cuts === undefined || isSound(cuts))
  );
}

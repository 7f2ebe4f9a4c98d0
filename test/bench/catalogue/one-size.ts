/** Imports a catalogue of one size in a process of its own, again and changed, and then changes its stock; a line of JSON per step. */
import { join } from 'node:path';
import { importCatalogue } from '../../../broker/hub/import/pipeline/import-catalogue.ts';
import type { CatalogueInput } from '../../../broker/hub/sources/catalogue-input.ts';
import { HUB_FILE, openHubDatabase } from '../../../broker/hub/store/schema.ts';
import { writeOffers } from '../../../broker/hub/store/write-offers.ts';
import { generateCatalogue, skuOf, storeCode, type CatalogueSize } from './generate.ts';
import { replicaOf, type ReplicaFigures } from './replica-size.ts';

export interface StepFigures {
  step: 'first' | 'same' | 'percent' | 'half' | 'live' | 'replica';
  ms: number;
  /** Milliseconds of processor time: what is left of the figure on a machine that others use too. */
  cpuMs: number;
  rows: number;
  /** Peak of the process so far. */
  rssMb: number;
  /** Milliseconds of each live change. */
  live?: number[];
  replica?: ReplicaFigures;
}

const LIVE_CHANGES = 300;
const { dataDir, variants } = JSON.parse(process.argv[2] ?? '{}') as { dataDir: string; variants: number };
const nothing = (): void => undefined;

process.stdout.write('R\n');
await step('first', {});
await step('same', {});
await step('percent', { changed: { day: 1, every: 100 } });
await step('half', { changed: { day: 2, every: 2 } });
changeStock();
say({ step: 'replica', ms: 0, cpuMs: 0, rows: 0, rssMb: rss(), replica: await replicaOf(dataDir) });

async function step(name: StepFigures['step'], changes: Partial<CatalogueSize>): Promise<void> {
  process.stdout.write(`B ${name}\n`);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const report = await importCatalogue(generateCatalogue({ variants, ...changes }) satisfies CatalogueInput, {
    dataDir,
    source: 'bench',
    clock: { now: Date.now, setTimer: () => ({ cancel: nothing }) },
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  });
  say({
    step: name,
    ms: performance.now() - began,
    cpuMs: cpuSince(cpu),
    rows: report.variants + report.offers + report.reviews + 20,
    rssMb: rss(),
  });
}

function changeStock(): void {
  const database = openHubDatabase(join(dataDir, HUB_FILE));
  const live: number[] = [];
  const products = Math.floor(variants / 10);
  for (let index = 0; index < LIVE_CHANGES; index += 1) {
    const sku = skuOf(Math.floor((index * products) / LIVE_CHANGES), 0);
    const began = performance.now();
    const { changed } = writeOffers(
      database,
      [
        {
          place: { file: 'live', line: index, id: sku },
          storeCode: storeCode(index % 20),
          sku,
          gtin: '',
          availability: 'in_stock',
          quantity: 1_000 + index,
          pickupMethod: '',
          pickupSla: '',
          shelfLocation: '',
          asOf: '',
        },
      ],
      Date.now(),
    );
    if (changed === 1) live.push(performance.now() - began);
  }
  database.close();
  say({ step: 'live', ms: 0, cpuMs: 0, rows: live.length, rssMb: rss(), live });
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function rss(): number {
  return Math.round(process.resourceUsage().maxRSS / 1_024);
}

function say(figures: StepFigures): void {
  process.stdout.write(`F ${JSON.stringify(figures)}\n`);
}

/**
 * Imports two catalogues in turn until somebody kills it, or one, and says where it is: `R` ready, `S day` an import begins, `W day`
 * it writes, `D day version` it is done.
 */
import { importCatalogue } from '../../../broker/hub/import/pipeline/import-catalogue.ts';
import { generateCatalogue } from '../../bench/catalogue/generate.ts';

interface Options {
  dataDir: string;
  variants: number;
  mostInPlace: number;
  /** Of the catalogue that comes first: 0 or 1. */
  day: number;
  /** Ends after one import. */
  once?: boolean;
}

const { dataDir, variants, mostInPlace, day: first, once } = JSON.parse(process.argv[2] ?? '{}') as Options;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const nothing = (): void => undefined;

say('R');
for (let day = first; ; day = 1 - day) {
  say(`S ${day}`);
  const { version } = await importCatalogue(
    generateCatalogue({ variants, stores: 4, offersPerVariant: 1, changed: { day, every: 2 } }),
    {
      dataDir,
      source: 'crash',
      clock: { now: Date.now, setTimer: () => ({ cancel: nothing }) },
      logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      mostInPlace,
      onProgress: ({ stage, total }) => {
        if (stage === 'catalogue' && total !== null) say(`W ${day}`);
      },
    },
  );
  say(`D ${day} ${version}`);
  if (once) break;
}

/** Our search in a process of its own: `build CATALOGUE INDEX`, or `search INDEX QUERIES`. Prints one line of JSON. */
import { readFileSync } from 'node:fs';
import { buildIndex } from '../../../kiosk/search/build-index.ts';
import { LiveIndex } from '../../../kiosk/search/index/live-index.ts';
import { readSegment } from '../../../kiosk/search/index/segment-file.ts';
import { NO_FILTERS, SearchEngine } from '../../../kiosk/search/query/engine.ts';
import { Dictionary } from '../../../kiosk/search/words/dictionary.ts';
import { cpuSeconds, measure, memory, type Told } from './measure.ts';
import type { Queries } from './queries.ts';

const [mode = '', first = '', second = ''] = process.argv.slice(2);

function build(): { build: number; peak: number } {
  const began = cpuSeconds();
  buildIndex({ cataloguePath: first, indexPath: second });
  return { build: cpuSeconds() - began, peak: memory('VmHWM') };
}

async function search(): Promise<Told> {
  const began = cpuSeconds();
  const dictionary = new Dictionary();
  const index = new LiveIndex(readSegment(first).segment, dictionary);
  const engine = new SearchEngine(dictionary);
  engine.use(index.parts());
  const loaded = cpuSeconds() - began;
  const ask = (text: string, filters = NO_FILTERS, wantsFacets = false): string[] =>
    engine
      .search({ text, filters, offset: 0, limit: 20, wantsFacets })
      .hits.map(({ productId }) => productId);
  const figures = await measure(
    {
      typed: (text) => ask(text),
      ranked: ({ text, colour, size }) => {
        const [colours, sizes] = [colour === null ? [] : [colour], size === null ? [] : [size]];
        return ask(text, { ...NO_FILTERS, colours, sizes }, true);
      },
    },
    JSON.parse(readFileSync(second, 'utf8')) as Queries,
  );
  return { build: loaded, ...figures };
}

process.stdout.write(`${JSON.stringify(mode === 'build' ? build() : await search())}\n`);

/** Our search in a process of its own: `build CATALOGUE INDEX`, or `search INDEX QUERIES`. Prints one line of JSON. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { buildIndex } from '../../../kiosk/search/build-index.ts';
import { LiveIndex } from '../../../kiosk/search/index/live-index.ts';
import { readSegment } from '../../../kiosk/search/index/segment-file.ts';
import { NO_FILTERS, SearchEngine } from '../../../kiosk/search/query/engine.ts';
import { Dictionary } from '../../../kiosk/search/words/dictionary.ts';
import { measure, memory } from './measure.ts';
import type { Queries } from './queries.ts';

const [mode = '', first = '', second = ''] = process.argv.slice(2);

function build(): object {
  const began = performance.now();
  buildIndex({ cataloguePath: first, indexPath: second });
  return { seconds: (performance.now() - began) / 1000, peak: memory('VmHWM') };
}

async function search(): Promise<object> {
  const began = performance.now();
  const dictionary = new Dictionary();
  const index = new LiveIndex(readSegment(first).segment, dictionary);
  const engine = new SearchEngine(dictionary);
  engine.use(index.parts());
  const loaded = performance.now() - began;
  const ask = (text: string, filters = NO_FILTERS, wantsFacets = false): string[] =>
    engine
      .search({ text, filters, offset: 0, limit: 20, wantsFacets })
      .hits.map(({ productId }) => productId);
  const figures = await measure(
    {
      typed: (text) => ask(text),
      ranked: ({ text, colour, size }) => {
        const filters = {
          ...NO_FILTERS,
          colours: colour === null ? [] : [colour],
          sizes: size === null ? [] : [size],
        };
        return ask(text, filters, true);
      },
    },
    JSON.parse(readFileSync(second, 'utf8')) as Queries,
  );
  return { loaded, terms: index.parts()[0]?.segment.columns.termCount.length, ...figures };
}

process.stdout.write(`${JSON.stringify(mode === 'build' ? build() : await search())}\n`);

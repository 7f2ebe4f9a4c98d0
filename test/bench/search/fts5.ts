/** SQLite's FTS5 over the same catalogue, as it stands in while an index is built: `CATALOGUE QUERIES`. */
import { readFileSync } from 'node:fs';
import { searchPage } from '../../../kiosk/replica/search.ts';
import { CatalogueFile } from '../../../kiosk/search/source.ts';
import { measure } from './measure.ts';
import type { Queries } from './queries.ts';

const [path = '', queries = ''] = process.argv.slice(2);
const catalogue = new CatalogueFile(path);
const ask = (query: string): string[] =>
  searchPage(catalogue.statements, { query, offset: 0, limit: 20 }, Date.now()).cards.map(
    ({ productId }) => productId,
  );
const figures = await measure(
  { typed: ask, ranked: ({ text }) => ask(text) },
  JSON.parse(readFileSync(queries, 'utf8')) as Queries,
);
process.stdout.write(`${JSON.stringify({ build: 0, ...figures })}\n`);

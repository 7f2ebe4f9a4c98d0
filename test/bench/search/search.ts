/**
 * `npm run bench search [-- --variants N,N,N] [--only NAME,NAME] [--cpu SECONDS]`: our search beside MiniSearch,
 * FlexSearch, Orama and FTS5 on the same made catalogues, each in a process of its own.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSnapshot } from '../../../kiosk/replica/writer.ts';
import { bundle, type Bundle } from '../../support/bundle.ts';
import { percentile } from '../percentiles.ts';
import { lines, products } from './catalogue.ts';
import type { Told } from './measure.ts';
import { queriesOf } from './queries.ts';
import { recalls } from './recall.ts';

const SIZES = '10000,100000,1000000';
const NAMES = 'tapwall,minisearch,flexsearch,orama,fts5';
/** As the kiosk sets them for its thread; the others get what they ask for. */
const OUR_FLAGS = ['--max-old-space-size=96', '--max-semi-space-size=4'];
const PEER_FLAGS = ['--max-old-space-size=4096'];

export async function benchSearch(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      variants: { type: 'string', default: SIZES },
      only: { type: 'string', default: NAMES },
      cpu: { type: 'string', default: '400' },
    },
  });
  const names = values.only.split(',');
  const programs = await bundle({
    ours: 'test/bench/search/ours.ts',
    peer: 'test/bench/search/peer.ts',
    fts5: 'test/bench/search/fts5.ts',
  });
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-search-'));
  try {
    for (const size of values.variants.split(',').map(Number)) {
      const runner = new Runner({ programs, folder, size, cpuSeconds: Number(values.cpu) });
      await runner.run(names);
    }
    for (const { name, all, english } of await recalls())
      print([name, `${(100 * all).toFixed(1)} %`, ` ${(100 * english).toFixed(1)} % of English ones`]);
  } finally {
    programs.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface RunnerOptions {
  programs: Bundle;
  folder: string;
  size: number;
  cpuSeconds: number;
}

class Runner {
  readonly #options: RunnerOptions;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  async run(names: readonly string[]): Promise<void> {
    const { folder, size, programs } = this.#options;
    const queries = join(folder, 'queries.json');
    writeFileSync(queries, JSON.stringify(queriesOf(products(size))));
    const catalogue = join(folder, `replica-${size}.sqlite`);
    if (names.includes('tapwall') || names.includes('fts5')) await writeSnapshot(catalogue, lines(size));
    print([`${size} variants`, 'build s', 'RSS MB', 'typed p50', 'p95', 'p99', 'ranked p50', 'p95', 'p99']);
    for (const name of names) {
      if (name === 'tapwall') await this.#ours(catalogue, queries);
      else if (name === 'fts5')
        report(name, await this.#child([programs.file('fts5'), catalogue, queries], OUR_FLAGS));
      else report(name, await this.#child([programs.file('peer'), name, String(size), queries], PEER_FLAGS));
    }
    rmSync(catalogue, { force: true });
  }

  async #ours(catalogue: string, queries: string): Promise<void> {
    const { programs, folder } = this.#options;
    const index = join(folder, 'search.index');
    const built = await this.#child([programs.file('ours'), 'build', catalogue, index], PEER_FLAGS);
    const told = await this.#child([programs.file('ours'), 'search', index, queries], OUR_FLAGS);
    report(
      'tapwall',
      typeof told === 'string' || typeof built === 'string' ? told : { ...told, build: built.build },
    );
    if (typeof built !== 'string') print(['', `building takes ${built.peak.toFixed(0)} MB at the most`]);
  }

  /** What the child tells, or why it did not. */
  #child(command: readonly string[], flags: readonly string[]): Promise<Told | string> {
    return new Promise((resolve) => {
      const limit = `ulimit -t ${this.#options.cpuSeconds}; exec "$@"`;
      const child = spawn('sh', ['-c', limit, 'sh', process.execPath, ...flags, ...command], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let [text, trouble] = ['', ''];
      child.stdout.on('data', (data: Buffer) => (text += data.toString('utf8')));
      child.stderr.on('data', (data: Buffer) => (trouble = (trouble + data.toString('utf8')).slice(-4_000)));
      child.on('close', (code, signal) => {
        if (code === 0) resolve(JSON.parse(text) as Told);
        else if (signal === 'SIGXCPU' || signal === 'SIGKILL')
          resolve(`more than ${this.#options.cpuSeconds} s of processor time`);
        else
          resolve(
            /heap out of memory/u.test(trouble) ? 'more than 4 GB' : `failed: ${trouble.slice(0, 200)}`,
          );
      });
    });
  }
}

function report(name: string, told: Told | string): void {
  if (typeof told === 'string') {
    print([name, told]);
    return;
  }
  const { build, rss, typed, ranked } = told;
  const at = (values: readonly number[]): string[] =>
    [0.5, 0.95, 0.99].map((share) => percentile(values, share).toFixed(2));
  print([name, build.toFixed(1), rss.toFixed(0), ...at(typed), ...at(ranked)]);
}

function print(cells: readonly string[]): void {
  process.stdout.write(
    `${cells.map((cell, at) => (at === 0 ? cell.padEnd(18) : cell.padStart(11))).join('')}\n`,
  );
}

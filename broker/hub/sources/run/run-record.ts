/** What is remembered of the runs of a source over restarts of the hub, beside what the source keeps itself. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { SourceRejection } from '../../../contract/sources.ts';

const Count = Type.Integer({ minimum: 0 });
const Run = Type.Object({
  startedAt: Type.String(),
  endedAt: Type.String(),
  cause: Type.Union([Type.Literal('schedule'), Type.Literal('change'), Type.Literal('person')]),
  outcome: Type.Union([
    Type.Literal('imported'),
    Type.Literal('unchanged'),
    Type.Literal('held'),
    Type.Literal('failed'),
  ]),
  counts: Type.Union([
    Type.Null(),
    Type.Object({
      products: Count,
      variants: Count,
      offers: Count,
      reviews: Count,
      added: Count,
      altered: Count,
      removed: Count,
    }),
  ]),
  rejected: Count,
  error: Type.Union([Type.Null(), Type.Object({ code: Type.String(), message: Type.String() })]),
});

export const RunRecord = Type.Object({
  /** By what the content that was read last is known; null: by nothing. */
  stamp: Type.Union([Type.Null(), Type.String()]),
  /** The last run that read anything, whether it was taken in or held. */
  lastRead: Type.Union([Type.Null(), Run]),
  lastRun: Type.Union([Type.Null(), Run]),
  lastGood: Type.Union([Type.Null(), Run]),
  /** Runs that failed since the last good one. */
  failures: Count,
  /** When all stock was last said, with the time of the reading; absent while the source says times of its own, or changes only. */
  stockAsOf: Type.Optional(Type.String()),
});
export type RunRecord = Static<typeof RunRecord>;

export const NO_RUNS: RunRecord = { stamp: null, lastRead: null, lastRun: null, lastGood: null, failures: 0 };

/** What a source keeps, below the hub's own folder. */
export function folderOf(dataDir: string, name: string): string {
  return join(dataDir, 'sources', name);
}

/** Every row that the last reading left out, as CSV. */
export function reportPath(dataDir: string, name: string): string {
  return join(folderOf(dataDir, name), 'report.csv');
}

const isRecord = Compile(RunRecord);
const REJECTIONS = 'rejections.json';

export class RunRecords {
  readonly #dataDir: string;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** As if nothing had ever run, when it is missing or cannot be read: everything is then read once more. */
  async read(name: string): Promise<RunRecord> {
    const record = await this.#json(name, 'runs.json');
    return isRecord.Check(record) ? record : NO_RUNS;
  }

  async write(name: string, record: RunRecord): Promise<void> {
    await this.#whole(name, 'runs.json', JSON.stringify(record));
  }

  /** Those of the last reading. */
  async rejections(name: string): Promise<SourceRejection[]> {
    return ((await this.#json(name, REJECTIONS)) as SourceRejection[] | undefined) ?? [];
  }

  async writeRejections(name: string, rejections: readonly SourceRejection[]): Promise<void> {
    await this.#whole(name, REJECTIONS, JSON.stringify(rejections));
  }

  /** Path of the report for people; it is there once something was read. */
  report(name: string): string {
    return reportPath(this.#dataDir, name);
  }

  async #json(name: string, file: string): Promise<unknown> {
    try {
      return JSON.parse(await readFile(join(this.#folder(name), file), 'utf8')) as unknown;
    } catch {
      return undefined;
    }
  }

  async #whole(name: string, file: string, text: string): Promise<void> {
    const folder = this.#folder(name);
    await mkdir(folder, { recursive: true });
    const path = join(folder, file);
    await writeFile(`${path}.part`, text, { flush: true });
    await rename(`${path}.part`, path);
  }

  #folder(name: string): string {
    return folderOf(this.#dataDir, name);
  }
}

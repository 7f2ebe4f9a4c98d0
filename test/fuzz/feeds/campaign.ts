/** Spoils feeds of every format and has them read: every input must end in rows and a report, or in a BrokerError. */
import { fork, type ChildProcess } from 'node:child_process';
import { SeededRandom } from '../../support/seeded-random.ts';
import { FuzzFailure } from '../target.ts';
import { bentFeed, type FeedInput } from './bend.ts';
import type { ReaderAnswer, ReaderQuestion } from './reader.ts';
import { FEED_SEEDS } from './seeds.ts';

export interface FeedFailure {
  format: string;
  rule: string;
  /** Number of the input from this seed, from 1. */
  number: number;
  bytes: Buffer;
}

export interface FormatReport {
  inputs: number;
  rows: number;
  faults: number;
  refused: number;
  slowestMs: number;
}

export interface CampaignReport {
  formats: Map<string, FormatReport>;
  refusals: Map<string, number>;
  failures: FeedFailure[];
  /** Bytes. */
  memory: number;
}

export interface CampaignOptions {
  inputs: number;
  seed: number;
  /** Processes that read side by side. Default 1. */
  readers?: number;
  onInput?: (number: number, report: CampaignReport) => void;
}

/** Time on the processor: an input that takes more is a failure. The other limit is for those that never end (ms). */
const MOST_MS = 2_000;
const MOST_WAIT_MS = 60_000;
/** Of the reader's heap (MiB): a feed is at the most six megabytes here, and is never held. */
const MOST_HEAP = 160;
const READER = new URL('reader.ts', import.meta.url);

/** The same seed spoils the same feeds, whichever process reads which. */
export async function feedCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { inputs, seed, readers = 1, onInput } = options;
  const random = new SeededRandom(seed);
  const unit = (): number => random.unit();
  const empty = (): FormatReport => ({ inputs: 0, rows: 0, faults: 0, refused: 0, slowestMs: 0 });
  const report: CampaignReport = {
    formats: new Map(FEED_SEEDS.map(({ name }) => [name, empty()])),
    refusals: new Map(),
    failures: [],
    memory: 0,
  };
  let begun = 0;
  const lane = async (): Promise<void> => {
    const reader = new Reader();
    try {
      while (begun < inputs) {
        begun += 1;
        const number = begun;
        const input = bentFeed(unit);
        const answer = await reader.ask({ ...input, stores: unit() < 0.5 && input.role !== 'stores' });
        note(report, { input, answer, number });
        onInput?.(number, report);
      }
    } finally {
      reader.stop();
    }
  };
  await Promise.all(Array.from({ length: readers }, lane));
  return report;
}

function note(
  report: CampaignReport,
  { input, answer, number }: { input: FeedInput; answer: ReaderAnswer; number: number },
): void {
  const format = report.formats.get(input.name);
  if (!format) return;
  format.inputs += 1;
  format.rows += answer.rows;
  format.faults += answer.faults;
  format.slowestMs = Math.max(format.slowestMs, answer.ms);
  report.memory = Math.max(report.memory, answer.memory);
  if (answer.refused !== '') {
    format.refused += 1;
    report.refusals.set(answer.refused, (report.refusals.get(answer.refused) ?? 0) + 1);
  }
  if (answer.broken !== '')
    report.failures.push({ format: input.name, rule: answer.broken, number, bytes: input.bytes });
}

/** One child at a time; a new one after each that ended or was ended. */
class Reader {
  #child: ChildProcess | undefined;

  async ask({ role, bytes, stores }: ReaderQuestion): Promise<ReaderAnswer> {
    const child = (this.#child ??= await start());
    let limit: NodeJS.Timeout | undefined;
    const answer = await new Promise<ReaderAnswer | string>((resolve) => {
      limit = setTimeout(() => resolve(`it ends within ${MOST_WAIT_MS} ms`), MOST_WAIT_MS);
      child.once('message', (message) => resolve(message as ReaderAnswer));
      child.once('exit', (code, signal) => resolve(`the reader lives: it ended with ${signal ?? code}`));
      child.send({ role, bytes, stores });
    });
    clearTimeout(limit);
    child.removeAllListeners();
    if (typeof answer === 'string') {
      this.stop();
      return { rows: 0, faults: 0, refused: '', broken: answer, ms: 0, memory: 0 };
    }
    const broken = answer.ms > MOST_MS ? `it takes ${MOST_MS} ms: it took ${Math.round(answer.ms)}` : '';
    return { ...answer, broken: answer.broken || broken };
  }

  stop(): void {
    this.#child?.removeAllListeners();
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}

/** Its first message says that it has loaded what it needs: how long that takes is not the input's fault. */
function start(): Promise<ChildProcess> {
  const child = fork(READER, {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${MOST_HEAP}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new FuzzFailure(`the reader does not start: ${code}`)));
  });
}

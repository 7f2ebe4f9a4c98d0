/** Spoils feeds of every format and has them read: every input must end in rows and a report, or in a BrokerError. */
import { fork, type ChildProcess } from 'node:child_process';
import { SeededRandom } from '../../support/seeded-random.ts';
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
  onInput?: (number: number) => void;
}

/** An input that takes longer is a failure (ms). */
export const MOST_MS = 5_000;
/** Of the reader's heap (MiB): a feed is at the most six megabytes here, and is never held. */
export const MOST_HEAP = 160;
const READER = new URL('reader.ts', import.meta.url);

export async function feedCampaign({ inputs, seed, onInput }: CampaignOptions): Promise<CampaignReport> {
  const random = new SeededRandom(seed);
  const unit = (): number => random.unit();
  const empty = (): FormatReport => ({ inputs: 0, rows: 0, faults: 0, refused: 0, slowestMs: 0 });
  const report: CampaignReport = {
    formats: new Map(FEED_SEEDS.map(({ name }) => [name, empty()])),
    refusals: new Map(),
    failures: [],
    memory: 0,
  };
  const reader = new Reader();
  try {
    for (let number = 1; number <= inputs; number += 1) {
      const input = bentFeed(unit);
      const answer = await reader.ask({ ...input, stores: unit() < 0.5 && input.role !== 'stores' });
      note(report, { input, answer, number });
      onInput?.(number);
    }
  } finally {
    reader.stop();
  }
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

  ask(question: ReaderQuestion): Promise<ReaderAnswer> {
    const child = (this.#child ??= start());
    const began = performance.now();
    return new Promise((resolve) => {
      const settle = (answer: ReaderAnswer | string): void => {
        clearTimeout(limit);
        child.removeAllListeners();
        if (typeof answer !== 'string') return resolve(answer);
        this.stop();
        const ms = performance.now() - began;
        resolve({ rows: 0, faults: 0, refused: '', broken: answer, ms, memory: 0 });
      };
      const limit = setTimeout(() => settle(`it ends within ${MOST_MS} ms`), MOST_MS);
      child.once('message', (answer) => settle(answer as ReaderAnswer));
      child.once('exit', (code, signal) => settle(`the reader lives: it ended with ${signal ?? code}`));
      child.send({ role: question.role, bytes: question.bytes, stores: question.stores });
    });
  }

  stop(): void {
    this.#child?.removeAllListeners();
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}

function start(): ChildProcess {
  return fork(READER, {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${MOST_HEAP}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/**
 * The kiosk's side of the search thread: one question at a time, the newest of each display first to be kept, a deadline
 * for each, and a new thread for one that crashed or hangs.
 */
import type { Worker } from 'node:worker_threads';
import type { Clock, Logger } from '../../../broker/ports.ts';
import { KioskError } from '../../errors.ts';
import type { FromSearchThread, Question, Reply, SearchThreadData, ToSearchThread } from './messages.ts';
import { spawnThread, type SpawnThread } from './spawn.ts';

export interface SearchWorkerOptions {
  data: SearchThreadData;
  clock: Pick<Clock, 'setTimer'>;
  logger: Logger;
  spawn?: SpawnThread;
  /** Hears what is not an answer. */
  heard: (message: FromSearchThread & { type: 'loaded' | 'updated' }) => void;
  /** A thread runs, the first or a new one: it knows nothing yet. */
  started: () => void;
}

export interface Answer {
  reply: Reply;
  stamp: string;
}

interface Waiting {
  id: number;
  display: string;
  question: Question;
  resolve(answer: Answer): void;
  reject(error: KioskError): void;
  deadline: { cancel(): void };
}

const DEADLINE_MS = 1_500;
/** Deadlines missed in a row after which the thread is taken for stuck. */
const MOST_LATE = 3;
const RESTART = { firstMs: 250, mostMs: 30_000 };

export class SearchWorker {
  readonly #options: SearchWorkerOptions;
  #thread: Worker | null = null;
  #isRunning = false;
  #isStopped = false;
  #asked: Waiting | null = null;
  #queue: Waiting[] = [];
  #ids = 0;
  #late = 0;
  #crashes = 0;
  #restart: { cancel(): void } | null = null;

  constructor(options: SearchWorkerOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Does nothing while it runs, and nothing once it has been stopped. */
  start(): void {
    if (this.#isRunning || this.#isStopped) return;
    this.#isRunning = true;
    this.#spawn();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#isStopped = true;
    this.#restart?.cancel();
    this.#giveUp();
    const thread = this.#thread;
    this.#thread = null;
    await thread?.terminate();
  }

  tell(message: ToSearchThread): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    this.#thread?.postMessage(message);
  }

  /**
   * Starts the thread when it does not run yet.
   * @param display A newer question of the same one takes the place of one that still waits.
   * @throws KioskError TW_SEARCH_DROPPED | TW_SEARCH_AWAY
   */
  ask(display: string, question: Question): Promise<Answer> {
    this.start();
    if (this.#thread === null) return Promise.reject(new KioskError('TW_SEARCH_AWAY'));
    return new Promise((resolve, reject) => {
      this.#ids += 1;
      const id = this.#ids;
      const deadline = this.#options.clock.setTimer(DEADLINE_MS, () => this.#missed(id));
      for (const older of this.#queue.filter(
        (one) => one.display === display && one.question.type === question.type,
      ))
        this.#end(older, new KioskError('TW_SEARCH_DROPPED'));
      this.#queue.push({ id, display, question, resolve, reject, deadline });
      this.#next();
    });
  }

  #next(): void {
    if (this.#asked !== null) return;
    const next = this.#queue.shift();
    if (next === undefined) return;
    this.#asked = next;
    this.tell({ type: 'ask', id: next.id, question: next.question });
  }

  #hear(message: FromSearchThread): void {
    if (message.type === 'loaded' || message.type === 'updated') {
      this.#options.heard(message);
      return;
    }
    this.#late = 0;
    const asked = this.#asked;
    if (asked === null || asked.id !== message.id) return;
    this.#asked = null;
    asked.deadline.cancel();
    if (message.type === 'answer') asked.resolve({ reply: message.reply, stamp: message.stamp });
    else {
      this.#options.logger.warn({ cause: message.message }, 'a search failed');
      asked.reject(new KioskError('TW_SEARCH_AWAY'));
    }
    this.#next();
  }

  #missed(id: number): void {
    const waiting = [this.#asked, ...this.#queue].find((one) => one?.id === id);
    if (waiting === null || waiting === undefined) return;
    this.#end(waiting, new KioskError('TW_SEARCH_AWAY'));
    this.#late += 1;
    if (this.#late >= MOST_LATE) {
      this.#options.logger.warn({ late: this.#late }, 'the search hangs; it gets a new thread');
      void this.#thread?.terminate();
    }
    this.#next();
  }

  #end(waiting: Waiting, error: KioskError): void {
    waiting.deadline.cancel();
    this.#queue = this.#queue.filter((one) => one !== waiting);
    if (this.#asked === waiting) this.#asked = null;
    waiting.reject(error);
  }

  #giveUp(): void {
    for (const waiting of [this.#asked, ...this.#queue])
      if (waiting !== null) this.#end(waiting, new KioskError('TW_SEARCH_AWAY'));
  }

  #spawn(): void {
    const { data, spawn = spawnThread } = this.#options;
    const thread = spawn('search', data);
    let cause: unknown;
    thread.on('message', (message: FromSearchThread) => this.#hear(message));
    thread.on('error', (error) => (cause = error));
    thread.once('exit', () => this.#ended(thread, cause));
    thread.unref();
    this.#thread = thread;
    this.#late = 0;
    this.#options.started();
  }

  #ended(thread: Worker, cause: unknown): void {
    if (!this.#isRunning || this.#thread !== thread) return;
    this.#thread = null;
    this.#giveUp();
    const { clock, logger } = this.#options;
    if (this.#crashes === 0) logger.error({ err: cause }, 'the search thread ended; restarting');
    const waitMs = Math.min(RESTART.mostMs, RESTART.firstMs * 2 ** Math.min(this.#crashes, 10));
    this.#crashes += 1;
    this.#restart = clock.setTimer(waitMs, () => {
      this.#spawn();
      this.#restart = clock.setTimer(RESTART.mostMs, () => (this.#crashes = 0));
    });
  }
}

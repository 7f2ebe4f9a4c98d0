/** One supervised part of `tapwall start`: a process that says when it is ready and is started again when it dies. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Clock, Logger } from '../../broker/ports.ts';
import type { Ready } from '../cli/service.ts';
import { KioskError } from '../errors.ts';

export interface ChildOptions {
  command: string;
  args: readonly string[];
  clock: Clock;
  logger: Logger;
  /** The module that carries out commands; tests pass one that misbehaves. */
  main?: string;
}

const MAIN = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../main.ts' : '../main.js', import.meta.url),
);
const BACKOFF = { firstMs: 1000, mostMs: 30_000 };
/** A part that dies sooner after it was ready is still the same trouble: the pauses go on growing. */
const SOUND_MS = 60_000;
/** Longer than any clean end takes. */
const STOP_LIMIT_MS = 8000;

export class Child {
  readonly #options: ChildOptions;
  #args: readonly string[];
  #process: ChildProcess | null = null;
  #ending = false;
  #deaths = 0;
  #restart: { cancel(): void } | null = null;
  #sound: { cancel(): void } | null = null;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#args = options.args;
  }

  /**
   * Starts it and waits until it is ready. `args` are used for restarts: what was picked the first time stays.
   * @throws KioskError TW_CHILD_STOPPED
   */
  async start(): Promise<Ready> {
    const ready = await this.#launch();
    this.#watch();
    return ready;
  }

  /** Arguments for restarts, e.g. with the ports that were picked. */
  keep(args: readonly string[]): void {
    this.#args = args;
  }

  /** From now on its end is no death: the whole group may have been told to end. */
  retire(): void {
    this.#ending = true;
    this.#restart?.cancel();
    this.#sound?.cancel();
  }

  async stop(): Promise<void> {
    this.retire();
    const child = this.#process;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const limit = this.#options.clock.setTimer(STOP_LIMIT_MS, () => child.kill('SIGKILL'));
    await gone;
    limit.cancel();
  }

  /** Standard output belongs to the ready line of the parent, so the child's goes to standard error. */
  #launch(): Promise<Ready> {
    const { command, main = MAIN } = this.#options;
    const child = fork(main, [command, ...this.#args], { stdio: ['ignore', 2, 2, 'ipc'] });
    this.#process = child;
    return new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(message as Ready));
      child.once('error', (error) =>
        reject(new KioskError('TW_CHILD_STOPPED', `The ${command} could not be started.`, { cause: error })),
      );
      child.once('exit', (code) => {
        reject(
          new KioskError(
            'TW_CHILD_STOPPED',
            `The ${command} stopped before it was ready (exit code ${code ?? 'none'}); its own line says why.`,
            { cause: code },
          ),
        );
      });
    });
  }

  #watch(): void {
    if (this.#ending) return;
    this.#process?.once('exit', () => this.#died());
    this.#sound = this.#options.clock.setTimer(SOUND_MS, () => (this.#deaths = 0));
  }

  #died(): void {
    this.#sound?.cancel();
    if (this.#ending) return;
    const { command, clock, logger } = this.#options;
    const wait = Math.min(BACKOFF.mostMs, BACKOFF.firstMs * 2 ** this.#deaths);
    this.#deaths += 1;
    logger.error({ stopped: command, wait }, `the ${command} stopped; it is started again`);
    this.#restart = clock.setTimer(wait, () => {
      this.#launch()
        .then(() => this.#watch())
        .catch(() => this.#died());
    });
  }
}

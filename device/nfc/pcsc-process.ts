/** Starts the reader process, notices when it ends or hangs, and starts the next one. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Backoff } from '../backoff.ts';
import type { DeviceHost, Timer } from '../ports.ts';
import { HEARTBEAT_MS, type ChildMessage, type ParentMessage } from './pcsc-messages.ts';

/** Loading sources through a compiler on a busy machine takes seconds. */
const STARTUP_LIMIT_MS = 30_000;
const SILENCE_LIMIT_MS = 5 * HEARTBEAT_MS;
const STOP_LIMIT_MS = 1_000;
const STDERR_TAIL = 2_000;
/** A process that lived this long was a good one. */
const STABLE_MS = 10_000;

export interface PcscProcessOptions extends DeviceHost {
  env: NodeJS.ProcessEnv;
  /** The process's main file; tests put a misbehaving one here. */
  childUrl?: URL;
  message(message: ChildMessage): void;
  /** The process ended without having been asked to; another follows. */
  lost(): void;
}

export class PcscProcess {
  readonly #options: PcscProcessOptions;
  readonly #backoff = new Backoff(250, 10_000);
  #child: ChildProcess | undefined;
  #watchdog: Timer | undefined;
  #respawn: Timer | undefined;
  #running = false;

  constructor(options: PcscProcessOptions) {
    this.#options = options;
  }

  /** Process id of the process at work. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#spawn();
  }

  /** Closes the channel, which ends the process; one that does not end within a second is killed. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#respawn?.cancel();
    this.#watchdog?.cancel();
    const child = this.#child;
    this.#child = undefined;
    if (child !== undefined) await ended(child);
  }

  /** Passes a message on; without a process there is nobody it concerns. */
  send(message: ParentMessage): void {
    // A process that ends just now reports its end by itself.
    if (this.#child?.connected === true) this.#child.send(message, () => undefined);
  }

  #spawn(): void {
    const { childUrl = defaultChildUrl(), env } = this.#options;
    const child = fork(fileURLToPath(childUrl), {
      env,
      execArgv: process.execArgv.filter((argument) => !argument.startsWith('--inspect')),
      serialization: 'advanced',
      // Standard output belongs to the kiosk's own protocol.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    const startedAt = this.#options.clock.now();
    let reachedService = false;
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString('utf8')).slice(-STDERR_TAIL);
    });
    child.on('message', (message: ChildMessage) => {
      if (this.#child !== child) return;
      this.#guard(SILENCE_LIMIT_MS);
      if (message.type === 'attached' || message.type === 'service_up') reachedService = true;
      if (message.type !== 'alive') this.#options.message(message);
    });
    child.on('error', (error) => {
      this.#options.logger.warn({ err: error }, 'reader process reports an error');
    });
    child.on('exit', (code, signal) => {
      if (this.#child !== child) return;
      if (code !== 0) this.#options.logger.warn({ code, signal, stderr }, 'reader process ended');
      // One that ended because pcscd did is replaced at once, however often that happens.
      const wasGood = reachedService && code === 0;
      if (wasGood || this.#options.clock.now() - startedAt >= STABLE_MS) this.#backoff.reset();
      this.#replace();
    });
    this.#guard(STARTUP_LIMIT_MS);
  }

  #guard(ms: number): void {
    this.#watchdog?.cancel();
    this.#watchdog = this.#options.clock.setTimer(ms, () => {
      this.#options.logger.warn({ pid: this.pid, silentForMs: ms }, 'reader process hangs and is killed');
      this.#child?.kill('SIGKILL');
    });
  }

  #replace(): void {
    this.#child = undefined;
    this.#watchdog?.cancel();
    if (!this.#running) return;
    this.#options.lost();
    if (!this.#running) return;
    this.#respawn = this.#options.clock.setTimer(this.#backoff.next(), () => this.#spawn());
  }
}

/** Beside this file, compiled or not. */
function defaultChildUrl(): URL {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return new URL(`./pcsc-child${extension}`, import.meta.url);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    if (child.connected) child.disconnect();
    else child.kill('SIGKILL');
  });
}

/** A process that says what it does line by line, and that somebody kills. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.ts';

const START_MS = 30_000;

export class Child {
  /** Errors it reported, as text. */
  readonly errors: string[] = [];
  readonly #process: ChildProcess;
  readonly #listeners = new Set<(line: string) => void>();
  readonly #ended: Promise<unknown>;
  #rest = '';
  #ready: string | undefined;

  /** @param file Bundled; it gets `options` as JSON. */
  constructor(file: string, options: object) {
    this.#process = spawn(process.execPath, [file, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // After the process ended and everything it said was read.
    this.#ended = once(this.#process, 'close');
    this.#process.stdout?.setEncoding('utf8');
    this.#process.stdout?.on('data', (chunk: string) => this.#heard(chunk));
  }

  /** What stood behind `R`; undefined until it is ready. */
  get ready(): string | undefined {
    return this.#ready;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get gone(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  onLine(listener: (line: string) => void): void {
    this.#listeners.add(listener);
  }

  /** @throws DeadlinePassed */
  async untilReady(): Promise<string> {
    return until(() => this.#ready ?? (this.gone ? '' : undefined), START_MS);
  }

  /** At once. Resolves when everything it said has been read. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGTERM');
    await this.#ended;
  }

  async ended(): Promise<void> {
    await this.#ended;
  }

  #heard(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    // A line that the kill cut short says nothing.
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('R ')) this.#ready = line.slice(2);
      if (line.startsWith('E ')) this.errors.push(line.slice(2));
      for (const listener of this.#listeners) listener(line);
    }
  }
}

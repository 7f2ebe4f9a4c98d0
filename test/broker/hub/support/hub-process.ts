/** A hub in a process of its own, for tests that kill it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../../../kiosk/system/paths.ts';
import type { HubChildOptions } from '../../../support/children/hub.ts';
import { until } from '../../../support/until.ts';

const FILE = 'test/support/children/hub.ts';
const START_MS = 60_000;

export class HubProcess {
  /** Errors it reported, as text. */
  readonly errors: string[] = [];
  readonly #child: ChildProcess;
  #url = '';

  constructor(options: HubChildOptions) {
    const root = projectRoot();
    this.#child = spawn(process.execPath, ['--import', 'tsx', join(root, FILE), JSON.stringify(options)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let rest = '';
    this.#child.stdout?.setEncoding('utf8');
    this.#child.stdout?.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('R ')) this.#url = line.slice(2);
        if (line.startsWith('E ')) this.errors.push(line.slice(2));
      }
    });
  }

  /** Its address, once it answers. @throws DeadlinePassed */
  async ready(): Promise<string> {
    return until(() => this.#url || (this.#gone ? 'gone' : undefined), START_MS);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.#gone) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill(signal);
    await gone;
  }

  get #gone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

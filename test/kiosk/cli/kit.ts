/** Runs `tapwall` from its sources, as a person would: a process, its output, its exit code. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../../kiosk/system/paths.ts';
import { HarnessError } from '../../harness/errors.ts';
import type { TestContext } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';

const MAIN = join(projectRoot(), 'kiosk', 'main.ts');
export const READY_MS = 60_000;

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  output: { stdout: string; stderr: string };
  ready: Record<string, string>;
  end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Starts it and collects what it says. */
export function launch(args: readonly string[], env: Record<string, string>): Omit<Running, 'ready' | 'end'> {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    cwd: projectRoot(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return { child, output };
}

/** Runs to the end. */
export async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const { child, output } = launch(args, env);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

/** Runs to the end while nobody reads what it prints, as `tapwall … | head -1` does after the first line. */
export async function runUnread(args: readonly string[]): Promise<Ended> {
  const { child, output } = launch(args, {});
  child.stdout?.destroy();
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

/** Starts a service and waits for its ready line; it is ended after the test. */
export async function serve(
  t: TestContext,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Running> {
  const { child, output } = launch(args, env);
  const end = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'close');
      child.kill(signal);
      await gone;
    }
    return child.exitCode;
  };
  t.after(() => end());
  await until(() => output.stdout.includes('\n') || child.exitCode !== null, READY_MS);
  if (!output.stdout.includes('\n'))
    throw new HarnessError(`${args.join(' ')} is not ready:\n${output.stderr}`);
  return { child, output, ready: JSON.parse(output.stdout) as Record<string, string>, end };
}

/** The one line of JSON that a failure is; fails when there is anything else. */
export function failure({ stderr }: Ended): { code: string; message: string } {
  const lines = stderr.trimEnd().split('\n');
  if (lines.length !== 1) throw new HarnessError(`not one line: ${stderr}`);
  return (JSON.parse(lines[0] ?? '') as { error: { code: string; message: string } }).error;
}

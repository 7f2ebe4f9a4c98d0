/** Runs the built program as a person would: a process, its ready line, its log, its end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../kiosk/system/paths.ts';
import { HarnessError } from '../harness/errors.ts';
import { until } from '../support/until.ts';

export const MAIN = join(projectRoot(), 'dist', 'kiosk', 'main.js');
const READY_MS = 60_000;

export interface Program {
  /** Addresses of the ready line. */
  ready: Record<string, string>;
  /** Everything it logged so far. */
  log(): string;
  pid: number;
  /** Clean end; answers the exit code. */
  stop(): Promise<number | null>;
  /** Dies at once, as with a power cut of the process. */
  kill(): Promise<void>;
}

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts a service and waits for its ready line. */
export async function startProgram(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Program> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  const output = collect(child);
  await until(() => output.stdout.includes('\n') || child.exitCode !== null, READY_MS);
  if (!output.stdout.includes('\n'))
    throw new HarnessError(`${args[0]} did not become ready:\n${output.stderr}`);
  return {
    ready: JSON.parse(output.stdout.split('\n')[0] ?? '{}') as Record<string, string>,
    log: () => output.stderr,
    pid: child.pid ?? 0,
    stop: () => end(child, 'SIGTERM'),
    kill: async () => void (await end(child, 'SIGKILL')),
  };
}

/** Runs a tool to its end. */
export async function runProgram(args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collect(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
  return child.exitCode;
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (output.stdout += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (output.stderr += chunk.toString('utf8')));
  return output;
}

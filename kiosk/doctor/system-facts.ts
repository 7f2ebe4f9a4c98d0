/** The machine we run on. Asks and never changes anything. */
import { execFile } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { MachineFacts, PortAccess, ProgramResult } from './facts.ts';

const PROGRAM_MS = 5000;
/** A service user's PATH often lacks these. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/bin'];

export const systemFacts: MachineFacts = {
  env: process.env,
  nodeVersion: process.version,
  isRoot: process.getuid?.() === 0,
  pid: process.pid,
  readText,
  list,
  exists: existsSync,
  linkTarget: (path) => attempt(() => readlinkSync(path), ''),
  mode: (path) => attempt<number | null>(() => statSync(path).mode & 0o777, null),
  access,
  findProgram: (name) =>
    [...new Set([...(process.env['PATH'] ?? '').split(':'), ...SYSTEM_FOLDERS])]
      .filter((folder) => folder !== '')
      .map((folder) => join(folder, name))
      .find(isExecutable) ?? null,
  run,
  processes: () =>
    list('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => readText(`/proc/${pid}/comm`).trim()),
};

function readText(path: string): string {
  return attempt(() => readFileSync(path, 'utf8'), '');
}

function list(folder: string): string[] {
  return attempt(() => readdirSync(folder).toSorted(), []);
}

function access(path: string): PortAccess {
  if (!existsSync(path)) return 'missing';
  return attempt<PortAccess>(() => {
    accessSync(path, constants.R_OK | constants.W_OK);
    return 'ok';
  }, 'denied');
}

function isExecutable(path: string): boolean {
  return attempt(() => {
    accessSync(path, constants.X_OK);
    return true;
  }, false);
}

function run(program: string, args: readonly string[]): Promise<ProgramResult | null> {
  return new Promise((resolve) => {
    const options = { timeout: PROGRAM_MS, env: { ...process.env, LC_ALL: 'C' } };
    execFile(program, args, options, (error, stdout) => {
      if (error === null) resolve({ code: 0, stdout });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout });
      else resolve(error.killed === true ? { code: null, stdout } : null);
    });
  });
}

function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

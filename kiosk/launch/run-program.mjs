/** Runs a program quietly: its output goes to a file, and is shown only when it fails. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

const SHOWN_LINES = 60;
const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * @typedef {object} ProgramResult
 * @property {boolean} ok
 * @property {string} output the last lines of what the program printed
 */

/**
 * The program leads a process group of its own, so that an interrupted start takes compilers down with it.
 * @param {string[]} command program and arguments
 * @param {{ cwd: string, log: string, env?: NodeJS.ProcessEnv }} options `log`: file for the output, overwritten
 * @returns {Promise<ProgramResult>}
 */
export async function runProgram([program, ...args], { cwd, log, env = process.env }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, 'w');
  const child = spawn(program, args, {
    cwd,
    env: { ...env, NO_COLOR: '1' },
    detached: true,
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  let interrupted;
  const forward = (signal) => {
    interrupted = signal;
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // The group has ended by itself.
    }
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    const failure = await new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(code === 0 ? '' : `ended with ${signal ?? code}`));
    });
    return { ok: failure === '', output: tail(log) || failure };
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
    // With our handler gone the signal does to this process what it would have done at once.
    if (interrupted !== undefined) process.kill(process.pid, interrupted);
  }
}

function tail(log) {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
}

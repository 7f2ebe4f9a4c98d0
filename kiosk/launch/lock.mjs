/**
 * One installation at a time: a file that names the process at work. A file left behind by a killed start is taken
 * over. The start time of the process is kept beside its id, because process ids are used again.
 */
import {
  accessSync,
  constants,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LaunchError } from './errors.mjs';

const POLL_MS = 200;
const PATIENCE_MS = 15 * 60_000;

/**
 * Waits for its turn, does the work, and leaves.
 * @template T
 * @param {string} file
 * @param {{ work: () => Promise<T>, waiting: (pid: number) => void }} options
 * @returns {Promise<T>}
 */
export async function withLock(file, { work, waiting }) {
  makeFolder(dirname(file));
  const until = Date.now() + PATIENCE_MS;
  let told = false;
  while (!take(file)) {
    const holder = read(file);
    if (holder === undefined || takeOver(file, holder)) continue;
    if (!told) waiting(holder.pid);
    told = true;
    if (Date.now() > until)
      throw new LaunchError('TW_LAUNCH_BUSY', `Process ${holder.pid} has held ${file} for too long.`);
    await delay(POLL_MS);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** Whoever installs and builds writes into the checkout, which is not everybody's when root made it. */
function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new LaunchError(
      'TW_LAUNCH_FOLDER',
      `${folder} cannot be written (${error.code}), so nothing can be installed or built. Start as the owner of the checkout, or give it to this user.`,
    );
  }
}

/** Linking a finished file is atomic, so nobody ever reads a half-written lock. */
function take(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, started: startedAt(process.pid) }));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes the lock of a dead process. Renaming first makes sure that it is the dead one's and not a newer one. */
function takeOver(file, holder) {
  if (isAlive(holder)) return false;
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    const moved = read(aside);
    if (moved !== undefined && isAlive(moved)) linkSync(aside, file);
  } catch {
    // Somebody else was faster; the next round decides.
  } finally {
    rmSync(aside, { force: true });
  }
  return true;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    return { pid: 0, started: '' };
  }
}

function isAlive({ pid, started }) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return startedAt(pid) === started;
}

/** Field 22 of /proc/PID/stat (proc(5)): start time in clock ticks since boot. Empty where there is no /proc. */
function startedAt(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

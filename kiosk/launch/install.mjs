/**
 * Node.js packages: `npm ci` when, and only when, what lies in node_modules does not fit.
 *
 * A stamp in node_modules says what it was made for: the lock file, the ABI of Node.js, and whether the headers for
 * the optional PC/SC binding were there. When only the headers came later, the binding alone is added, because
 * replacing node_modules would pull the ground from under a running service.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LaunchError } from './errors.mjs';
import { hasPcscHeaders, installPackages, missingToolchain } from './packages.mjs';
import { say, startStep } from './progress.mjs';
import { runProgram } from './run-program.mjs';

const STAMP = 'node_modules/.tapwall-stamp.json';
const BINDING = 'node_modules/nfc-pcsc/package.json';
/** node-gyp writes it before it compiles; a ready-made build does not bring it. */
const COMPILING = 'node_modules/better-sqlite3/build/Makefile';

/** @param {string} root */
export function wantedStamp(root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return { lock, abi: process.versions.modules, pcsc: hasPcscHeaders() };
}

/**
 * What must be done: nothing, add the PC/SC binding, or everything.
 * @param {string} root
 * @returns {'fresh' | 'binding' | 'stale'}
 */
export function installState(root) {
  const stamp = readStamp(root);
  const wanted = wantedStamp(root);
  if (stamp === undefined || stamp.lock !== wanted.lock || stamp.abi !== wanted.abi) return 'stale';
  return wanted.pcsc && !stamp.pcsc ? 'binding' : 'fresh';
}

/** @param {string} root */
export async function ensureInstalled(root) {
  if (installState(root) === 'stale' && isInstalledByHand(root)) {
    writeStamp(root, existsSync(join(root, BINDING)));
  }
  const state = installState(root);
  if (state === 'fresh') return;
  await installPackages(missingToolchain(), { root, why: 'to compile the database engine' });
  if (
    state === 'stale' ||
    !(await npm(root, { args: ['install', '--no-save'], what: 'the card reader binding' })).ok
  ) {
    await installAll(root);
  }
  writeStamp(root);
  if (!existsSync(join(root, BINDING))) say(PCSC_HINT);
}

const PCSC_HINT =
  'ℹ No NFC reader support (PC/SC) in this installation. To get it: sudo apt-get install -y libpcsclite-dev pcscd, then start again.';

async function installAll(root) {
  const result = await npm(root, { args: ['ci'], what: 'packages' });
  if (result.ok) return;
  throw new LaunchError(
    'TW_INSTALL_FAILED',
    `Packages could not be installed. The whole output is in ${result.log}.`,
    {
      output: result.output,
    },
  );
}

async function npm(root, { args, what }) {
  const log = join(root, '.tapwall', 'logs', 'install.log');
  const step = startStep(`installing ${what}`);
  rmSync(join(root, STAMP), { force: true });
  const compilingBefore = args[0] !== 'ci' && existsSync(join(root, COMPILING));
  const watch = setInterval(() => {
    if (!compilingBefore && existsSync(join(root, COMPILING)))
      step.say(`installing ${what}: compiling the database engine, one to two minutes`);
  }, 500);
  try {
    const result = await runProgram(['npm', ...args, '--no-audit', '--no-fund', '--no-progress'], {
      cwd: root,
      log,
      env: installEnvironment(),
    });
    if (result.ok) step.done(`installed ${what}`);
    else step.failed();
    return { ...result, log };
  } finally {
    clearInterval(watch);
  }
}

/** Headers that came with this Node.js save a download; NODE_ENV=production would leave the compiler out. */
function installEnvironment() {
  const env = { JOBS: 'max', ...process.env };
  delete env.NODE_ENV;
  for (const name of Object.keys(env)) if (name.startsWith('npm_lifecycle_')) delete env[name];
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  const header = join(prefix, 'include', 'node', 'node_version.h');
  if (existsSync(header) && isHeaderOfThisNode(readFileSync(header, 'utf8'))) env.npm_config_nodedir = prefix;
  return env;
}

function isHeaderOfThisNode(header) {
  const [major, minor] = process.versions.node.split('.');
  const says = (name, value) => new RegExp(`#define ${name} ${value}\\b`).test(header);
  return says('NODE_MAJOR_VERSION', major) && says('NODE_MINOR_VERSION', minor);
}

/** True when somebody ran `npm ci` without us: every package of the lock file is there, and the addon loads. */
function isInstalledByHand(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const have = readPackages(join(root, 'node_modules/.package-lock.json'));
  if (wanted === undefined || have === undefined) return false;
  const fits = Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || (have[path]?.version ?? (entry.optional ? entry.version : '')) === entry.version,
  );
  if (!fits) return false;
  const probe = "new (require('better-sqlite3'))(':memory:').close()";
  return spawnSync(process.execPath, ['-e', probe], { cwd: root, stdio: 'ignore' }).status === 0;
}

function readPackages(file) {
  return readJson(file)?.packages;
}

function readStamp(root) {
  return readJson(join(root, STAMP));
}

/** `pcsc` is true when the headers were there, even if the binding did not compile: trying again would not help. */
function writeStamp(root, pcsc = hasPcscHeaders()) {
  writeFileSync(join(root, STAMP), `${JSON.stringify({ ...wantedStamp(root), pcsc })}\n`);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Folders with a Vendure engine, and with a populated shop for one run. Vendure is GPL and no part of this project: it is
 * installed by npm into a folder outside, and runs as a process that we speak HTTP with.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { HarnessError } from '../harness/errors.ts';

/** Sample products, pictures and taxes of the engine's own. */
const SAMPLES = '@vendure/create@3.7.3';
/** Packages, and the samples as they were unpacked. */
const LINKED: readonly string[] = ['node_modules', 'package'];
const STEP_MS = 300_000;

/** Where the engine's own files are, beside the checkout. */
const FILES = '../shared/vendure';

export interface InstalledEngine {
  folder: string;
  /** Takes away what was installed for this. */
  remove(): void;
}

/**
 * @param given Folder of an engine that is installed already; undefined: one is installed.
 * @throws HarnessError when there is none, and nothing to install one from
 */
export function findEngine(given: string | undefined): InstalledEngine {
  if (given !== undefined) return { folder: given, remove: () => undefined };
  if (!existsSync(FILES))
    throw new HarnessError(`There is no engine in ${FILES}, and no folder was given: nothing was tried.`);
  const folder = installEngine(FILES);
  return { folder, remove: () => removeFolder(folder) };
}

/** Environment under which the engine runs: with the SQLite of this project, because that in WebAssembly writes the whole file each time. */
export function engineEnvironment(folder: string, port = 0): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DB: 'better-sqlite3',
    NODE_PATH: resolve('node_modules'),
    PORT: String(port),
    VENDURE_ASSETS: join(folder, 'package', 'assets'),
    VENDURE_DISABLE_TELEMETRY: 'true',
  };
}

/**
 * Installs an engine into a folder of its own.
 * @param files Folder with the engine's `package.json`, configuration and `populate.js`.
 */
function installEngine(files: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-vendure-'));
  for (const name of readdirSync(files)) cpSync(join(files, name), join(folder, name), { recursive: true });
  run(folder, 'npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  run(folder, 'npm', ['pack', '--silent', SAMPLES]);
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  run(folder, 'tar', ['xzf', archive]);
  return folder;
}

/** A freshly populated shop on an installed engine, for one run: what happens in it is gone afterwards. */
export function freshShop(installed: string): string {
  const from = resolve(installed);
  for (const name of LINKED)
    if (!existsSync(join(from, name)))
      throw new HarnessError(`${from} holds no installed engine: no ${name}`);
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-vendure-shop-'));
  for (const name of readdirSync(from)) {
    if (LINKED.includes(name)) symlinkSync(join(from, name), join(folder, name));
    else if (name.endsWith('.js') || name === 'package.json') cpSync(join(from, name), join(folder, name));
  }
  mkdirSync(join(folder, 'data'));
  run(folder, process.execPath, ['populate.js']);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function run(folder: string, command: string, args: string[]): void {
  const env = engineEnvironment(folder);
  const ended = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8', timeout: STEP_MS });
  if (ended.status === 0) return;
  const said = `${ended.stdout}${ended.stderr}`.slice(-2_000);
  throw new HarnessError(`${command} ${args.join(' ')} failed for the engine:\n${said}`);
}

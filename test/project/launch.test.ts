/** The launcher: what it finds stale or missing, and how two launches keep out of each other's way. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as assert from 'uvu/assert';
import { suite, type TestContext } from '../harness/suite.ts';
import { ROOT } from './tree.ts';

const test = suite('launcher');

/** The launcher is plain JavaScript; this is what the tests use of it. */
interface Launcher {
  isNodeNewEnough: (version: string) => boolean;
  missingToolchain: (path: string) => string[];
  missingPackages: (names: string[]) => string[];
  installLine: (names: string[]) => string;
  staleParts: (root: string) => string[];
  ensureBuilt: (root: string) => Promise<void>;
  withLock: (
    file: string,
    turn: { work: () => Promise<void>; waiting: (pid: number) => void },
  ) => Promise<void>;
}

function urlOf(module: string): string {
  return pathToFileURL(join(ROOT, 'kiosk', 'launch', `${module}.mjs`)).href;
}

async function load(module: string): Promise<Launcher> {
  return (await import(urlOf(module))) as Launcher;
}

function folder(context: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'tapwall-launch-'));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function write(root: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text, { mode: 0o755 });
  }
}

test('accepts Node.js from 20.19 on', async () => {
  const { isNodeNewEnough } = await load('node-version');
  assert.equal(['v18.20.4', 'v20.18.3', 'v20.19.0', 'v22.0.0', 'v24.1.0'].map(isNodeNewEnough), [
    false,
    false,
    true,
    true,
    true,
  ]);
});

test('names the packages of tools that are not on the path', async (context) => {
  const { missingToolchain, installLine } = await load('packages');
  const bin = folder(context);
  assert.equal(missingToolchain(bin), ['python3', 'make', 'g++']);
  write(bin, { python3: '', 'clang++': '' });
  assert.equal(missingToolchain(bin), ['make']);
  assert.is(installLine(['make']), 'sudo apt-get install -y --no-install-recommends make');
});

test('finds a package missing that nobody could have installed', async () => {
  const { missingPackages } = await load('packages');
  assert.equal(missingPackages([]), []);
  assert.equal(missingPackages(['tapwall-no-such-package']), ['tapwall-no-such-package']);
});

test('builds what changed and nothing else', async (context) => {
  const { staleParts, ensureBuilt } = await load('build');
  const root = folder(context);
  write(root, {
    'kiosk/main.ts': '1',
    'ui/wall/main.ts': '1',
    'broker/contract/topics.ts': '1',
    'node_modules/.bin/tsc': '#!/bin/sh\nmkdir -p dist/kiosk && echo built >> dist/kiosk/main.js\n',
    'node_modules/.bin/vite': '#!/bin/sh\nmkdir -p dist/ui\n',
  });
  assert.equal(staleParts(root), ['service', 'pages']);
  await ensureBuilt(root);
  assert.equal(staleParts(root), []);
  write(root, { 'ui/wall/main.ts': '22' });
  assert.equal(staleParts(root), ['pages']);
  write(root, { 'broker/contract/topics.ts': '22' });
  assert.equal(staleParts(root), ['service', 'pages']);
  await ensureBuilt(root);
  rmSync(join(root, 'dist', 'kiosk'), { recursive: true });
  assert.equal(staleParts(root), ['service']);
});

test('says that a folder cannot be written, with a code', async (context) => {
  const { withLock } = await load('lock');
  const root = folder(context);
  write(root, { taken: '' });
  const error = await withLock(join(root, 'taken', 'launch.lock'), {
    work: async () => undefined,
    waiting: () => undefined,
  }).catch((thrown: unknown) => thrown);
  assert.is((error as { code?: unknown }).code, 'TW_LAUNCH_FOLDER');
});

test('takes over the lock of a process that is no more', async (context) => {
  const { withLock } = await load('lock');
  const file = join(folder(context), 'launch.lock');
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'in another life' }));
  let worked = false;
  await withLock(file, {
    work: async () => {
      worked = true;
    },
    waiting: () => assert.unreachable('the holder is dead'),
  });
  assert.ok(worked);
});

test(
  'lets five launches that find a stale lock work one after the other',
  async (context) => {
    const root = folder(context);
    const lock = join(root, 'launch.lock');
    const log = join(root, 'log');
    writeFileSync(lock, JSON.stringify({ pid: 1, started: 'never' }));
    const script = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout as delay } from 'node:timers/promises';
      const { withLock } = await import('${urlOf('lock')}');
      await withLock('${lock}', { waiting: () => {}, work: async () => {
        appendFileSync('${log}', '(');
        await delay(100);
        appendFileSync('${log}', ')');
      } });`;
    const launches = Array.from({ length: 5 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
      return new Promise((resolve) => child.once('exit', resolve));
    });
    assert.equal(await Promise.all(launches), [0, 0, 0, 0, 0]);
    assert.is(readFileSync(log, 'utf8'), '()()()()()');
  },
  { timeout: 30_000 },
);

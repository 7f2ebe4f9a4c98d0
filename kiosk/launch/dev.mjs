#!/usr/bin/env node
/**
 * `npm run dev`: the service from its sources, started again when they change, and the pages from Vite's server,
 * which reloads the browser. The pages talk to the real service through the same address.
 *
 * We watch by ourselves rather than with `tsx watch`, because the service is several processes and tsx sees the
 * imports of the first one only. Vite leaves the gallery's stand-in for the kiosk out.
 */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createInterface } from 'node:readline';
import { reportLaunchError } from './errors.mjs';
import { checkNode } from './node-version.mjs';
import { say } from './progress.mjs';

const SOURCES = ['kiosk', 'device', 'broker'];
const SETTLE_MS = 150;
const FAKE_KIOSK = 'tapwall:gallery';

/** The service as one process group; `restart` ends the old one before it starts the new one. */
class Service {
  #child;
  #restarting = Promise.resolve();

  /** @param {{ root: string, flags: string[], ready: (addresses: { kiosk: string, hub: string }) => void }} options */
  constructor(options) {
    this.options = options;
  }

  start() {
    const { root, flags, ready } = this.options;
    const command = ['--import', 'tsx', 'kiosk/main.ts', 'start', ...flags];
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: child.stdout }).on('line', (line) => {
      process.stdout.write(`${line}\n`);
      if (line.startsWith('{"event":"ready"')) ready(JSON.parse(line));
    });
    child.once('exit', (code, signal) => {
      if (this.#child === child)
        say(`✗ the service ended (${signal ?? code}); a change in its sources starts it again`);
    });
    this.#child = child;
  }

  async stop() {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }

  restart() {
    this.#restarting = this.#restarting.then(async () => {
      await this.stop();
      this.start();
    });
  }
}

/** Calls back once things have settled after a change of a source file. */
function watchSources(root, changed) {
  let timer;
  for (const folder of SOURCES)
    watch(`${root}/${folder}`, { recursive: true }, (_, name) => {
      if (name?.endsWith('.ts') !== true) return;
      clearTimeout(timer);
      timer = setTimeout(() => changed(`${folder}/${name}`), SETTLE_MS);
    });
}

async function servePages(root, addresses) {
  const { createServer, loadConfigFromFile } = await import('vite');
  const env = { command: 'serve', mode: 'development' };
  const { config } = await loadConfigFromFile(env, `${root}/ui/vite.config.ts`);
  // The service refuses foreign hosts and origins, so requests arrive under its own.
  const proxy = (target) => ({ target, changeOrigin: true, ws: true, headers: { origin: target } });
  const server = await createServer({
    ...config,
    configFile: false,
    plugins: config.plugins.flat().filter((plugin) => plugin.name !== FAKE_KIOSK),
    server: {
      host: '127.0.0.1',
      proxy: {
        '/api/console': proxy(addresses.hub),
        '/api': proxy(addresses.kiosk),
        '/media': proxy(addresses.kiosk),
        '/ws': proxy(addresses.kiosk),
      },
    },
  });
  await server.listen();
  const [base] = server.resolvedUrls.local;
  say(
    `✓ pages that reload: ${['wall', 'room', 'lab', 'console'].map((page) => `${base}${page}/`).join(' ')}`,
  );
  return server;
}

async function dev() {
  checkNode();
  const { prepare, ROOT } = await import('./prepare.mjs');
  await prepare({ build: false });
  let pages;
  const service = new Service({
    root: ROOT,
    flags: process.argv.slice(2),
    ready: (addresses) => (pages ??= servePages(ROOT, addresses)),
  });
  service.start();
  watchSources(ROOT, (file) => {
    say(`… ${file} changed, starting the service again`);
    service.restart();
  });
  const stop = async () => {
    await service.stop();
    await (await pages)?.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());
}

dev().catch((error) => {
  process.exitCode = reportLaunchError(error);
});

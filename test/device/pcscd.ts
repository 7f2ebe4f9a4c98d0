/**
 * A pcscd of the test's own with virtual readers, beside whatever else runs on the machine.
 *
 * pcscd's socket directory is compiled in; its client library's is not. So the daemon runs in a mount namespace where a
 * private directory lies over /run/pcscd, and clients find the socket there through PCSCLITE_CSOCK_NAME. Network,
 * processes and files stay shared, so that a kiosk and a browser can take part. Where namespaces are not permitted
 * the daemon takes the system's place, and only one test file at a time can use it.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probePcsc } from '../../device/nfc/pcsc-probe.ts';
import { HarnessError } from '../harness/errors.ts';
import { until } from '../support/until.ts';

const SYSTEM_DIRECTORY = '/run/pcscd';
const DRIVER_NAMES = [
  '/usr/lib/pcsc/drivers/serial/libifdvpcd.so',
  '/usr/local/lib/pcsc/drivers/serial/libifdvpcd.so',
];
const READY_MS = 10_000;

export interface TestPcscd {
  /** Environment for the kiosk or for PcscService: finds this daemon and no other. */
  readonly env: NodeJS.ProcessEnv;
  /** TCP ports of the first pair of virtual readers, for VpcdCard. */
  readonly ports: PortPair;
  /** Ports of every pair, in the order of `PcscdOptions.names`. */
  readonly pairs: readonly PortPair[];
  /** Another pair is there when the daemon starts next: vpcd's readers do not come and go while it runs. */
  plug(name: string): Promise<PortPair>;
  /** A pair is no longer there when the daemon starts next. */
  unplug(index: number): void;
  start(): Promise<void>;
  /** Ends the daemon as a service manager does, or abruptly: then its socket file stays behind. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Stops it and removes its files. */
  dispose(): Promise<void>;
}

export type PortPair = readonly [number, number];

export interface PcscdOptions {
  /** One pair of virtual readers for each; PC/SC adds two indices, e.g. `Virtual PCD 00 00` and `Virtual PCD 00 01`. */
  names?: readonly string[];
}

/** Whether this user may give a process a /run/pcscd of its own. */
function canIsolate(): boolean {
  const trial = ['--mount', 'mount', '--bind', '/tmp', '/tmp'];
  return spawnSync('unshare', trial, { stdio: 'ignore' }).status === 0;
}

/** Prepares a daemon; it does not run yet. Without pcscd or vpcd a test fails here: `npm test` installs both. */
export async function createPcscd({ names = ['Virtual PCD'] }: PcscdOptions = {}): Promise<TestPcscd> {
  assertInstalled();
  const isIsolated = canIsolate();
  const home = mkdtempSync(join(tmpdir(), 'tapwall-pcscd-'));
  const sockets = isIsolated ? join(home, 'run') : SYSTEM_DIRECTORY;
  const config = join(home, 'reader.conf.d');
  mkdirSync(join(home, 'run'));
  mkdirSync(config);
  mkdirSync(SYSTEM_DIRECTORY, { recursive: true });
  const pairs: PortPair[] = [];
  const configure = async (name: string): Promise<PortPair> => {
    const port = await freePortPair();
    // A loaded driver keeps its slots in one table: each pair needs a copy that counts as another driver.
    const library = join(home, `libifdvpcd-${pairs.length}.so`);
    copyFileSync(driverPath(), library);
    writeFileSync(join(config, `vpcd-${pairs.length}`), readerConfig(name, port, library));
    const pair = [port, port + 1] as const;
    pairs.push(pair);
    return pair;
  };
  for (const name of names) await configure(name);
  const env = { ...process.env, PCSCLITE_CSOCK_NAME: join(sockets, 'pcscd.comm') };
  let daemon: ChildProcess | undefined;

  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    const running = daemon;
    daemon = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, 'exit');
    running.kill(signal);
    await exited;
  };

  return {
    env,
    ports: pairs[0] ?? [0, 0],
    pairs,
    stop,
    async start() {
      if (isIsolated) rmSync(sockets, { recursive: true, force: true });
      mkdirSync(sockets, { recursive: true });
      daemon = isIsolated
        ? startIsolated(sockets, config)
        : spawn('pcscd', ['-f', '-c', config], { stdio: 'ignore' });
      await answers(env);
    },
    plug: configure,
    unplug: (index) => rmSync(join(config, `vpcd-${index}`)),
    async dispose() {
      await stop('SIGKILL');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function assertInstalled(): void {
  if (spawnSync('pcscd', ['--version']).error !== undefined) throw new HarnessError('pcscd is not installed');
  driverPath();
}

/** `exec` all the way down, so that the process we signal is pcscd itself. */
function startIsolated(sockets: string, config: string): ChildProcess {
  const script = 'mount --bind "$1" "$2" && exec pcscd -f -c "$3"';
  return spawn('unshare', ['--mount', 'sh', '-c', script, 'sh', sockets, SYSTEM_DIRECTORY, config], {
    stdio: 'ignore',
  });
}

async function answers(env: NodeJS.ProcessEnv): Promise<void> {
  let isUp = false;
  let asking = false;
  await until(() => {
    if (!asking) {
      asking = true;
      void probePcsc(env).then((trouble) => {
        isUp = trouble === undefined;
        asking = false;
      });
    }
    return isUp;
  }, READY_MS);
}

function driverPath(): string {
  const path = DRIVER_NAMES.find((name) => existsSync(name));
  if (path === undefined) throw new HarnessError('vsmartcard-vpcd is not installed');
  return path;
}

function readerConfig(name: string, port: number, library: string): string {
  const channel = `0x${port.toString(16).toUpperCase()}`;
  return [
    `FRIENDLYNAME "${name}"`,
    `DEVICENAME   /dev/null:${channel}`,
    `LIBPATH      ${library}`,
    `CHANNELID    ${channel}`,
    '',
  ].join('\n');
}

/** The driver opens the given port for its first slot and the next one for its second. */
async function freePortPair(): Promise<number> {
  for (;;) {
    const first = await bind(0);
    const { port } = first.address() as { port: number };
    const second = port < 65_535 ? await bind(port + 1).catch(() => undefined) : undefined;
    for (const server of [first, second]) if (server !== undefined) await once(server.close(), 'close');
    if (second !== undefined) return port;
  }
}

async function bind(port: number): Promise<ReturnType<typeof createServer>> {
  const server = createServer();
  server.listen(port, '0.0.0.0');
  await once(server, 'listening');
  return server;
}

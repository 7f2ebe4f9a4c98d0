/** A broker from Debian's packages with a folder and ports of its own, on loopback, which a test starts, kills and starts again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { DeadlinePassed } from '../until.ts';

export interface BrokerOptions {
  /** Folder of this broker alone: configuration, data and log. It survives `restart`, as a disk does. */
  dir: string;
  /** MQTT port; a free one when absent. */
  port?: number;
  /** Lines that are added to the plain configuration, in the language of the broker. */
  config?: string;
  /** A complete configuration file in place of the plain one; it must listen on `port` of 127.0.0.1. */
  file?: string;
  /** The file's listener speaks TLS, so that `url` says `mqtts://`. */
  tls?: boolean;
}

export interface BrokerProcess {
  /** `mqtt://127.0.0.1:port`, or `mqtts://localhost:port`, the name that certificates carry. */
  url: string;
  port: number;
  /** Of the process that runs now; 0 when none does. */
  readonly pid: number;
  /** A proper stop when it runs, and a start on the same port and folder. */
  restart(): Promise<void>;
  /** SIGKILL, as a crash would. `restart` brings it back. */
  kill(): Promise<void>;
  /** For good; nothing of it runs afterwards. */
  stop(): Promise<void>;
}

export interface BrokerCommand {
  program: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
}

const START_MS = 60_000;
const STOP_MS = 6_000;
const POLL_MS = 30;
/** Lines of the broker's own log in the error when it does not start. */
const LOG_TAIL = 15;

/** Starts it and waits until the MQTT port answers a CONNECT, or at least takes connections when it speaks TLS. */
export async function startBroker(
  options: BrokerOptions & { port: number },
  command: BrokerCommand,
): Promise<BrokerProcess> {
  const { port, tls = false } = options;
  mkdirSync(options.dir, { recursive: true });
  const log = join(options.dir, 'output.log');
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const output = openSync(log, 'a');
    // In the group of the test, so that nothing outlives a test file that is ended.
    child = spawn(command.program, [...command.args], {
      stdio: ['ignore', output, output],
      env: { ...process.env, ...command.env },
    });
    closeSync(output);
    child.on('error', () => undefined);
    try {
      await answering({ port, tls }, child);
    } catch (error) {
      await end('SIGKILL');
      const tail = readFileSync(log, 'utf8').trim().split('\n').slice(-LOG_TAIL).join('\n');
      throw new DeadlinePassed(`${command.program}: ${String(error)}\n${tail}\n`, START_MS);
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const dying = child;
    child = undefined;
    if (dying?.pid === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = once(dying, 'exit');
    dying.kill(signal);
    const late = setTimeout(() => dying.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(late);
  };
  await start();
  return {
    url: tls ? `mqtts://localhost:${port}` : `mqtt://127.0.0.1:${port}`,
    port,
    get pid() {
      return child?.pid ?? 0;
    },
    restart: async () => {
      await end('SIGTERM');
      await start();
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function answering(server: { port: number; tls: boolean }, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + START_MS;
  while (!(await answers(server))) {
    const ended = child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
    if (ended || performance.now() > deadline)
      throw new DeadlinePassed(ended ? 'it ended before it listened, and so' : 'its port', START_MS);
    await new Promise((resolve) => void setTimeout(resolve, POLL_MS));
  }
}

/** CONNECT with an empty user; any answer of CONNACK type shows that MQTT is served, also a refusal. */
const CONNECT = Buffer.from('101100044d5154540402003c00057072 6f6265'.replaceAll(' ', ''), 'hex');
const CONNACK = 0x20;

function answers({ port, tls }: { port: number; tls: boolean }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(5_000, () => settle(false));
    socket.once('connect', () => (tls ? settle(true) : void socket.write(CONNECT)));
    socket.once('data', (data) => settle(data[0] === CONNACK));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
  });
}

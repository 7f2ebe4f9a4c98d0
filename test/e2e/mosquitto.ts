/** A stock Mosquitto of the test's own, and a `mosquitto_sub` that writes down what goes over it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/until.ts';

export interface Mosquitto {
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  dispose(): Promise<void>;
}

export interface Subscriber {
  /** `topic payload` per message. */
  lines(): string[];
  stop(): Promise<void>;
}

export async function createMosquitto(): Promise<Mosquitto> {
  const home = mkdtempSync(join(tmpdir(), 'tapwall-mosquitto-'));
  const port = await freePort();
  const config = join(home, 'mosquitto.conf');
  writeFileSync(config, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\n`);
  let daemon: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    const running = daemon;
    daemon = undefined;
    await end(running);
  };
  return {
    url: `mqtt://127.0.0.1:${port}`,
    async start() {
      daemon = spawn('mosquitto', ['-c', config], { stdio: 'ignore' });
      await listening(port);
    },
    stop,
    async dispose() {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export async function subscribe(url: string, filter: string): Promise<Subscriber> {
  const { port } = new URL(url);
  const child = spawn('mosquitto_sub', ['-h', '127.0.0.1', '-p', port, '-q', '1', '-d', '-v', '-t', filter], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  await until(() => text.includes('SUBACK'), 10_000);
  return {
    lines: () => text.split('\n').filter((line) => /^[a-z0-9_-]+\//.test(line)),
    stop: () => end(child),
  };
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(port: number): Promise<void> {
  let up = false;
  await until(() => {
    if (!up) {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('connect', () => {
        up = true;
        socket.destroy();
      });
      socket.once('error', () => socket.destroy());
    }
    return up;
  }, 10_000);
}

/** A stock Mosquitto with a configuration, a port and a folder of its own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';

export interface Mosquitto {
  port: number;
  url: string;
  start: () => Promise<void>;
  /** Kills it as a power cut would. */
  kill: () => Promise<void>;
}

/** @param settings Lines of its configuration file in place of free access. */
export async function mosquitto(
  t: TestContext,
  settings: readonly string[] = ['allow_anonymous true'],
): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-mosquitto-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const config = join(folder, 'mosquitto.conf');
  writeFileSync(
    config,
    `listener ${port} 127.0.0.1\n${settings.join('\n')}\npersistence false\nlog_dest none\n`,
  );
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = spawn('mosquitto', ['-c', config], { stdio: 'ignore' });
    let open = false;
    const probe = (): void => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('connect', () => {
        open = true;
        socket.destroy();
      });
      socket.once('error', () => setTimeout(probe, 20));
    };
    probe();
    await until(() => open, 5_000);
  };
  const kill = async (): Promise<void> => {
    const dying = child;
    child = undefined;
    if (!dying) return;
    const gone = once(dying, 'exit');
    dying.kill('SIGKILL');
    await gone;
  };
  t.after(kill);
  await start();
  return { port, url: `mqtt://127.0.0.1:${port}`, start, kill };
}

/** Everything a stock client prints for a filter, one message per line. */
export async function mosquittoSub(t: TestContext, port: number, filter: string): Promise<string[]> {
  const lines: string[] = [];
  // A retained message shows that the subscription stands: the client prints nothing about itself into a pipe.
  spawnSync('mosquitto_pub', ['-p', String(port), '-q', '1', '-r', '-t', 'probe', '-m', 'ready']);
  const child = spawn('mosquitto_sub', ['-p', String(port), '-q', '1', '-t', filter, '-t', 'probe'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  t.after(() => child.kill('SIGKILL'));
  let rest = '';
  let subscribed = false;
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    if (parts.some((line) => line === 'ready')) subscribed = true;
    lines.push(...parts.filter((line) => line !== 'ready'));
  });
  await until(() => subscribed, 5_000);
  return lines;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

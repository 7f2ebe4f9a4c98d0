/**
 * A PostgreSQL server of the test's own, made with the distribution's initdb: a folder that is removed afterwards, a free
 * port on loopback, nobody's password. Debian keeps its programs out of PATH; root may not run them, the user postgres may.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestContext } from '../harness/suite.ts';
import { freePort } from './brokers/broker-process.ts';
import { until } from './until.ts';

const HOME = '/usr/lib/postgresql';
const START_MS = 30_000;

export interface PostgresServer {
  /** `postgres://tapwall@127.0.0.1:port/postgres` */
  url: string;
  /** SIGKILL of all its processes, as a crash would; `start` brings it back. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** For good. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Nothing is forced to the disk: for many small tests, none of which cuts the power. Default false. */
  hasty?: boolean;
}

/** Started; ended and removed after the test. */
export async function startPostgres(t: TestContext, options: PostgresOptions = {}): Promise<PostgresServer> {
  const server = await createPostgres(options);
  t.after(() => server.stop());
  await server.start();
  return server;
}

/** Made, not started. */
export async function createPostgres({ hasty = false }: PostgresOptions = {}): Promise<PostgresServer> {
  const dir = mkdtempSync(join(tmpdir(), 'tapwall-postgres-'));
  const user = process.getuid?.() === 0 ? postgresUser() : undefined;
  if (user) chownSync(dir, user.uid, user.gid);
  const port = await freePort();
  const data = join(dir, 'data');
  const made = spawnSync(
    program('initdb'),
    ['-D', data, '-U', 'tapwall', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...user, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new TypeError(`initdb: ${made.stderr}${made.error?.message ?? ''}`);
  let child: ChildProcess | undefined;
  const log = join(dir, 'log');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const dying = child;
    child = undefined;
    if (!dying?.pid || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = once(dying, 'exit');
    // Its children have sessions of their own, and end by themselves when their parent is gone.
    dying.kill(signal);
    await gone;
  };
  const url = `postgres://tapwall@127.0.0.1:${port}/postgres`;
  return {
    url,
    kill: () => end('SIGKILL'),
    start: async () => {
      const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', dir];
      if (hasty) args.push('-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off');
      child = spawn('/bin/sh', ['-c', 'exec "$@" >>"$0" 2>&1', log, program('postgres'), ...args], {
        ...user,
        stdio: 'ignore',
      });
      await answering(url, { child, log });
    },
    stop: async () => {
      await end('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A database on the server, dropped after the test; the same one for the same folder of a hub. */
export async function databaseFor(t: TestContext, server: string, dataDir: string): Promise<string> {
  const known = databases.get(dataDir);
  if (known !== undefined) return known;
  const name = `t${randomUUID().replaceAll('-', '')}`;
  await command(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  databases.set(dataDir, url.href);
  t.after(async () => {
    databases.delete(dataDir);
    await command(server, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return url.href;
}

const databases = new Map<string, string>();

async function command(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function answering(url: string, server: { child: ChildProcess; log: string }): Promise<void> {
  let answers = false;
  const ask = async (): Promise<void> => {
    while (!answers && server.child.exitCode === null) {
      answers = await command(url, 'SELECT 1').then(
        () => true,
        () => false,
      );
      if (!answers) await new Promise((resolve) => void setTimeout(resolve, 20));
    }
  };
  const asking = ask();
  try {
    await until(() => answers || server.child.exitCode !== null, START_MS);
  } finally {
    if (!answers) server.child.kill('SIGKILL');
    await asking;
  }
  if (!answers) throw new TypeError(`postgres: ${readFileSync(server.log, 'utf8').slice(-2000)}`);
}

/** The newest version that is installed. */
function program(name: string): string {
  const versions = existsSync(HOME) ? readdirSync(HOME).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(HOME, version, 'bin', name)).find((path) => existsSync(path));
  return found ?? name;
}

function postgresUser(): { uid: number; gid: number } {
  const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim()),
  );
  return { uid, gid };
}

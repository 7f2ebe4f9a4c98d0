/** A running Vendure engine, and what its owner does at it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { HarnessError } from '../harness/errors.ts';
import { until } from '../support/until.ts';
import { engineEnvironment } from './engine-folder.ts';

interface Answer {
  data?: unknown;
  errors?: { extensions?: { code?: string } }[];
}

const READY_MS = 120_000;

export class Engine {
  readonly url: string;
  readonly #folder: string;
  readonly #port: number;
  #child: ChildProcess | undefined;
  #token = '';

  constructor(folder: string, port: number) {
    this.url = `http://127.0.0.1:${port}/admin-api`;
    this.#folder = folder;
    this.#port = port;
  }

  async start(): Promise<void> {
    const env = engineEnvironment(this.#folder, this.#port);
    const child = spawn(process.execPath, ['server.js'], {
      cwd: this.#folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-5_000)));
    await until(() => said.includes('READY in') || child.exitCode !== null, READY_MS);
    if (child.exitCode !== null) throw new HarnessError(`the engine ended:\n${said}`);
    await this.#login();
  }

  /** Of its process; undefined while there is none. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** At once, as in a power cut; nothing of it answers afterwards. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Asks as the owner of the shop. @throws HarnessError with what the engine says */
  async owner<Data = Record<string, never>>(query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.ask(query, {
      variables,
      headers: { authorization: `Bearer ${this.#token}` },
    });
    if (errors !== undefined || data === undefined) throw new HarnessError(JSON.stringify(errors));
    return data as Data;
  }

  async ask(
    query: string,
    { variables = {}, headers = {} }: { variables?: object; headers?: Record<string, string> },
  ): Promise<Answer> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  }

  async #login(): Promise<void> {
    const query = 'mutation { login(username: "superadmin", password: "superadmin") { __typename } }';
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    await response.text();
    this.#token = response.headers.get('vendure-auth-token') ?? '';
  }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

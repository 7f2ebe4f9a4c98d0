/** An MQTT broker inside this process, on a thread of its own, so that neither can stall the other. */
import { Worker } from 'node:worker_threads';
import { BrokerError } from '../errors.ts';
import { isLoopback } from '../loopback.ts';
import type { Logger } from '../ports.ts';
import type { BrokerCredential } from './access.ts';
import type { AedesServerOptions } from './aedes-server.ts';
import type { FromWorker } from './worker-messages.ts';

export interface EmbeddedBrokerOptions {
  /** Address to bind. Anything but loopback needs credentials. */
  host: string;
  /** 0 picks a free port. */
  port: number;
  logger: Logger;
  /** Logins; none means that everybody on this machine may do everything. */
  credentials?: readonly BrokerCredential[];
  /** How the thread is started; tests keep hold of it to end it. */
  spawn?: (server: AedesServerOptions) => Worker;
}

export interface EmbeddedBroker {
  /** `mqtt://host:port` */
  url: string;
  port: number;
  stop(): Promise<void>;
}

const STOP_MS = 3_000;
const FIRST_RESTART_MS = 200;
const LAST_RESTART_MS = 15_000;
/** A runaway broker ends its thread, not the process. */
const MOST_HEAP_MB = 256;

/**
 * Starts the broker and keeps it running: a thread that crashes is started again on the same port.
 * @throws BrokerError TW_BROKER_OPEN, TW_PORT_TAKEN, TW_BROKER_FAILED
 */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const credentials = options.credentials ?? [];
  if (!isLoopback(options.host) && credentials.length === 0) {
    throw new BrokerError('TW_BROKER_OPEN', `Listening on ${options.host} needs credentials.`);
  }
  const server = { host: options.host, port: options.port, credentials };
  const keeper = new Keeper(server, { logger: options.logger, spawn: options.spawn ?? spawnWorker });
  const port = await keeper.start();
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `mqtt://${host}:${port}`, port, stop: () => keeper.stop() };
}

class Keeper {
  readonly #server: AedesServerOptions;
  readonly #logger: Logger;
  readonly #spawn: (server: AedesServerOptions) => Worker;
  #worker: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;
  #crashes = 0;

  constructor(
    server: AedesServerOptions,
    { logger, spawn }: { logger: Logger; spawn: (server: AedesServerOptions) => Worker },
  ) {
    this.#server = { ...server };
    this.#logger = logger;
    this.#spawn = spawn;
  }

  async start(): Promise<number> {
    const worker = this.#spawn(this.#server);
    this.#worker = worker;
    try {
      // The same port after a crash: clients know the address.
      this.#server.port = await listening(worker, this.#server);
    } catch (error) {
      this.#worker = undefined;
      await worker.terminate();
      throw error;
    }
    let cause: unknown;
    worker.on('error', (error) => (cause = error));
    worker.once('exit', () => this.#crashed(cause));
    return this.#server.port;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const worker = this.#worker;
    if (!worker) return;
    this.#worker = undefined;
    let limit: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => (limit = setTimeout(resolve, STOP_MS)));
    const stopped = new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
      worker.on('message', (message: FromWorker) => message.type === 'stopped' && resolve());
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    worker.postMessage('stop');
    await Promise.race([stopped, tooLong]);
    clearTimeout(limit);
    await worker.terminate();
  }

  #crashed(cause: unknown): void {
    if (this.#stopping) return;
    this.#worker = undefined;
    if (this.#crashes === 0)
      this.#logger.error({ port: this.#server.port, err: cause }, 'the embedded broker crashed; restarting');
    const waitMs = Math.min(LAST_RESTART_MS, FIRST_RESTART_MS * 2 ** Math.min(this.#crashes, 10));
    this.#crashes += 1;
    this.#timer = setTimeout(() => void this.#restart(), waitMs);
  }

  async #restart(): Promise<void> {
    try {
      await this.start();
    } catch (error) {
      this.#logger.debug({ err: error }, 'the embedded broker does not start yet');
      this.#crashed(error);
      return;
    }
    this.#logger.info({ port: this.#server.port, crashes: this.#crashes }, 'the embedded broker runs again');
    this.#timer = setTimeout(() => (this.#crashes = 0), LAST_RESTART_MS);
    this.#timer.unref();
  }
}

/** Compiled, the worker is JavaScript beside this file; from source it is TypeScript and needs the loader first. */
export function spawnWorker(server: AedesServerOptions): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  const file = new URL(fromSource ? './broker-worker.ts' : './broker-worker.js', import.meta.url);
  return new Worker(fromSource ? throughLoader(file) : file, {
    name: 'embedded-broker',
    workerData: server,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
}

/** `--import tsx` does nothing in a worker on Node 20: the loader must be registered from inside the thread. */
function throughLoader(file: URL): URL {
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const code = `import { register } from ${loader}; register(); await import(${JSON.stringify(file.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

function listening(worker: Worker, { port }: AedesServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.on('error', (error) => reject(new BrokerError('TW_BROKER_FAILED', undefined, { cause: error })));
    worker.once('exit', () => reject(new BrokerError('TW_BROKER_FAILED')));
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'listening') resolve(message.port);
      if (message.type === 'failed') reject(refusal(message, port));
    });
  });
}

function refusal({ code, message }: FromWorker & { type: 'failed' }, port: number): BrokerError {
  if (code === 'EADDRINUSE')
    return new BrokerError('TW_PORT_TAKEN', `Port ${port} is taken by another program.`);
  return new BrokerError('TW_BROKER_FAILED', `The embedded broker does not start: ${message}`);
}

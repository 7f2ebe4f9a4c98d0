/** An MQTT broker inside this process, on a thread of its own, so that neither can stall the other. */
import { Worker } from 'node:worker_threads';
import { BrokerError } from '../errors.ts';
import { isLoopback } from '../loopback.ts';
import type { Logger } from '../ports.ts';
import { threadFile } from '../thread-file.ts';
import type { BrokerIdentity } from '../identity/broker-identity.ts';
import type { BrokerAccount } from './access.ts';
import type { AedesServerOptions } from './aedes-server.ts';
import { GUARDED_LIMITS, type GateLimits } from './connection-gate.ts';
import type { BrokerTls } from './tls-front.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export interface EmbeddedBrokerOptions {
  /** Address to bind. Anything but loopback needs `access` with TLS. */
  host: string;
  /** 0 picks a free port. */
  port: number;
  logger: Logger;
  /** Who gets in; without it everybody on this machine may do everything. */
  access?: EmbeddedAccess;
  /** How the thread is started; tests keep hold of it to end it. */
  spawn?: (server: AedesServerOptions) => Worker;
  /** A certificate was used; for each at least once. */
  used?: (serial: string) => void;
}

export interface EmbeddedAccess {
  accounts: readonly BrokerAccount[];
  /** Kiosks whose certificates count at the start. */
  identities: readonly BrokerIdentity[];
  tls?: BrokerTls;
  gate?: GateLimits;
}

export interface EmbeddedBroker {
  /** `mqtt://host:port` or `mqtts://…`, as this machine reaches it. */
  url: string;
  port: number;
  /** From now on these count, and connections of others are closed. */
  setIdentities(identities: readonly BrokerIdentity[]): void;
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
  const { host, access, logger, spawn = spawnWorker, used = () => undefined } = options;
  if (!isLoopback(host) && !access?.tls) {
    throw new BrokerError('TW_BROKER_OPEN', `Listening on ${host} needs TLS and paired kiosks.`);
  }
  const keeper = new Keeper(serverOptions(options), { logger, spawn, used });
  const port = await keeper.start();
  return {
    url: `${access?.tls ? 'mqtts' : 'mqtt'}://${localName(host)}:${port}`,
    port,
    setIdentities: (identities) => keeper.setIdentities(identities),
    stop: () => keeper.stop(),
  };
}

function serverOptions({ host, port, access }: EmbeddedBrokerOptions): AedesServerOptions {
  if (!access) return { host, port, guarded: false, accounts: [], identities: [] };
  const { accounts, identities, tls, gate = GUARDED_LIMITS } = access;
  return { host, port, guarded: true, accounts, identities, gate, ...(tls && { tls }) };
}

/** A broker on all addresses is reached at this machine's own. */
function localName(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

type KeeperOptions = Required<Pick<EmbeddedBrokerOptions, 'logger' | 'spawn' | 'used'>>;

class Keeper {
  readonly #server: AedesServerOptions;
  readonly #options: KeeperOptions;
  #worker: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;
  #crashes = 0;

  constructor(server: AedesServerOptions, options: KeeperOptions) {
    this.#server = { ...server };
    this.#options = options;
  }

  async start(): Promise<number> {
    const worker = this.#options.spawn(this.#server);
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
    worker.on('message', (message: FromWorker) => this.#hear(message));
    return this.#server.port;
  }

  /** Also for the threads to come. */
  setIdentities(identities: readonly BrokerIdentity[]): void {
    this.#server.identities = identities;
    if (this.#worker) tell(this.#worker, { type: 'identities', identities });
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
    tell(worker, { type: 'stop' });
    await Promise.race([stopped, tooLong]);
    clearTimeout(limit);
    await worker.terminate();
  }

  #hear(message: FromWorker): void {
    if (message.type === 'used') this.#options.used(message.serial);
    if (message.type !== 'refused') return;
    const { cause, ...fields } = message.refusal;
    this.#options.logger.warn({ cause, ...fields }, 'the embedded broker refused a client');
  }

  #crashed(cause: unknown): void {
    if (this.#stopping) return;
    this.#worker = undefined;
    if (this.#crashes === 0)
      this.#options.logger.error(
        { port: this.#server.port, err: cause },
        'the embedded broker crashed; restarting',
      );
    const waitMs = Math.min(LAST_RESTART_MS, FIRST_RESTART_MS * 2 ** Math.min(this.#crashes, 10));
    this.#crashes += 1;
    this.#timer = setTimeout(() => void this.#restart(), waitMs);
  }

  async #restart(): Promise<void> {
    try {
      await this.start();
    } catch (error) {
      this.#options.logger.debug({ err: error }, 'the embedded broker does not start yet');
      this.#crashed(error);
      return;
    }
    this.#options.logger.info(
      { port: this.#server.port, crashes: this.#crashes },
      'the embedded broker runs again',
    );
    this.#timer = setTimeout(() => (this.#crashes = 0), LAST_RESTART_MS);
    this.#timer.unref();
  }
}

function tell(worker: Worker, message: ToWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
  worker.postMessage(message);
}

/** Compiled, the worker is JavaScript beside this file; from source it is TypeScript and needs the loader first. */
export function spawnWorker(server: AedesServerOptions): Worker {
  return new Worker(threadFile(import.meta.url, './broker-worker'), {
    name: 'embedded-broker',
    workerData: server,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
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

/** A kiosk without an identity: its screens show the code, and nothing else of a kiosk runs. */
import type { FastifyInstance } from 'fastify';
import type { Clock, Logger } from '../../broker/ports.ts';
import type { DisplayConfig } from '../config/settings.ts';
import { TapTraces } from '../displays/tap-trace.ts';
import { buildScreenServer, listen } from '../http/server.ts';
import type { KioskIdentity } from './identity.ts';
import { PairingDisplay } from './pairing-display.ts';
import { Pairing, type PairingOptions } from './pairing.ts';

export interface PairingModeOptions extends Omit<PairingOptions, 'changed'> {
  displays: readonly DisplayConfig[];
  address: { host: string; port: number };
  /** The built screens; null when they were never built. */
  uiDir: string | null;
  clock: Clock;
  logger: Logger;
}

/** Long enough to read that it worked, and for browsers to get it before the server closes. */
const GOODBYE_MS = 2_500;

export class PairingMode {
  readonly #options: PairingModeOptions;
  readonly #displays: ReadonlyMap<string, PairingDisplay>;
  readonly #pairing: Pairing;
  #server: FastifyInstance | null = null;
  #leave: (() => void) | null = null;

  constructor(options: PairingModeOptions) {
    this.#options = options;
    this.#displays = new Map(
      options.displays.map((config) => [config.id, new PairingDisplay(config, () => this.#pairing.view())]),
    );
    this.#pairing = new Pairing({
      ...options,
      changed: () => this.#displays.forEach((display) => display.refresh()),
    });
  }

  /** @throws KioskError TW_PORT_TAKEN */
  async start(): Promise<{ url: string }> {
    const { uiDir, clock, logger, address } = this.#options;
    const deps = { displays: this.#displays, traces: new TapTraces(), uiDir, clock, logger };
    const server = await buildScreenServer(deps, '/wall');
    server.get('/api/health', () => ({ status: 'pairing', pairing: this.#health() }));
    this.#server = server;
    return { url: await listen(server, address) };
  }

  /** Null when it was stopped before. */
  async paired(): Promise<KioskIdentity | null> {
    const identity = await this.#pairing.run();
    if (identity !== null) await this.#pause();
    return identity;
  }

  async stop(): Promise<void> {
    this.#pairing.stop();
    this.#leave?.();
    await this.#server?.close();
  }

  /** The code is for who stands before the screen, not for who asks over HTTP. */
  #health(): object {
    const { step, ended, problem, hub } = this.#pairing.view();
    return { step, ended, problem, hub };
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#options.clock.setTimer(GOODBYE_MS, resolve);
      this.#leave = () => {
        timer.cancel();
        resolve();
      };
    });
  }
}

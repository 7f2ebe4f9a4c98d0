/** Real time for the connector, and a log that remembers. */
import { randomBytes } from 'node:crypto';
import { Value } from 'typebox/value';
import type { SourceBundle } from '../../broker/hub/sources/bundle.ts';
import { createVendureSource } from '../../broker/hub/sources/vendure/create-source.ts';
import { VendureOptions } from '../../broker/hub/sources/vendure/options.ts';
import { QuietLogger } from '../support/quiet-logger.ts';

export const SYSTEM_CLOCK = {
  now: () => Date.now(),
  setTimer: (ms: number, run: () => void): { cancel(): void } => {
    const timer = setTimeout(run, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};

const KEY_VARIABLE = 'TAPWALL_TEST_VENDURE_KEY';

export interface ConnectedEngine {
  source: Required<SourceBundle>;
  logger: QuietLogger;
  /** Takes the way to the engine away, or gives it back. */
  reach(reachable: boolean): void;
}

export function connect(url: string, key: string): ConnectedEngine {
  const logger = new QuietLogger();
  let isReachable = true;
  process.env[KEY_VARIABLE] = key;
  const options = Value.Default(VendureOptions, {
    url,
    keyVariable: KEY_VARIABLE,
    tiers: ['Gold'],
    orders: {
      pickupShipping: 'standard-shipping',
      shipShipping: 'express-shipping',
      guestEmail: 'kiosk@shop.example',
      paymentMethod: 'paid-at-the-till',
    },
  }) as VendureOptions;
  const source = createVendureSource(options, {
    name: 'vendure',
    base: '/',
    every: 600,
    // Nobody listens on the discard port of this machine.
    fetch: (address, init) => fetch(isReachable ? address : 'http://127.0.0.1:9/', init),
    clock: SYSTEM_CLOCK,
    random: { bytes: (count) => randomBytes(count), unit: () => randomBytes(4).readUInt32BE() / 2 ** 32 },
    logger,
  }) as Required<SourceBundle>;
  return { source, logger, reach: (reachable) => void (isReachable = reachable) };
}

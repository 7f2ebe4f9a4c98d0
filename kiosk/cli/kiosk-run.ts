/** One life of a kiosk: from the start of its host until it is told to stop, or until its hub takes its identity away. */
import type { Logger } from '../../broker/ports.ts';
import type { LoadedSettings } from '../config/load.ts';
import type { PairedKiosk } from '../host/context.ts';
import { Host } from '../host/host.ts';
import { readDemoCards } from '../lab/demo-cards.ts';
import { labTagKeys } from '../sun/lab-keys.ts';
import { systemClock, systemRandom } from '../system/clock.ts';
import { loyaltyKey, secretFrom } from '../system/secrets.ts';
import { readVersion } from '../system/version.ts';
import { findPages } from './pages.ts';

export interface KioskRun {
  settings: LoadedSettings;
  logger: Logger;
  /** Null: the kiosk goes by its settings. */
  paired: Omit<PairedKiosk, 'removed'> | null;
  /** Resolves when the service is asked to end. */
  stopped: Promise<void>;
  /** Called once it answers. */
  ready: (url: string) => void;
}

export type EndOfRun = 'stopped' | 'removed';

/** A kiosk under `tapwall start` is ready once it has something to show, or after this long. */
const CATALOGUE_WAIT_MS = 15_000;

export async function runKiosk({ settings, logger, paired, stopped, ready }: KioskRun): Promise<EndOfRun> {
  let remove: () => void = () => undefined;
  const removed = new Promise<EndOfRun>((resolve) => (remove = () => resolve('removed')));
  const host = createHost(settings, logger, paired && { ...paired, removed: remove });
  const { url } = await host.start();
  const ended = Promise.race([removed, stopped.then((): EndOfRun => 'stopped')]);
  if (process.send !== undefined) await Promise.race([untilCatalogue(host), ended]);
  ready(url);
  const end = await ended;
  await host.stop();
  return end;
}

function createHost(settings: LoadedSettings, logger: Logger, paired: PairedKiosk | null): Host {
  const { values } = settings;
  const isVirtual = values.virtualHardware !== 'off';
  return new Host({
    settings,
    storeCode: values.store,
    clock: systemClock,
    random: systemRandom,
    logger,
    version: readVersion(),
    loyaltyKey: keyOf(settings, paired),
    hubToken: secretFrom('hubTokenFile', values.hubTokenFile),
    metricsToken: secretFrom('metricsTokenFile', values.metricsTokenFile),
    paired,
    brokerPassword: secretFrom('brokerPasswordFile', values.brokerPasswordFile),
    cards: isVirtual ? readDemoCards() : [],
    labTags: isVirtual ? labTagKeys(values.data) : null,
    uiDir: findPages(logger),
  });
}

/** A file that is named wins over what the hub granted. */
function keyOf({ values }: LoadedSettings, paired: PairedKiosk | null): Uint8Array | null {
  if (paired === null || values.loyaltyKeyFile !== '') return loyaltyKey(values, false);
  const { loyaltyKey: granted } = paired.identity.grant;
  return granted === '' ? null : Buffer.from(granted, 'hex');
}

function untilCatalogue(host: Host): Promise<void> {
  const until = Date.now() + CATALOGUE_WAIT_MS;
  return new Promise((resolve) => {
    const look = (): void => {
      if (host.hasCatalogue() || Date.now() > until) resolve();
      else setTimeout(look, 20);
    };
    look();
  });
}

/** `tapwall kiosk`: a kiosk alone. */
import { join } from 'node:path';
import type { Logger } from '../../../broker/ports.ts';
import type { LoadedSettings } from '../../config/load.ts';
import { KioskError } from '../../errors.ts';
import { Host } from '../../host/host.ts';
import { readDemoCards } from '../../lab/demo-cards.ts';
import { labTagKeys } from '../../sun/lab-keys.ts';
import { systemClock, systemRandom } from '../../system/clock.ts';
import { prepareDataDir } from '../../system/data-dir.ts';
import { lockFolder } from '../../system/folder-lock.ts';
import { createLogger } from '../../system/logger.ts';
import { choosePort } from '../../system/ports.ts';
import { loyaltyKey, secretFrom } from '../../system/secrets.ts';
import { readVersion } from '../../system/version.ts';
import { findPages } from '../pages.ts';
import { parseFlags, settingsOf } from '../flags.ts';
import { announceReady, untilStopped } from '../service.ts';
import { KIOSK_SETTINGS } from './kiosk.settings.ts';

/** A kiosk under `tapwall start` is ready once it has something to show, or after this long. */
const CATALOGUE_WAIT_MS = 15_000;

export async function kioskCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags({ command: 'kiosk', settings: KIOSK_SETTINGS }, args);
  if (flags === null) return 0;
  const settings = settingsOf(flags, { virtualHardware: 'off' });
  const { values } = settings;
  if (values.store === '')
    throw new KioskError(
      'TW_CONFIG_INVALID',
      'store is empty; say where this kiosk stands with --store CODE.',
    );
  values.data = prepareDataDir(values.data);
  const lock = lockFolder(join(values.data, 'kiosk'), 'the kiosk');
  try {
    await runKiosk(settings);
  } finally {
    lock.release();
  }
  return 0;
}

async function runKiosk(settings: LoadedSettings): Promise<void> {
  const { values } = settings;
  const logger = createLogger('kiosk', values.logLevel);
  await grantPort(settings, logger);
  if (values.broker === '') values.broker = `mqtt://${values.mqttHost}:${values.mqttPort}`;
  const host = createHost(settings, logger);
  const stopped = untilStopped();
  const { url } = await host.start();
  if (process.send !== undefined) await Promise.race([untilCatalogue(host), stopped]);
  announceReady({ kiosk: url, mqtt: values.broker });
  logger.info({ url }, 'the kiosk is ready');
  await stopped;
  await host.stop();
}

async function grantPort({ values, origins }: LoadedSettings, logger: Logger): Promise<void> {
  const { port, replaced } = await choosePort({
    host: values.kioskHost,
    port: values.kioskPort,
    asked: origins.kioskPort !== 'default',
    what: 'the kiosk',
  });
  if (replaced !== null)
    logger.warn({ port: replaced }, `port ${replaced} is taken; the kiosk uses a free one instead`);
  values.kioskPort = port;
}

function createHost(settings: LoadedSettings, logger: Logger): Host {
  const { values } = settings;
  return new Host({
    settings,
    storeCode: values.store,
    clock: systemClock,
    random: systemRandom,
    logger,
    version: readVersion(),
    loyaltyKey: loyaltyKey(values, false),
    hubToken: secretFrom('hubTokenFile', values.hubTokenFile),
    brokerPassword: secretFrom('brokerPasswordFile', values.brokerPasswordFile),
    cards: values.virtualHardware === 'off' ? [] : readDemoCards(),
    labTags: values.virtualHardware === 'off' ? null : labTagKeys(values.data),
    uiDir: findPages(logger),
  });
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

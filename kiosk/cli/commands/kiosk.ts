/** `tapwall kiosk`: a kiosk alone. */
import { join } from 'node:path';
import type { Logger } from '../../../broker/ports.ts';
import type { LoadedSettings } from '../../config/load.ts';
import { KioskError } from '../../errors.ts';
import { wantsPairing } from '../../pairing/wanted.ts';
import { prepareDataDir } from '../../system/data-dir.ts';
import { lockFolder } from '../../system/folder-lock.ts';
import { createLogger } from '../../system/logger.ts';
import { choosePort } from '../../system/ports.ts';
import { settleHeap } from '../../system/small-heap.ts';
import { parseFlags, settingsOf } from '../flags.ts';
import { runPaired } from '../kiosk-paired.ts';
import { runKiosk } from '../kiosk-run.ts';
import { announceReady, untilStopped } from '../service.ts';
import { KIOSK_SETTINGS } from './kiosk.settings.ts';

const OWN = {
  pair: {
    type: 'boolean',
    description: 'forget who this kiosk is and pair it anew, e.g. to move it to another store',
  },
} as const;

export async function kioskCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags({ command: 'kiosk', settings: KIOSK_SETTINGS, own: OWN }, args);
  if (flags === null) return 0;
  const settings = settingsOf(flags, { virtualHardware: 'off' });
  const { values } = settings;
  const anew = flags.own['pair'] === true;
  const isPaired = wantsPairing(settings, anew);
  if (values.store === '' && !isPaired)
    throw new KioskError(
      'TW_CONFIG_INVALID',
      'store is empty; say where this kiosk stands with --store CODE.',
    );
  values.data = prepareDataDir(values.data);
  const lock = lockFolder(join(values.data, 'kiosk'), 'the kiosk');
  try {
    const logger = createLogger('kiosk', values.logLevel);
    await grantPort(settings, logger);
    await (isPaired ? startPaired(settings, logger, anew) : startPlain(settings, logger));
  } finally {
    lock.release();
  }
  return 0;
}

async function startPlain(settings: LoadedSettings, logger: Logger): Promise<void> {
  const { values } = settings;
  if (values.broker === '') values.broker = `mqtt://${values.mqttHost}:${values.mqttPort}`;
  const ready = (url: string): void => {
    announceReady({ kiosk: url, mqtt: values.broker });
    logger.info({ url }, 'the kiosk is ready');
    settleHeap();
  };
  await runKiosk({ settings, logger, paired: null, stopped: untilStopped(), ready });
}

/** The broker is known when the kiosk is paired, so it is not in the line. */
async function startPaired(settings: LoadedSettings, logger: Logger, anew: boolean): Promise<void> {
  const ready = (url: string): void => {
    announceReady({ kiosk: url });
    logger.info({ url }, 'the screens can be opened');
  };
  await runPaired({ settings, logger, anew, stopped: untilStopped(), ready });
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

/** `tapwall start`: everything on one machine, nothing to configure. */
import { KioskError } from '../../errors.ts';
import { makeLabKeys } from '../../sun/lab-keys.ts';
import { systemClock, systemRandom } from '../../system/clock.ts';
import { prepareDataDir } from '../../system/data-dir.ts';
import { createLogger } from '../../system/logger.ts';
import { SETTING_NAMES } from '../../config/load.ts';
import { secretFrom } from '../../system/secrets.ts';
import { Child } from '../../start/child.ts';
import { demoFeedFlags } from '../../start/demo.ts';
import { chooseStore } from '../../start/hub-overview.ts';
import { printAddresses } from '../../start/addresses.ts';
import { runImport } from '../../start/run-import.ts';
import { findPages } from '../pages.ts';
import { parseFlags, settingsOf, toArguments, type ParsedFlags } from '../flags.ts';
import { announceReady, untilStopped } from '../service.ts';
import { HUB_SETTINGS } from './hub.settings.ts';
import { KIOSK_SETTINGS } from './kiosk.settings.ts';

type Chosen = ParsedFlags['settings'];

export async function startCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags({ command: 'start', settings: SETTING_NAMES }, args);
  if (flags === null) return 0;
  const { values } = settingsOf(flags);
  if (values.mqttAccess === 'paired' || values.hubTls === 'auto' || values.hubTls === 'files')
    throw new KioskError(
      'TW_CONFIG_INVALID',
      'tapwall start is for one machine, with plain HTTP and an open broker on loopback. Run tapwall hub and tapwall kiosk for mqttAccess and hubTls.',
    );
  const logger = createLogger('start', values.logLevel);
  const config = typeof flags.own['config'] === 'string' ? ['--config', flags.own['config']] : [];
  const chosen: Chosen = {
    ...flags.settings,
    data: prepareDataDir(values.data),
    logLevel: quieter(values.logLevel),
  };
  if (values.virtualHardware !== 'off' && values.sunKeysFile === '')
    makeLabKeys(chosen.data ?? values.data, systemRandom);
  const stopped = untilStopped();
  const parts: Child[] = [];
  let isEnding = false;
  // Also while it starts, which takes as long as the import of the demo catalogue.
  void stopped.then(() => {
    isEnding = true;
    for (const part of parts) part.retire();
    return parts.at(-1)?.stop();
  });

  const hubArgs = (more: Chosen): string[] => [
    ...config,
    ...toArguments(only({ ...chosen, ...more }, HUB_SETTINGS)),
  ];
  const hub = new Child({ command: 'hub', args: hubArgs({}), clock: systemClock, logger });
  parts.push(hub);
  try {
    const hubReady = await hub.start();
    const ports = {
      hubPort: portOf(hubReady.hub),
      ...(values.broker === '' ? { mqttPort: portOf(hubReady.mqtt) } : {}),
    };
    hub.keep(hubArgs(ports));
    if (hubReady.catalogue !== true)
      await runImport(
        [...demoFeedFlags(), ...toArguments(only(chosen, ['data', 'loyaltyKeyFile', 'logLevel']))],
        stopped,
      );
    const token = secretFrom('hubTokenFile', values.hubTokenFile);
    const storeCode = await chooseStore({ hub: hubReady.hub ?? '', token, wanted: values.store });
    const kioskArgs = (more: Chosen): string[] => {
      const own: Chosen = {
        virtualHardware: values.virtualHardware,
        ...chosen,
        store: storeCode,
        hub: hubReady.hub ?? values.hub,
        broker: hubReady.mqtt ?? values.broker,
        ...more,
      };
      return [...config, ...toArguments(only(own, KIOSK_SETTINGS))];
    };
    const kiosk = new Child({ command: 'kiosk', args: kioskArgs({}), clock: systemClock, logger });
    parts.push(kiosk);
    const kioskReady = await kiosk.start();
    kiosk.keep(kioskArgs({ kioskPort: portOf(kioskReady.kiosk) }));
    const ready = { kiosk: kioskReady.kiosk ?? '', hub: hubReady.hub ?? '', mqtt: hubReady.mqtt ?? '' };
    findPages(logger);
    announceReady(ready);
    printAddresses({ ...ready, root: values.root });
    await stopped;
  } catch (error) {
    if (!isEnding) throw error;
  } finally {
    for (const part of parts) part.retire();
    for (const part of parts.toReversed()) await part.stop();
  }
  return 0;
}

function only(settings: Chosen, names: readonly (keyof Chosen)[]): Chosen {
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => (names as readonly string[]).includes(name)),
  );
}

/** A person at a terminal wants what needs looking at; the services' good days are for their own logs. */
function quieter(level: string): string {
  return level === 'info' ? 'warn' : level;
}

function portOf(url: string | undefined): string {
  return url === undefined ? '0' : new URL(url).port;
}

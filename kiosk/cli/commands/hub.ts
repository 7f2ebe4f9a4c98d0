/** `tapwall hub`: the platform's end alone. */
import { join, resolve } from 'node:path';
import { Hub, type HubHttp } from '../../../broker/hub/hub.ts';
import { readHubId } from '../../../broker/hub/partition/hub-id.ts';
import type { JoinOptions } from '../../../broker/hub/people/people-parts.ts';
import { LazyLink } from '../../../broker/link/lazy-link.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import type { Logger } from '../../../broker/ports.ts';
import type { LoadedSettings } from '../../config/load.ts';
import type { Settings } from '../../config/settings.ts';
import { KioskError } from '../../errors.ts';
import { systemClock, systemRandom } from '../../system/clock.ts';
import { prepareDataDir } from '../../system/data-dir.ts';
import { lockFolder } from '../../system/folder-lock.ts';
import { createLogger } from '../../system/logger.ts';
import { choosePort } from '../../system/ports.ts';
import { loyaltyKey, secretFrom } from '../../system/secrets.ts';
import { sunKeySets } from '../../sun/key-file.ts';
import { KeySetVerifier } from '../../sun/tag-verifier.ts';
import { readVersion } from '../../system/version.ts';
import type { KeySet } from '../../sun/key-set.ts';
import { findPages } from '../pages.ts';
import { parseFlags, settingsOf } from '../flags.ts';
import { announceReady, untilStopped } from '../service.ts';
import { fleetUrl } from './fleet-url.ts';
import { hubBroker, serverNames, type HubBroker } from './hub-broker.ts';
import { joinOf, passKeysOf } from './hub-join.ts';
import { HUB_SETTINGS } from './hub.settings.ts';

/** After their end; people look back at a year. */
const INCIDENT_DAYS = 365;

export async function hubCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags({ command: 'hub', settings: HUB_SETTINGS }, args);
  if (flags === null) return 0;
  const settings = settingsOf(flags);
  const { values } = settings;
  values.data = prepareDataDir(values.data);
  const lock = lockFolder(hubFolder(values.data), 'the hub');
  try {
    await runHub(settings);
  } finally {
    lock.release();
  }
  return 0;
}

async function runHub(settings: LoadedSettings): Promise<void> {
  const { values } = settings;
  const logger = createLogger('hub', values.logLevel);
  const key = loyaltyKey(values, true);
  if (key === null) throw new KioskError('TW_LOYALTY_KEY');
  const keySets = sunKeySets(values);
  const phones = joinOf(values);
  await grantPorts(settings, logger);
  const stopped = untilStopped();
  const broker = await hubBroker(values, { logger, random: systemRandom });
  try {
    const hub = createHub(settings, { broker, logger, key, keySets, phones });
    const { url } = await hub.start();
    const { url: mqtt } = broker.login();
    announceReady({ hub: url, mqtt, catalogue: hub.hasCatalogue() });
    logger.info({ url, mqtt }, 'the hub is ready');
    await stopped;
    await hub.stop();
  } finally {
    await broker.stop();
  }
}

function hubFolder(data: string): string {
  return join(data, 'hub');
}

function createHub(
  { values }: LoadedSettings,
  parts: {
    broker: HubBroker;
    logger: Logger;
    key: Uint8Array;
    keySets: readonly KeySet[];
    phones: JoinOptions | null;
  },
): Hub {
  const { logger, broker, key, keySets, phones } = parts;
  const fleetDatabase = fleetUrl(values);
  const dataDir = hubFolder(values.data);
  // Hubs that share a fleet share a broker too, where a name can be connected once.
  const name = fleetDatabase === null ? 'hub' : `hub-${readHubId(dataDir, systemRandom)}`;
  const clientId = `${values.root}-${values.tenant}`.slice(0, 64 - name.length - 1) + `-${name}`;
  const link = new LazyLink(
    () => new MqttJsLink({ clientId, ...broker.login(), clock: systemClock, random: systemRandom, logger }),
  );
  return new Hub({
    dataDir,
    link,
    root: values.root,
    tenant: values.tenant,
    clock: systemClock,
    random: systemRandom,
    logger,
    http: httpOf(values),
    ...(broker.withHub && { broker: broker.withHub }),
    kioskBroker: broker.kiosks,
    clientDays: values.certificateDays,
    uiDir: findPages(logger),
    loyaltyKey: key,
    ...(values.homeAssistant === 'on' && { homeAssistant: values.homeAssistantPrefix }),
    ...(fleetDatabase === null ? {} : { fleetDatabase }),
    intentLives: {
      room: values.roomMinutes,
      reserve: values.reserveMinutes,
      pickup: values.pickupHours * 60,
      handover: values.handoverMinutes,
    },
    keepDays: { events: values.keepEventsDays, incidents: INCIDENT_DAYS },
    ...(phones && { join: phones }),
    ...passKeysOf(values),
    tagVerifier: keySets.length === 0 ? null : new KeySetVerifier(keySets),
    sourcesDir: resolve(values.data, values.sourcesDir),
    version: readVersion(),
  });
}

function httpOf(values: Settings): HubHttp {
  const { hubHost: host, hubPort: port, hubTls, hubCertFile, hubKeyFile } = values;
  const token = secretFrom('hubTokenFile', values.hubTokenFile);
  const metricsToken = secretFrom('metricsTokenFile', values.metricsTokenFile);
  const tillToken = secretFrom('tillTokenFile', values.tillTokenFile);
  const common = {
    host,
    port,
    ...(token === null ? {} : { token }),
    ...(metricsToken === null ? {} : { metricsToken }),
    ...(tillToken === null ? {} : { tillToken }),
  };
  if (hubTls === 'proxy') return { ...common, behindProxy: true };
  if (hubTls === 'auto') return { ...common, tls: { names: serverNames(values) } };
  if (hubTls === 'off') return common;
  const cert = secretFrom('hubCertFile', hubCertFile);
  const key = secretFrom('hubKeyFile', hubKeyFile);
  if (cert === null || key === null)
    throw new KioskError('TW_CONFIG_INVALID', 'hubTls is `files`, which needs hubCertFile and hubKeyFile.');
  return { ...common, tls: { cert, key } };
}

async function grantPorts({ values, origins }: LoadedSettings, logger: Logger): Promise<void> {
  const hub = await choosePort({
    host: values.hubHost,
    port: values.hubPort,
    asked: origins.hubPort !== 'default',
    what: 'the hub',
  });
  if (hub.replaced !== null)
    logger.warn({ port: hub.replaced }, `port ${hub.replaced} is taken; the hub uses a free one instead`);
  values.hubPort = hub.port;
  if (values.broker !== '') return;
  const mqtt = await choosePort({
    host: values.mqttHost,
    port: values.mqttPort,
    asked: origins.mqttPort !== 'default',
    what: 'the broker',
  });
  if (mqtt.replaced !== null)
    logger.warn(
      { port: mqtt.replaced },
      `port ${mqtt.replaced} is taken; the broker uses a free one instead`,
    );
  values.mqttPort = mqtt.port;
}

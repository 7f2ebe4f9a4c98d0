/** The broker of `tapwall hub`: another one by its address, the embedded one, or the embedded one for paired kiosks. */
import { X509Certificate } from 'node:crypto';
import { hostname } from 'node:os';
import { startEmbeddedBroker, type EmbeddedBroker } from '../../../broker/embedded/embedded-broker.ts';
import type { FleetIdentity, HubOptions } from '../../../broker/hub/hub.ts';
import type { Logger, Random } from '../../../broker/ports.ts';
import type { Settings } from '../../config/settings.ts';
import { KioskError } from '../../errors.ts';
import { brokerAccounts } from '../../system/broker-accounts.ts';
import { secretFrom } from '../../system/secrets.ts';

export interface BrokerLogin {
  url: string;
  username?: string;
  password?: string;
  /** PEM texts. */
  ca?: string;
  cert?: string;
  key?: string;
  /** When the broker knows the hub by a name of its own. */
  clientId?: string;
}

export interface HubBroker {
  /** How the hub reaches it and logs in. Known once it runs. */
  login: () => BrokerLogin;
  /** How paired kiosks reach it. */
  kiosks: () => string;
  /** Started by the hub, which has the identities. */
  withHub?: NonNullable<HubOptions['broker']>;
  stop: () => Promise<void>;
}

/** Reserved for the hub itself: its password is made at every start and leaves the process nowhere. */
const HUB_USER = 'tapwall-hub';
const ANY = new Set(['0.0.0.0', '::', '']);

export async function hubBroker(
  values: Settings,
  { logger, random }: { logger: Logger; random: Random },
): Promise<HubBroker> {
  if (values.broker !== '') return otherBroker(values);
  if (values.mqttAccess === 'paired') return pairedBroker(values, { logger, random });
  const { mqttHost: host, mqttPort: port } = values;
  const broker = await startEmbeddedBroker({ host, port, logger });
  return { login: () => ({ url: broker.url }), kiosks: () => broker.url, stop: () => broker.stop() };
}

/** Names and addresses that certificates of this machine carry; the first one is what others are told. */
export function serverNames({
  serverNames: names,
  hubHost,
  mqttHost,
}: Pick<Settings, 'serverNames' | 'hubHost' | 'mqttHost'>): string[] {
  const bound = [hubHost, mqttHost].filter((host) => !ANY.has(host));
  const given = names.length === 0 ? [hostname()] : names;
  return [...new Set([...given, ...bound, 'localhost', '127.0.0.1', '::1'])];
}

function otherBroker(values: Settings): HubBroker {
  const password = secretFrom('brokerPasswordFile', values.brokerPasswordFile);
  const ca = secretFrom('brokerCaFile', values.brokerCaFile);
  const own = ownCertificate(values);
  return {
    login: () => ({
      url: values.broker,
      ...(values.brokerUser === '' ? {} : { username: values.brokerUser }),
      ...(password === null ? {} : { password }),
      ...(ca === null ? {} : { ca }),
      ...own,
    }),
    kiosks: () => values.broker,
    stop: async () => undefined,
  };
}

/** @throws KioskError TW_CONFIG_INVALID */
function ownCertificate(values: Settings): Pick<BrokerLogin, 'cert' | 'key' | 'clientId'> {
  const cert = secretFrom('brokerCertFile', values.brokerCertFile);
  const key = secretFrom('brokerKeyFile', values.brokerKeyFile);
  if (cert === null && key === null) return {};
  if (cert === null || key === null)
    throw new KioskError('TW_CONFIG_INVALID', 'brokerCertFile and brokerKeyFile belong together.');
  const clientId = /^CN=(.+)$/m.exec(certificateIn(cert).subject)?.[1];
  return { cert, key, ...(clientId !== undefined && { clientId }) };
}

function certificateIn(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new KioskError('TW_CONFIG_INVALID', 'brokerCertFile does not hold a certificate in PEM.', {
      cause: error,
    });
  }
}

function pairedBroker(values: Settings, { logger, random }: { logger: Logger; random: Random }): HubBroker {
  const { mqttHost: host, mqttPort: port, mqttAccountsFile, root, tenant } = values;
  const names = serverNames(values);
  const password = Buffer.from(random.bytes(32)).toString('base64url');
  const accounts = brokerAccounts(mqttAccountsFile, { root, tenant });
  let running: { broker: EmbeddedBroker; ca: string } | undefined;
  const use = (): { broker: EmbeddedBroker; ca: string } => {
    if (running) return running;
    throw new KioskError('TW_INTERNAL', 'The embedded broker does not run.');
  };
  const withHub = async ({ authority, identities }: FleetIdentity): Promise<EmbeddedBroker> => {
    const tls = await authority.issueServer(names);
    const used = (serial: string): void => {
      identities.used(serial).catch((error: unknown) => {
        logger.debug({ err: error }, 'the first use of a certificate could not be noted');
      });
    };
    const broker = await startEmbeddedBroker({
      host,
      port,
      logger,
      used,
      access: {
        accounts: [{ username: HUB_USER, password, role: 'hub' }, ...accounts],
        identities: identities.known,
        tls,
      },
    });
    identities.onChanged((known) => broker.setIdentities(known));
    broker.setIdentities(identities.known);
    running = { broker, ca: tls.ca };
    return broker;
  };
  return {
    login: () => ({ url: use().broker.url, username: HUB_USER, password, ca: use().ca }),
    kiosks: () => `mqtts://${names[0]?.includes(':') ? `[${names[0]}]` : names[0]}:${use().broker.port}`,
    withHub,
    stop: async () => undefined,
  };
}

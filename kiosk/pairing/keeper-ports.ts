/** What keeping an identity needs of the rest of a kiosk. */
import type { LinkCredentials } from '../../broker/link/mqtt-link.ts';
import type { Clock, Logger, Random } from '../../broker/ports.ts';
import type { Incidents } from '../displays/incidents.ts';
import type { RenewalHub } from './hub-port.ts';
import type { KioskIdentity } from './identity.ts';
import type { IdentityStore } from './identity-store.ts';
import type { KeyRequest } from './key-request.ts';

/** The MQTT connection, as far as certificates go. */
export interface CertifiedLink {
  readonly connected: boolean;
  onConnection(listener: (connected: boolean) => void): () => void;
  renew(credentials: LinkCredentials): Promise<void>;
}

export interface KeeperOptions {
  identity: KioskIdentity;
  store: Pick<IdentityStore, 'adopt' | 'next' | 'keepNext' | 'dropNext'>;
  hub: RenewalHub;
  link: CertifiedLink;
  makeKey: () => KeyRequest;
  incidents: Pick<Incidents, 'open' | 'close'>;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** The hub wants this kiosk no more. Called once. */
  removed: () => void;
}

export function credentialsOf({ grant, key }: KioskIdentity): LinkCredentials {
  return { ca: grant.ca, cert: grant.certificate, key };
}

/** What the configuration of a broker that is not ours is made from. */
import type { KioskAddress } from '../../contract/topics.ts';

export interface AccessPlan {
  root: string;
  tenant: string;
  /** Those that are paired now. The client id is the common name of the certificate. */
  kiosks: readonly { clientId: string; address: KioskAddress }[];
  /** Common names of the hubs' certificates. */
  hubs: readonly string[];
  /** Absolute path of the folder that the files are written to. */
  folder: string;
  /** Address and port of the listener for MQTT over TLS. */
  host: string;
  port: number;
  /** NATS has a port of its own besides; it is opened on this machine only. */
  natsPort: number;
}

export interface AccessFile {
  name: string;
  text: string;
}

/** Beside the broker's own files: certificates, keys and what was revoked. */
export const SHARED_FILES = {
  authority: 'fleet-ca.pem',
  revoked: 'revoked.pem',
  serverCertificate: 'server.pem',
  serverKey: 'server.key',
} as const;

/** Kiosks in an order that does not change, so that two runs give the same files. */
export function sortedKiosks({ kiosks }: AccessPlan): AccessPlan['kiosks'] {
  return kiosks.toSorted((a, b) => (a.clientId < b.clientId ? -1 : 1));
}

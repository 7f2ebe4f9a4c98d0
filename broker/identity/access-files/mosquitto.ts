/**
 * Mosquitto 2.0 or later (mosquitto.conf(5)): a certificate is the login, its common name user name and client id at once.
 * Subscriptions that reach further are not refused but bring nothing: Mosquitto asks its list for every message.
 */
import { join } from 'node:path';
import { HUB_CLASSES, KIOSK_CLASSES } from '../topic-rights.ts';
import { subtreeOf } from '../../contract/topics.ts';
import { SHARED_FILES, sortedKiosks, type AccessFile, type AccessPlan } from './plan.ts';

export function mosquittoFiles(plan: AccessPlan): AccessFile[] {
  return [
    { name: 'mosquitto.conf', text: configuration(plan) },
    { name: 'mosquitto.acl', text: acl(plan) },
  ];
}

function configuration({ folder, host, port }: AccessPlan): string {
  const path = (name: string): string => join(folder, name);
  return `# After a kiosk was paired, renewed or revoked: write these files again, and restart Mosquitto, which reads the list of what
# was revoked only when it starts. For new kiosks alone SIGHUP is enough.
listener ${port} ${host}
cafile ${path(SHARED_FILES.authority)}
certfile ${path(SHARED_FILES.serverCertificate)}
keyfile ${path(SHARED_FILES.serverKey)}
crlfile ${path(SHARED_FILES.revoked)}
tls_version tlsv1.2
require_certificate true
use_identity_as_username true
use_username_as_clientid true
allow_anonymous false
acl_file ${path('mosquitto.acl')}

max_packet_size 131072
max_keepalive 300
max_queued_messages 1000
`;
}

function acl(plan: AccessPlan): string {
  const all = `${plan.root}/${plan.tenant}/+/+/`;
  const hubs = plan.hubs.map((name) =>
    user(name, {
      write: HUB_CLASSES.map((each) => `${all}${each}/+`),
      read: KIOSK_CLASSES.map((each) => `${all}${each}/+`),
    }),
  );
  const kiosks = sortedKiosks(plan).map(({ clientId, address }) =>
    user(clientId, {
      write: KIOSK_CLASSES.map((each) => `${subtreeOf(address)}${each}/+`),
      read: HUB_CLASSES.map((each) => `${subtreeOf(address)}${each}/+`),
    }),
  );
  return [...hubs, ...kiosks].join('\n');
}

function user(name: string, topics: { write: readonly string[]; read: readonly string[] }): string {
  const lines = [
    `user ${name}`,
    ...topics.write.map((topic) => `topic write ${topic}`),
    ...topics.read.map((topic) => `topic read ${topic}`),
  ];
  return `${lines.join('\n')}\n`;
}

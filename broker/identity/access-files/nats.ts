/**
 * NATS 2.9 or later: `verify_and_map` makes the subject of a certificate the user. Levels of a topic are separated by full
 * stops there. It reads no lists of revoked certificates: who is revoked is taken from the users.
 */
import { join } from 'node:path';
import type { KioskAddress } from '../../contract/topics.ts';
import { HUB_CLASSES, KIOSK_CLASSES } from '../topic-rights.ts';
import { SHARED_FILES, sortedKiosks, type AccessFile, type AccessPlan } from './plan.ts';

export function natsFiles(plan: AccessPlan): AccessFile[] {
  return [{ name: 'nats.conf', text: configuration(plan) }];
}

/** Where messages of QoS 1 come from; without it a user with permissions receives none (NATS, MQTT, special permissions). */
const DELIVERIES = '$MQTT.sub.>';

function configuration(plan: AccessPlan): string {
  const { folder, host, port, natsPort } = plan;
  const path = (name: string): string => JSON.stringify(join(folder, name));
  return `# After a kiosk was paired or revoked: write this file again, then nats-server --signal reload.
server_name: "tapwall-broker"
# Nobody but this machine reaches NATS itself, and no user below may log in there.
listen: "127.0.0.1:${natsPort}"
jetstream { store_dir: ${path('jetstream')} }
max_payload: 131072

mqtt {
  listen: "${host}:${port}"
  tls {
    cert_file: ${path(SHARED_FILES.serverCertificate)}
    key_file: ${path(SHARED_FILES.serverKey)}
    ca_file: ${path(SHARED_FILES.authority)}
    verify_and_map: true
    timeout: 5
  }
}

authorization {
  timeout: 5
  users: [
${[...hubUsers(plan), ...kioskUsers(plan)].join('\n')}
  ]
}
`;
}

function hubUsers({ hubs, root, tenant }: AccessPlan): string[] {
  const all = `${root}.${tenant}.*.*.`;
  return hubs.map((name) =>
    user(name, {
      publish: HUB_CLASSES.map((each) => `${all}${each}.*`),
      subscribe: KIOSK_CLASSES.map((each) => `${all}${each}.*`),
    }),
  );
}

function kioskUsers(plan: AccessPlan): string[] {
  return sortedKiosks(plan).map(({ clientId, address }) =>
    user(clientId, {
      publish: KIOSK_CLASSES.map((each) => `${prefixOf(address)}${each}.*`),
      subscribe: HUB_CLASSES.map((each) => `${prefixOf(address)}${each}.*`),
    }),
  );
}

function prefixOf({ root, tenant, store, kiosk }: KioskAddress): string {
  return `${root}.${tenant}.${store}.${kiosk}.`;
}

function user(name: string, { publish, subscribe }: { publish: string[]; subscribe: string[] }): string {
  return `    { user: "CN=${name}", allowed_connection_types: ["MQTT"], permissions: {
      publish: { allow: ${JSON.stringify(publish)} }
      subscribe: { allow: ${JSON.stringify([...subscribe, DELIVERIES])} } } }`;
}

/**
 * RabbitMQ 3.10 or later with its MQTT plugin: the common name of the certificate is the user, topic permissions are regular
 * expressions over routing keys, in which levels are separated by full stops. A subscription is a queue of the client's own.
 */
import { join } from 'node:path';
import type { TopicClass } from '../../contract/topics.ts';
import { HUB_CLASSES, KIOSK_CLASSES } from '../topic-rights.ts';
import { SHARED_FILES, sortedKiosks, type AccessFile, type AccessPlan } from './plan.ts';

export function rabbitmqFiles(plan: AccessPlan): AccessFile[] {
  return [
    { name: 'rabbitmq.conf', text: configuration(plan) },
    { name: 'definitions.json', text: `${JSON.stringify(definitions(plan), null, 2)}\n` },
    { name: 'enabled_plugins', text: '[rabbitmq_mqtt,rabbitmq_auth_mechanism_ssl].\n' },
  ];
}

const VHOST = '/';
const LEVEL = '[a-z0-9_-]{1,64}';
/** A level, or the wildcard for one in a binding. */
const ANY_LEVEL = `(${LEVEL}|\\*)`;

function configuration({ folder, host, port }: AccessPlan): string {
  const path = (name: string): string => join(folder, name);
  return `# After a kiosk was paired: write these files again, then rabbitmqctl import_definitions ${path('definitions.json')}
# After one was revoked: rabbitmqctl delete_user with its client id, and close its connection.
listeners.tcp = none
mqtt.listeners.tcp = none
mqtt.listeners.ssl.1 = ${host}:${port}
mqtt.allow_anonymous = false
mqtt.ssl_cert_login = true
mqtt.vhost = ${VHOST}
mqtt.exchange = amq.topic
ssl_cert_login_from = common_name

ssl_options.cacertfile = ${path(SHARED_FILES.authority)}
ssl_options.certfile = ${path(SHARED_FILES.serverCertificate)}
ssl_options.keyfile = ${path(SHARED_FILES.serverKey)}
ssl_options.verify = verify_peer
ssl_options.fail_if_no_peer_cert = true
ssl_options.versions.1 = tlsv1.3
ssl_options.versions.2 = tlsv1.2

load_definitions = ${path('definitions.json')}
`;
}

interface Account {
  name: string;
  write: string;
  read: string;
}

function definitions(plan: AccessPlan): object {
  const accounts = [...hubAccounts(plan), ...kioskAccounts(plan)];
  return {
    vhosts: [{ name: VHOST }],
    // Without a password nobody logs in but by certificate.
    users: accounts.map(({ name }) => ({ name, password_hash: '', tags: '' })),
    permissions: accounts.map(({ name }) => ({ user: name, vhost: VHOST, ...queuesOf(name) })),
    topic_permissions: accounts.map(({ name, write, read }) => ({
      user: name,
      vhost: VHOST,
      exchange: 'amq.topic',
      write,
      read,
    })),
  };
}

/** The queues of the client id that equals the name, and the exchange that all topics go through. */
function queuesOf(name: string): { configure: string; write: string; read: string } {
  const queue = `mqtt-subscription-${name}qos[01]`;
  return { configure: `^${queue}$`, write: `^(${queue}|amq\\.topic)$`, read: `^(${queue}|amq\\.topic)$` };
}

function hubAccounts({ hubs, root, tenant }: AccessPlan): Account[] {
  const one = `${root}\\.${tenant}\\.${LEVEL}\\.${LEVEL}`;
  const any = `${root}\\.${tenant}\\.${ANY_LEVEL}\\.${ANY_LEVEL}`;
  return hubs.map((name) => ({
    name,
    write: `^${one}\\.${oneOf(HUB_CLASSES)}\\.${LEVEL}$`,
    read: `^${any}\\.${oneOf(KIOSK_CLASSES)}\\.${ANY_LEVEL}$`,
  }));
}

function kioskAccounts(plan: AccessPlan): Account[] {
  return sortedKiosks(plan).map(({ clientId, address }) => {
    const { root, tenant, store, kiosk } = address;
    const own = `${root}\\.${tenant}\\.${store}\\.${kiosk}`;
    return {
      name: clientId,
      write: `^${own}\\.${oneOf(KIOSK_CLASSES)}\\.${LEVEL}$`,
      read: `^${own}\\.${oneOf(HUB_CLASSES)}\\.${ANY_LEVEL}$`,
    };
  });
}

function oneOf(classes: readonly TopicClass[]): string {
  return `(${classes.join('|')})`;
}

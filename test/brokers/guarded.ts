/** Each broker as it stands in a network: TLS, certificates of the fleet, and rules for each kiosk. */
import { startEmbeddedBroker } from '../../broker/embedded/embedded-broker.ts';
import { mosquittoFiles } from '../../broker/identity/access-files/mosquitto.ts';
import { natsFiles } from '../../broker/identity/access-files/nats.ts';
import { rabbitmqFiles } from '../../broker/identity/access-files/rabbitmq.ts';
import { guardedClients, startGuarded, type GuardedBroker } from '../support/broker-access.ts';
import { startMosquitto } from '../support/brokers/mosquitto.ts';
import { startNats } from '../support/brokers/nats.ts';
import { startRabbitmq } from '../support/brokers/rabbitmq.ts';
import { newFleet } from '../support/fleet-authority.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import type { BrokerName, Scope } from './broker.ts';

export const GUARDED: Readonly<Record<BrokerName, (scope: Scope) => Promise<GuardedBroker>>> = {
  embedded: startEmbedded,
  mosquitto: (scope) =>
    startGuarded(scope, { files: mosquittoFiles, main: 'mosquitto.conf', start: startMosquitto }),
  nats: (scope) => startGuarded(scope, { files: natsFiles, main: 'nats.conf', start: startNats }),
  rabbitmq: (scope) =>
    startGuarded(scope, { files: rabbitmqFiles, main: 'rabbitmq.conf', start: startRabbitmq }),
};

async function startEmbedded(scope: Scope): Promise<GuardedBroker> {
  const fleet = await newFleet();
  const [one, two, unlisted, revoked] = [
    await fleet.newKiosk('kiosk-1'),
    await fleet.newKiosk('kiosk-2'),
    await fleet.newKiosk('kiosk-3'),
    await fleet.newKiosk('kiosk-4'),
  ];
  const broker = await startEmbeddedBroker({
    host: '127.0.0.1',
    port: 0,
    logger: new QuietLogger(),
    access: {
      accounts: [{ username: 'hub', password: 'secret of this run', role: 'hub' }],
      identities: [one.identity, two.identity],
      tls: fleet.server,
    },
  });
  scope.after(() => broker.stop());
  const open = guardedClients(scope, { url: broker.url, ca: fleet.authority.ca });
  const hub = { clientId: 'hub', username: 'hub', password: 'secret of this run' };
  return { hub, one, two, unlisted, revoked, open };
}

/** The four brokers of the table, each as it comes, on a free port and in a folder of its own. */
import { fileURLToPath } from 'node:url';
import {
  freePort,
  startBroker,
  type BrokerOptions,
  type BrokerProcess,
} from '../support/brokers/broker-process.ts';
import { startMosquitto } from '../support/brokers/mosquitto.ts';
import { startNats } from '../support/brokers/nats.ts';
import { startRabbitmq } from '../support/brokers/rabbitmq.ts';
import type { BrokerName } from './broker.ts';

export interface BrokerKind {
  name: BrokerName;
  /** Debian packages it needs. */
  packages: readonly string[];
  start(options: BrokerOptions): Promise<BrokerProcess>;
}

export const BROKERS: readonly BrokerKind[] = [
  { name: 'embedded', packages: [], start: startEmbedded },
  { name: 'mosquitto', packages: ['mosquitto'], start: startMosquitto },
  { name: 'nats', packages: ['nats-server'], start: startNats },
  { name: 'rabbitmq', packages: ['rabbitmq-server'], start: startRabbitmq },
];

async function startEmbedded(options: BrokerOptions): Promise<BrokerProcess> {
  const port = options.port ?? (await freePort());
  const main = fileURLToPath(new URL('embedded-main.ts', import.meta.url));
  const args = ['--import', 'tsx', main, String(port)];
  return startBroker({ ...options, port }, { program: process.execPath, args });
}

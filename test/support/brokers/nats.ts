/** NATS 2.9 or later with JetStream, which its MQTT needs: plain, everybody may do everything. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startBroker, type BrokerOptions, type BrokerProcess } from './broker-process.ts';

export async function startNats(options: BrokerOptions): Promise<BrokerProcess> {
  const port = options.port ?? (await freePort());
  const file = options.file ?? plain(options, { mqtt: port, nats: await freePort() });
  return startBroker({ ...options, port }, { program: 'nats-server', args: ['-c', file] });
}

function plain({ dir, config = '' }: BrokerOptions, ports: { mqtt: number; nats: number }): string {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'nats.conf');
  const lines = [
    'server_name: tapwall',
    `listen: "127.0.0.1:${ports.nats}"`,
    `jetstream { store_dir: ${JSON.stringify(join(dir, 'jetstream'))} }`,
    `mqtt { listen: "127.0.0.1:${ports.mqtt}" }`,
    config,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

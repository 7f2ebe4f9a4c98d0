/** Mosquitto 2.0: plain, everybody may do everything and sessions are kept on disk, unless a configuration says otherwise. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startBroker, type BrokerOptions, type BrokerProcess } from './broker-process.ts';

export async function startMosquitto(options: BrokerOptions): Promise<BrokerProcess> {
  const port = options.port ?? (await freePort());
  return startBroker(
    { ...options, port },
    { program: 'mosquitto', args: ['-c', options.file ?? plain(options, port)] },
  );
}

function plain({ dir, config = '' }: BrokerOptions, port: number): string {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'mosquitto.conf');
  const lines = [
    // Started as root it would become the user mosquitto, who may not write here.
    'user root',
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence true',
    `persistence_location ${dir}/`,
    'log_dest stderr',
    config,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/**
 * Many kiosks' links in one process: `{url, links, prefix, kind}`. Says `R` when all are connected, and `c micros` for each
 * connection after that.
 */
import { connect } from 'mqtt';
import { FLEET } from '../../../../broker/link/backoff.ts';
import { MqttJsLink } from '../../../../broker/link/mqtt-js-link.ts';
import { systemClock, systemRandom } from '../../../../kiosk/system/clock.ts';
import { given, reporter, say } from '../../../support/children/ports.ts';
import { micros } from './payload.ts';

export interface FleetOptions {
  url: string;
  links: number;
  /** Of client ids. */
  prefix: string;
  /** `ours`: as kiosks connect to a broker elsewhere; `mqtt.js`: its client with its own defaults. */
  kind: 'ours' | 'mqtt.js';
}

const { url, links, prefix, kind } = given() as FleetOptions;
let connections = 0;

function connected(): void {
  connections += 1;
  if (connections === links) say('R all');
  else if (connections > links) say(`c ${micros()}`);
}

for (let index = 0; index < links; index += 1) {
  const clientId = `${prefix}-${index}`;
  if (kind === 'mqtt.js') {
    const client = connect(url, { clientId });
    client.on('connect', connected);
    client.on('error', () => undefined);
    continue;
  }
  const ports = { clock: systemClock, random: systemRandom, logger: reporter };
  const link = new MqttJsLink({ ...ports, url, clientId, backoff: FLEET });
  link.onConnection((isConnected) => isConnected && connected());
  void link.start();
}
process.once('SIGTERM', () => process.exit(0));

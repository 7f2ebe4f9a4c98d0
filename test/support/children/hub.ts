/** The hub in a process of its own: `{dir, url, fleetDatabase, httpPort}`. Says `R address` when it answers, and ends on SIGTERM. */
import { Hub } from '../../../broker/hub/hub.ts';
import { readHubId } from '../../../broker/hub/partition/hub-id.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import { systemClock, systemRandom } from '../../../kiosk/system/clock.ts';
import { given, hasty, reporter, say } from './ports.ts';

export interface HubChildOptions {
  dir: string;
  /** Of the broker. */
  url: string;
  /** `postgres://…` of a fleet that several hubs share. */
  fleetDatabase?: string;
  /** Of HTTP; left out: any free one. */
  httpPort?: number;
}

say('S');
const { dir, url, fleetDatabase, httpPort = 0 } = given() as HubChildOptions;
const link = new MqttJsLink({
  url,
  clientId: `tapwall-luma-hub-${readHubId(dir, systemRandom)}`,
  clock: systemClock,
  random: hasty,
  logger: reporter,
});
const hub = new Hub({
  dataDir: dir,
  link,
  root: 'tapwall',
  tenant: 'luma',
  clock: systemClock,
  random: systemRandom,
  logger: reporter,
  http: { host: '127.0.0.1', port: httpPort },
  uiDir: null,
  loyaltyKey: Buffer.alloc(32, 7),
  tagVerifier: null,
  ...(fleetDatabase === undefined ? {} : { fleetDatabase }),
  version: '0.0.0',
});
process.once('SIGTERM', () => void hub.stop().then(() => process.exit(0)));
link.onConnection((connected) => say(connected ? 'c' : 'l'));
say(`R ${(await hub.start()).url}`);

/** The hub in a process of its own: `{dir, url, clientId}`. Says `R address` when it answers, and ends on SIGTERM. */
import { Hub } from '../../../broker/hub/hub.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import { systemClock, systemRandom } from '../../../kiosk/system/clock.ts';
import { given, hasty, reporter, say } from './ports.ts';

export interface HubChildOptions {
  dir: string;
  /** Of the broker. */
  url: string;
}

say('S');
const { dir, url } = given() as HubChildOptions;
const link = new MqttJsLink({
  url,
  clientId: 'tapwall-luma-hub',
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
  http: { host: '127.0.0.1', port: 0 },
  uiDir: null,
  loyaltyKey: Buffer.alloc(32, 7),
  tagVerifier: null,
  version: '0.0.0',
});
process.once('SIGTERM', () => void hub.stop().then(() => process.exit(0)));
link.onConnection((connected) => say(connected ? 'c' : 'l'));
say(`R ${(await hub.start()).url}`);

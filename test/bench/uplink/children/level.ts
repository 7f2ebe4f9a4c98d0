/** mqtt.js with mqtt-level-store: everything is stored while offline, then the broker is there. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IClientOptions, MqttClient } from 'mqtt';
import { given, say } from '../../../support/children/ports.ts';
import { message, micros } from './payload.ts';
import type { EdgeResult } from './edge.ts';

export interface LevelOptions {
  /** Where the peers are installed. */
  home: string;
  dir: string;
  url: string;
  events: number;
  perSecond: number;
}

type Manager = (path: string) => Pick<IClientOptions, 'incomingStore' | 'outgoingStore'> & {
  incoming: NonNullable<IClientOptions['incomingStore']>;
  outgoing: NonNullable<IClientOptions['outgoingStore']>;
};

const TOPIC = 'tapwall/luma/mil-01/kiosk-1/evt/batch';
const { home, dir, url, events, perSecond } = given() as LevelOptions;
const load = createRequire(join(home, 'package.json'));
const mqtt = load('mqtt') as { connect: (url: string, options: IClientOptions) => MqttClient };
const { incoming, outgoing } = (load('mqtt-level-store') as Manager)(dir);
const client = mqtt.connect(url, {
  clientId: 'level',
  clean: false,
  incomingStore: incoming,
  outgoingStore: outgoing,
  manualConnect: true,
});

let sent = 0;
let answered = 0;
let done = (): void => undefined;
const all = new Promise<void>((resolve) => (done = resolve));

function send(): void {
  sent += 1;
  client.publish(TOPIC, message(sent, micros()), { qos: 1 }, () => {
    answered += 1;
    if (answered === events) done();
  });
}

const appended = micros();
let from = appended;
if (perSecond === 0) {
  for (let left = events; left > 0; left -= 1) send();
  from = micros();
  client.connect();
} else {
  client.connect();
  await new Promise<void>((resolve) => void client.once('connect', () => resolve()));
  from = micros();
  const timer = setInterval(() => {
    const due = Math.min(events, Math.floor(((micros() - from) * perSecond) / 1_000_000));
    for (let left = due - sent; left > 0; left -= 1) send();
    if (sent === events) clearInterval(timer);
  }, 2);
}
await all;
const result: EdgeResult = { events, seconds: (micros() - from) / 1_000_000 };
say(`J ${JSON.stringify(result)}`);
process.exit(0);

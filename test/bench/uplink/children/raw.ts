/** mqtt.js by itself, one event a message, nothing on a disk: as fast as a window allows, or live. */
import { connectAsync } from 'mqtt';
import { given, say } from '../../../support/children/ports.ts';
import { message, micros } from './payload.ts';
import type { EdgeResult } from './edge.ts';

export interface RawOptions {
  url: string;
  events: number;
  /** Publishes that may wait for their answer; 0: all at once. */
  window: number;
  /** Live; 0: as fast as it can. */
  perSecond: number;
}

const TOPIC = 'tapwall/luma/mil-01/kiosk-1/evt/batch';
const { url, events, window, perSecond } = given() as RawOptions;
const client = await connectAsync(url, { clientId: 'raw' });
const began = micros();
let sent = 0;
let answered = 0;

await new Promise<void>((resolve) => {
  const send = (): void => {
    sent += 1;
    client.publish(TOPIC, message(sent, micros()), { qos: 1 }, () => {
      answered += 1;
      if (answered === events) resolve();
      else if (perSecond === 0) go();
    });
  };
  const go = (): void => {
    const room = window === 0 ? events : window - (sent - answered);
    for (let left = Math.min(room, events - sent); left > 0; left -= 1) send();
  };
  if (perSecond === 0) return go();
  const timer = setInterval(() => {
    const due = Math.min(events, Math.floor(((micros() - began) * perSecond) / 1_000_000));
    for (let left = due - sent; left > 0; left -= 1) send();
    if (sent === events) clearInterval(timer);
  }, 2);
});
const result: EdgeResult = { events, seconds: (micros() - began) / 1_000_000 };
say(`J ${JSON.stringify(result)}`);
process.exit(0);

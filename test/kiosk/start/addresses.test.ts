import * as assert from 'uvu/assert';
import { addressText } from '../../../kiosk/start/addresses.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('The addresses of tapwall start');
const READY = { kiosk: 'http://127.0.0.1:1', hub: 'http://127.0.0.1:2', root: 'tapwall' };

for (const [mqtt, root, hint] of [
  ['mqtt://127.0.0.1:41883', 'tapwall', 'mosquitto_sub -p 41883 -t "tapwall/#"'],
  ['mqtt://127.0.0.1:1883', 'acme', 'mosquitto_sub -p 1883 -t "acme/#"'],
  ['mqtt://broker.example', 'tapwall', 'mosquitto_sub -h broker.example -p 1883 -t "tapwall/#"'],
] as const) {
  test(`say how to see every event at ${mqtt}`, () => {
    assert.ok(addressText({ ...READY, mqtt, root }).includes(`the broker: ${hint} sees every event`));
  });
}

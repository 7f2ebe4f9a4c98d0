import * as assert from 'uvu/assert';
import { clientIdOf } from '../../../../broker/identity/client-id.ts';
import { suite } from '../../../harness/suite.ts';

const test = suite('clientIdOf');
const LONG = 'a'.repeat(60);

test('is the address, as far as it fits', () => {
  const address = { root: 'tapwall', tenant: 'demo', store: 'mil-01', kiosk: 'kiosk-1' };
  assert.is(clientIdOf(address), 'tapwall-demo-mil-01-kiosk-1');
});

test('keeps long addresses that begin alike apart, within 64 characters', () => {
  const ids = ['kiosk-1', 'kiosk-2'].map((kiosk) =>
    clientIdOf({ root: 'tapwall', tenant: LONG, store: 's', kiosk }),
  );
  assert.is(new Set(ids).size, 2);
  for (const id of ids) assert.ok(/^[a-z0-9_-]{64}$/.test(id), id);
});

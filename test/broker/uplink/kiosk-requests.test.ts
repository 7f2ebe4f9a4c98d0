import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../broker/errors.ts';
import { suite } from '../../harness/suite.ts';
import { kioskKit } from './kiosk-kit.ts';

const test = suite('KioskDownlink requests');

/** The code a promise rejects with, asked before it is awaited so that nothing counts as unhandled. */
function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (error: unknown) => (isBrokerError(error) ? error.code : String(error)),
  );
}

test('resolves with the answer that carries its id', async (t) => {
  const { downlink, sent, tell, clock } = await kioskKit(t);
  const answer = downlink.request('catalogue', { have: '' }, 3_000);
  await clock.advance(0);
  const [asked] = sent('req/catalogue');
  assert.is(asked?.['have'], '');
  assert.is(asked?.['deadline'], '2026-11-22T10:00:03.000Z');
  await tell('rsp/catalogue', { id: 'somebody-else', ok: true });
  await tell('rsp/wishlist', { id: asked?.['id'], ok: true });
  const reply = { id: asked?.['id'], ok: true, version: 'v7', path: '/api/replica/MIL-01' };
  await tell('rsp/catalogue', reply);
  assert.equal(await answer, reply);
  assert.is(clock.pending, 1, 'only the heartbeat');
});

test('rejects at the deadline, and ignores an answer after it', async (t) => {
  const { downlink, sent, tell, clock } = await kioskKit(t);
  const code = codeOf(downlink.request('wishlist', { token: 'token' }, 3_000));
  await clock.advance(2_999);
  await clock.advance(1);
  assert.is(await code, 'TW_REQUEST_TIMEOUT');
  await tell('rsp/wishlist', { id: sent('req/wishlist')[0]?.['id'], ok: true, items: [] });
});

test('rejects at once when offline and when the connection is lost', async (t) => {
  const { downlink, broker } = await kioskKit(t);
  const lost = codeOf(downlink.request('recognise', { card: 'a'.repeat(64) }, 3_000));
  broker.stop();
  assert.is(await lost, 'TW_LINK_DOWN');
  assert.is(await codeOf(downlink.request('recognise', { card: 'a'.repeat(64) }, 3_000)), 'TW_LINK_DOWN');
});

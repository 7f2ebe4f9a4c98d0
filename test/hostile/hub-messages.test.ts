import * as assert from 'uvu/assert';
import type { KioskSummary } from '../../broker/contract/http.ts';
import { EPOCH, event } from '../broker/hub/support/events.ts';
import { startHub } from '../broker/hub/support/hub-bench.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Messages to the hub that no kiosk sends');
const HOST = { host: '127.0.0.1' };
const SETTINGS = { attractMessage: '', idleSeconds: 45, warningSeconds: 20, language: 'en' };

const closed = (seconds: number): object => ({ incident: 'i', code: 'C', message: 'm', seconds });
const evicted = (first: number): object => ({
  epoch: EPOCH,
  ranges: [[first, 2]],
  count: 1,
  reason: 'bytes',
});

const ABSURD: [string, object][] = [
  ['a sequence of 2^53', { sequence: 2 ** 53 }],
  ['a sequence of 1e300', { sequence: 1e300 }],
  ['an eviction from -1e300 on', { type: 'tapwall.events_evicted.v1', data: evicted(-1e300) }],
  ['an eviction of nearly all numbers', { type: 'tapwall.events_evicted.v1', data: evicted(2 ** 53 - 1) }],
  ['an incident of 1e300 seconds', { type: 'tapwall.incident_closed.v1', data: closed(1e300) }],
  ['an epoch of zero characters', { epoch: '\0'.repeat(8) }],
  ['half a character', { epoch: '\ud800'.repeat(8) }],
];

for (const [what, changes] of ABSURD)
  test(`commits the others beside ${what}`, async (t) => {
    const bench = await startHub(t);
    await bench.say('evt/batch', [event(1), event(2, changes), event(3)]);
    assert.equal(bench.logger.at('error'), []);
    const [kiosk] = await bench.get<KioskSummary[]>('/api/console/kiosks');
    assert.ok((kiosk?.events.received ?? 0) >= 2);
    assert.ok(bench.heard('ack/events').length > 0);
  });

test('counts over the latest two hundred of a thousand epochs', async (t) => {
  const bench = await startHub(t);
  for (let batch = 0; batch < 10; batch += 1) {
    const epochs = Array.from({ length: 100 }, (_, index) => `epoch-${batch}-${index}-xx`);
    await bench.say(
      'evt/batch',
      epochs.map((epoch, index) =>
        event(3, { epoch, id: `01938000-0000-7000-8000-${String(batch * 100 + index).padStart(12, '0')}` }),
      ),
    );
  }
  const [kiosk] = await bench.get<KioskSummary[]>('/api/console/kiosks');
  assert.is(kiosk?.events.received, 200);
  assert.is(kiosk?.events.gaps, 400);
  assert.is(kiosk?.events.duplicates, 0);
});

for (const version of [1e300, 2 ** 53, Number.MAX_SAFE_INTEGER])
  test(`lets settings change after a report of version ${version}`, async (t) => {
    const bench = await startHub(t);
    const displays = [{ id: 'wall', kind: 'wall', name: 'Wall', browsers: 1, screen: 'attract' }];
    await bench.say('state/presence', { online: true, boot: 'b1' });
    await bench.say('state/display', { at: '2026-11-22T10:00:00Z', displays });
    await bench.say('reported/config', { version, hash: 'x', displays: { wall: SETTINGS }, problems: [] });
    const url = '/api/console/kiosks/mil-01.k1/displays/wall';
    for (const idleSeconds of [60, 70]) {
      const answer = await bench.app.inject({ method: 'PUT', url, headers: HOST, payload: { idleSeconds } });
      assert.is(answer.statusCode, 200);
      await bench.settle();
      const sent = bench.heard('desired/config').at(-1);
      assert.ok(Number.isSafeInteger(sent?.['version']), 'a version that the contract allows');
      assert.equal(sent?.['displays'], { wall: { idleSeconds } });
    }
  });

test('answers 400 to a list where one name is asked for', async (t) => {
  const { app } = await startHub(t);
  for (const query of ['kiosk=a&kiosk=b', 'limit=1&limit=2']) {
    const answer = await app.inject({ url: `/api/console/activity?${query}`, headers: HOST });
    assert.is(answer.statusCode, 400, query);
  }
});

test('is there for visitors, not for other sites behind their back', async (t) => {
  const { app } = await startHub(t);
  const from = async (url: string, headers: Record<string, string>): Promise<number> =>
    (await app.inject({ url, headers: { ...HOST, ...headers } })).statusCode;
  const foreign = { 'sec-fetch-site': 'cross-site' };
  for (const url of ['/api/console/stream', '/api/console/overview', '/health'])
    for (const mode of ['no-cors', 'cors', 'websocket'])
      assert.is(await from(url, { ...foreign, 'sec-fetch-mode': mode, 'sec-fetch-dest': 'image' }), 403);
  const framed = { ...foreign, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
  assert.is(await from('/health', framed), 403);
  const visit = { ...foreign, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  assert.is(await from('/health', visit), 200);
});

test('lock nobody out with guesses, when the token is too long to be guessed', async (t) => {
  const token = '0123456789abcdef'.repeat(2);
  const { app } = await startHub(t, { http: { host: '127.0.0.1', port: 0, token } });
  const status = async (given: string): Promise<number> => {
    const headers = { ...HOST, authorization: `Bearer ${given}` };
    return (await app.inject({ url: '/api/console/overview', headers })).statusCode;
  };
  const guesses: number[] = [];
  for (let guess = 0; guess < 7; guess += 1) guesses.push(await status(`${guess}`.repeat(32)));
  assert.equal(guesses, [401, 401, 401, 401, 401, 429, 429]);
  assert.is(await status(token), 200);
  assert.is(await status('wrong'), 429);
});

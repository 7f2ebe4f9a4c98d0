import * as assert from 'uvu/assert';
import type { KioskSummary } from '../../../broker/contract/http.ts';
import { suite } from '../../harness/suite.ts';
import { startHub, type HubBench } from './support/hub-bench.ts';

const test = suite('Hub: twin');
const ID = 'mil-01.k1';
const DESIRED = 'tapwall/demo/mil-01/k1/desired/config';
const SETTINGS = { attractMessage: '', idleSeconds: 45, warningSeconds: 20, language: 'en' };

const summary = (bench: HubBench): Promise<KioskSummary> => bench.get(`/api/console/kiosks/${ID}`);

async function put(bench: HubBench, body: object, display = 'wall') {
  const url = `/api/console/kiosks/${ID}/displays/${display}`;
  const answer = await bench.app.inject({
    method: 'PUT',
    url,
    headers: { host: 'localhost' },
    payload: body,
  });
  await bench.settle();
  return answer;
}

async function birth(bench: HubBench, boot = 'boot-1'): Promise<void> {
  await bench.say('state/presence', { online: true, boot, storeCode: 'MIL-01', version: '1.2.3' });
  const displays = [{ id: 'wall', kind: 'wall', name: 'Wall', browsers: 1, screen: 'attract' }];
  await bench.say('state/display', { at: '2026-11-22T10:00:00Z', displays });
}

test('asks a kiosk to sync when it is first heard', async (t) => {
  const bench = await startHub(t);
  await birth(bench);
  assert.is(bench.heard('cmd/sync').length, 1);
  assert.is((await summary(bench)).online, true);
});

test('ignores the will of an earlier start', async (t) => {
  const bench = await startHub(t);
  await birth(bench, 'boot-1');
  await birth(bench, 'boot-2');
  await bench.say('state/presence', { online: false, boot: 'boot-1' });
  assert.is((await summary(bench)).online, true);
  await bench.say('state/presence', { online: false, boot: 'boot-2' });
  assert.is((await summary(bench)).online, false);
});

test('takes a kiosk for offline after 25 s without a heartbeat', async (t) => {
  const bench = await startHub(t);
  await birth(bench);
  await bench.advance(20_000);
  await birth(bench);
  await bench.advance(24_000);
  assert.is((await summary(bench)).online, true);
  await bench.advance(2_000);
  assert.is((await summary(bench)).online, false);
});

test('publishes desired settings retained and follows them until they are in force', async (t) => {
  const bench = await startHub(t);
  await birth(bench);
  const answer = await put(bench, { idleSeconds: 60 });
  assert.is(answer.statusCode, 200);
  assert.is(answer.json<KioskSummary>().settings[0]?.state, 'pending');
  const desired = JSON.parse(bench.broker.retained(DESIRED) ?? '') as { version: number; hash: string };
  assert.is(desired.version, 1);
  const { version, hash } = desired;
  await bench.say('reported/config', {
    version,
    hash,
    displays: { wall: { ...SETTINGS, idleSeconds: 60 } },
    problems: [],
  });
  assert.is((await summary(bench)).settings[0]?.state, 'in_force');
});

test('shows what a kiosk refuses, and why', async (t) => {
  const bench = await startHub(t);
  await birth(bench);
  await put(bench, { idleSeconds: 60 });
  const problems = [{ setting: 'wall.idleSeconds', code: 'TW_X', message: 'Too long here.' }];
  await bench.say('reported/config', { version: 1, hash: 'x', displays: { wall: SETTINGS }, problems });
  const [view] = (await summary(bench)).settings;
  assert.is(view?.state, 'refused');
  assert.is(view?.problem, 'Too long here.');
});

test('keeps desired settings over a restart of the hub and a broker that forgets', async (t) => {
  const first = await startHub(t);
  await birth(first);
  await put(first, { language: 'it' });
  await first.hub.stop();
  const second = await startHub(t, { dataDir: first.dataDir });
  assert.ok(second.broker.retained(DESIRED)?.includes('"language":"it"'));
  assert.is(second.heard('cmd/sync').length, 1, 'a hub that starts asks the kiosks it knows');
});

test('offers its settings again to a kiosk that reports older ones', async (t) => {
  const bench = await startHub(t);
  await birth(bench);
  await put(bench, { idleSeconds: 60 });
  await bench.advance(6_000);
  const before = bench.heard('desired/config').length;
  await bench.say('reported/config', { version: 0, hash: '', displays: { wall: SETTINGS }, problems: [] });
  assert.is(bench.heard('desired/config').length, before + 1);
  await bench.say('reported/config', { version: 0, hash: '', displays: { wall: SETTINGS }, problems: [] });
  assert.is(bench.heard('desired/config').length, before + 1, 'not more often than every five seconds');
});

test('continues above the version of a kiosk that remembers an earlier hub', async (t) => {
  const bench = await startHub(t);
  await birth(bench);
  await bench.say('reported/config', { version: 41, hash: 'x', displays: { wall: SETTINGS }, problems: [] });
  await put(bench, { idleSeconds: 60 });
  assert.is(bench.heard('desired/config').at(-1)?.['version'], 42);
});

test('names the setting, the value and what is allowed', async (t) => {
  const bench = await startHub(t);
  await birth(bench);
  const answer = await put(bench, { idleSeconds: 4000 });
  assert.is(answer.statusCode, 422);
  const { error } = answer.json<{ error: { code: string; message: string } }>();
  assert.is(error.code, 'TW_SETTING_INVALID');
  assert.is(error.message, 'idleSeconds cannot be 4000; allowed: a whole number from 5 to 600 seconds.');
  assert.is((await put(bench, { colour: 'red' })).statusCode, 422);
  assert.is((await put(bench, { idleSeconds: 60 }, 'cellar')).statusCode, 404);
});

test('hands a command over and its answer back', async (t) => {
  const bench = await startHub(t);
  await birth(bench);
  bench.broker.observe('tapwall/demo/mil-01/k1/cmd/identify', ({ payload }) => {
    const { id } = JSON.parse(payload) as { id: string };
    bench.broker.publish('tapwall/demo/mil-01/k1/res/identify', JSON.stringify({ id, ok: true }));
  });
  const url = `/api/console/kiosks/${ID}/commands`;
  const payload = { name: 'identify', display: 'wall' };
  const answer = await bench.app.inject({ method: 'POST', url, headers: { host: 'localhost' }, payload });
  assert.equal(answer.json(), { ok: true });
  assert.is(bench.heard('cmd/identify')[0]?.['display'], 'wall');
});

import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { ask } from '../broker/hub/people/kit.ts';
import { begin, joinBench, Phone, PUBLIC_URL } from '../broker/hub/people/phone.ts';

const test = suite('Hostile phones');
const OTHER_KIOSK = 'tapwall/demo/mil-01/k2';
const THIRD = 'tapwall/demo/mil-01/k3';

test('cannot use a code twice, and two confirmations at once are one', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  await phone.signIn(code);
  const answers = await Promise.all([
    phone.post(`/join/${code}/confirm`),
    phone.post(`/join/${code}/confirm`),
  ]);
  assert.equal(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 404],
  );
  assert.is(bench.told.filter(({ step }) => step === 'confirmed').length, 1);
  assert.is((await phone.post(`/join/${code}/confirm`)).status, 404);
  assert.is((await phone.get(`/join/${code}`)).status, 404);
});

test('cannot go on with a code that another phone has', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const first = new Phone(bench);
  const second = new Phone(bench, '192.168.7.99');
  await second.get(`/join/${code}`);
  await first.get(`/join/${code}`);
  assert.is((await first.post(`/join/${code}/continue`)).status, 200);
  for (const step of ['continue', 'confirm', 'cancel'])
    assert.is((await second.post(`/join/${code}/${step}`)).status, 409, step);
  assert.is((await second.get(`/join/${code}`)).status, 409);
});

test('cannot confirm what another phone has signed in to', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const victim = new Phone(bench);
  await victim.signIn(code);
  const thief = new Phone(bench, '192.168.7.99');
  thief.form = victim.form;
  assert.is((await thief.post(`/join/${code}/confirm`)).status, 403, 'the form of another browser');
  assert.not.ok(bench.told.some(({ step }) => step === 'confirmed'));
});

test('cannot hand their own sign-in to somebody else’s browser', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const attacker = new Phone(bench);
  await attacker.get(`/join/${code}`);
  await attacker.post(`/join/${code}/continue`);
  const victim = new Phone(bench, '192.168.7.99');
  assert.is((await victim.get('/join/callback?code=good&state=state-1')).status, 403, 'no cookie');
  await victim.get('/join');
  const { code: another } = await begin(bench, 'room');
  await victim.get(`/join/${another}`);
  assert.is((await victim.get('/join/callback?code=good&state=state-1')).status, 403, 'another cookie');
  assert.equal(bench.signIn.finished, [], 'the provider is not even asked');
});

test('cannot give the same answer of the provider twice, nor one that nobody waits for', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  await phone.signIn(code);
  assert.is((await phone.get('/join/callback?code=good&state=state-1')).status, 404);
  assert.is((await phone.get('/join/callback?code=good&state=')).status, 404);
  assert.is((await phone.get('/join/callback?code=good')).status, 404);
  assert.is(bench.signIn.finished.length, 1);
});

test('cannot sign in with what the provider did not say', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  assert.is((await phone.signIn(code, 'error=access_denied')).status, 403);
  assert.is((await phone.post(`/join/${code}/confirm`)).status, 404, 'nobody has signed in');
});

test('cannot make a shopper’s browser confirm or refuse from another site', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  await phone.signIn(code);
  const url = `/join/${code}/confirm`;
  assert.is((await phone.post(url, {}, { origin: 'https://evil.example' })).status, 403);
  assert.is((await phone.post(url, {}, { 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.is((await phone.post(url, { form: 'guess' })).status, 403);
  assert.is((await phone.post(url, { form: '' })).status, 403);
  assert.not.ok(bench.told.some(({ step }) => step !== 'opened'));
});

test('find nothing after five minutes, wherever they were', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  await phone.signIn(code);
  await bench.advance(300_000);
  assert.is((await phone.post(`/join/${code}/confirm`)).status, 404);
  assert.is((await phone.get(`/join/${code}`)).status, 404);
});

test('may guess ten times, and are then refused even with the right code', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const guesser = new Phone(bench, '203.0.113.5');
  const statuses = [];
  for (let guess = 0; guess < 11; guess += 1)
    statuses.push((await guesser.get(`/join/BBBB-BBB${'CDFGHJKLMNP'[guess]}`)).status);
  assert.equal(statuses, [...Array<number>(10).fill(404), 429]);
  assert.is((await guesser.get(`/join/${code}`)).status, 429);
  assert.is((await new Phone(bench).get(`/join/${code}`)).status, 200, 'nobody else suffers');
});

test('cannot lead a browser anywhere, nor a header', async (t) => {
  const bench = await joinBench(t);
  const phone = new Phone(bench);
  for (const path of [
    '/join/%0d%0aset-cookie:x=1',
    '/join/..%2f..%2fconsole',
    '/join/%2f%2fevil.example',
    '/join/javascript:alert(1)',
    '/join?code=%0d%0alocation:https://evil.example',
    '/join?code=//evil.example',
  ]) {
    const answer = await phone.get(path);
    assert.is(answer.status, 404, path);
    assert.is(answer.headers['location'], undefined, path);
    assert.not.ok(/evil|alert|console/.test(answer.html), path);
  }
  const typed = await phone.get('/join?code=bbbb%20cccc&lang=%22%3E%3Cscript%3E');
  assert.is(typed.headers['location'], '/join/BBBB-CCCC?lang=en');
});

test('cannot write into a page', async (t) => {
  const bench = await joinBench(t);
  const displays = [{ id: 'wall', kind: 'wall', name: '<b>"Wall\'', browsers: 1, screen: 'attract' }];
  await bench.say('state/display', { at: new Date(bench.clock.now()).toISOString(), displays });
  const { code } = await begin(bench);
  const { html } = await new Phone(bench).get(`/join/${code}?lang="><script>x</script>`);
  assert.ok(html.includes('&lt;b&gt;&quot;Wall&#39;'));
  assert.not.match(html, /<script|<b>"/);
});

test('get pages that run nothing, tell nothing and are not kept', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  const { headers } = await phone.get(`/join/${code}`);
  assert.match(
    String(headers['content-security-policy']),
    /^default-src 'none'; style-src 'self'; form-action 'self';/,
  );
  assert.is(headers['referrer-policy'], 'same-origin');
  assert.is(headers['cache-control'], 'no-store');
  assert.match(
    String(headers['set-cookie']),
    /^__Host-tapwall-join=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=900$/,
  );
  const leaving = await phone.post(`/join/${code}/continue`);
  assert.match(leaving.html, /rel="noreferrer" href="https:\/\/id\.example\/auth/);
});

test('leave nothing of themselves, of codes or of answers in the log', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  await phone.signIn(code, 'code=secretcode');
  await phone.signIn(code);
  await phone.post(`/join/${code}/confirm`);
  const log = JSON.stringify(bench.logger.lines);
  for (const secret of [
    code,
    'secretcode',
    'state-',
    'Marta',
    'c-1"',
    phone.cookie,
    bench.told.at(-1)?.customer?.token ?? '-',
  ])
    assert.not.ok(log.includes(secret), secret);
});

test('of another kiosk end no visit of this one, and hear nothing of it', async (t) => {
  const bench = await joinBench(t);
  const heard: string[] = [];
  bench.broker.observe(`${OTHER_KIOSK}/cmd/visit`, ({ payload }) => heard.push(payload));
  const { code, visit } = await begin(bench);
  const deadline = new Date(bench.clock.now() + 4_000).toISOString();
  const cancel = { id: 'request-9', deadline, action: 'cancel', display: 'wall', visit };
  await bench.say('req/visit', cancel, OTHER_KIOSK);
  const phone = new Phone(bench);
  assert.is((await phone.signIn(code)).status, 200);
  await phone.post(`/join/${code}/confirm`);
  assert.equal(heard, []);
  const token = bench.told.at(-1)?.customer?.token;
  const answers: string[] = [];
  bench.broker.observe(`${THIRD}/rsp/wishlist`, ({ payload }) => answers.push(payload));
  await bench.say('req/wishlist', { id: 'request-9', deadline, token }, THIRD);
  assert.ok(answers[0]?.includes('TW_CUSTOMER_TOKEN_UNKNOWN'));
});

test('cannot make a kiosk draw codes without end', async (t) => {
  const bench = await joinBench(t);
  for (let count = 0; count < 6; count += 1) assert.ok(await begin(bench));
  const answer = await ask(bench, 'visit', { action: 'begin', display: 'wall' });
  assert.is(answer?.['code'], 'TW_RATE_LIMITED');
});

test('send forms that are too large, or none, to no effect', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  await phone.get(`/join/${code}`);
  assert.is((await phone.post(`/join/${code}/continue`, { more: 'x'.repeat(4_000) })).status, 413);
  const json = { 'content-type': 'application/json' };
  assert.ok((await phone.post(`/join/${code}/continue`, {}, json)).status >= 400);
  assert.equal(bench.told, []);
  assert.is((await phone.post(`/join/${code}/continue`, {}, { origin: PUBLIC_URL })).status, 200);
});

import * as assert from 'uvu/assert';
import type { Services } from '../../../../broker/contract/services.ts';
import { suite } from '../../../harness/suite.ts';
import { ask, hubWithPeople, TestSource } from './kit.ts';
import { begin, joinBench, Phone, PUBLIC_URL } from './phone.ts';

const test = suite('Hub: recognition by phone');

test('shows the same code on both sides, the display and the store, and tells the display who confirmed', async (t) => {
  const bench = await joinBench(t);
  const { code, uri, expiresIn } = await begin(bench);
  assert.match(code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  assert.is(uri, `${PUBLIC_URL}/join/${code}`);
  assert.is(expiresIn, 300);
  const phone = new Phone(bench);
  const intro = await phone.get(`/join/${code}`, { 'accept-language': 'en' });
  for (const part of [code.slice(0, 4), code.slice(5), 'Wall', 'Milano'])
    assert.ok(intro.html.includes(part), part);
  const confirm = await phone.signIn(code);
  assert.ok(confirm.html.includes('Marta'));
  assert.equal(
    bench.told.map(({ step }) => step),
    ['opened'],
    'nobody is named before they confirm',
  );
  const done = await phone.post(`/join/${code}/confirm`);
  assert.is(done.status, 200);
  const { step, customer } = bench.told.at(-1) ?? {};
  assert.is(step, 'confirmed');
  assert.is(customer?.displayName, 'Marta');
  const list = await ask(bench, 'wishlist', { token: customer?.token });
  assert.is(list?.['ok'], true, 'the token opens the list');
});

test('ends a visit that the phone refuses, or the display', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  await phone.get(`/join/${code}`);
  assert.is((await phone.post(`/join/${code}/cancel`)).status, 200);
  assert.is(bench.told.at(-1)?.step, 'refused');
  assert.is((await phone.get(`/join/${code}`)).status, 404);
  const other = await begin(bench);
  await ask(bench, 'visit', { action: 'cancel', display: 'wall', visit: other.visit });
  assert.is((await phone.get(`/join/${other.code}`)).status, 404);
});

test('says on the phone that the display no longer waits', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  await phone.signIn(code);
  bench.waits = false;
  const answer = await phone.post(`/join/${code}/confirm`);
  assert.is(answer.status, 409);
  assert.ok(answer.html.includes('no longer waits'));
});

test('tells somebody whom no source knows so, and the display nothing', async (t) => {
  const bench = await joinBench(t);
  bench.signIn.who = { issuer: 'https://id.example', subject: 'nobody' };
  const { code } = await begin(bench);
  const answer = await new Phone(bench).signIn(code);
  assert.is(answer.status, 404);
  assert.ok(answer.html.includes('do not know this account'));
  assert.not.ok(bench.told.some(({ step }) => step === 'confirmed'));
});

test('finds somebody by the loyalty number that came with the sign-in', async (t) => {
  const bench = await joinBench(t);
  bench.signIn.who = { issuer: 'https://id.example', subject: 'unknown', loyaltyId: 'c-1' };
  const { code } = await begin(bench);
  assert.ok((await new Phone(bench).signIn(code)).html.includes('Marta'));
});

test('hands the token of a sign-in to the source that knows the person, and shows it nowhere', async (t) => {
  const person = { ref: 'shop-9', displayName: 'Lena', tier: '', locale: 'pl' };
  const shop = new TestSource('shop', { person, subject: 's-9' });
  const bench = await joinBench(t, { peopleSources: [{ people: shop }] });
  bench.signIn.who = { issuer: 'https://id.example', subject: 's-9', accessToken: 'at-secret' };
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  const confirm = await phone.signIn(code);
  assert.ok(confirm.html.includes('Lena'));
  await phone.post(`/join/${code}/confirm`);
  assert.equal(shop.tokens, ['at-secret']);
  assert.not.ok(JSON.stringify([bench.told, bench.logger.lines, confirm]).includes('at-secret'));
});

test('says that the sign-in does not answer, and lets the phone try again', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  await phone.get(`/join/${code}`);
  bench.signIn.away = true;
  assert.is((await phone.post(`/join/${code}/continue`)).status, 503);
  bench.signIn.away = false;
  assert.is((await phone.signIn(code)).status, 200);
});

test('speaks six languages, the phone’s own first', async (t) => {
  const bench = await joinBench(t);
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  const page = async (headers: Record<string, string>, query = ''): Promise<string> =>
    (await phone.get(`/join/${code}${query}`, headers)).html;
  assert.match(await page({ 'accept-language': 'de,pl;q=0.8,en;q=0.5' }), /<html lang="pl" dir="ltr">/);
  assert.match(await page({ 'accept-language': 'ar-EG' }), /<html lang="ar" dir="rtl">/);
  assert.match(await page({}), /<html lang="it"/, 'else that of the display');
  assert.match(await page({ 'accept-language': 'ar' }, '?lang=fr'), /<html lang="fr"/);
  assert.match(await page({ 'accept-language': 'de' }), /<html lang="it"/);
});

test('offers nothing where it is not set up', async (t) => {
  const bench = await hubWithPeople(t);
  const answer = await ask(bench, 'visit', { action: 'begin', display: 'wall' });
  assert.is(answer?.['code'], 'TW_VISIT_OFF');
  assert.is(phonesOf(await ask(bench, 'catalogue', { have: '' })), false);
  const join = await bench.app.inject({ url: '/join', headers: { host: 'localhost' } });
  assert.is(join.statusCode, 404);
  const other = await joinBench(t);
  assert.is(phonesOf(await ask(other, 'catalogue', { have: '' })), true);
});

function phonesOf(answer: Record<string, unknown> | undefined): boolean | undefined {
  return (answer?.['services'] as Services | undefined)?.phones;
}

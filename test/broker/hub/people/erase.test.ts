import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { ErasedPerson } from '../../../../broker/contract/erased-person.ts';
import { suite } from '../../../harness/suite.ts';
import { startHub, type HubBench } from '../support/hub-bench.ts';
import { ask, CARD, cardOf, hubWithPeople, MARTA, recognise, TestSource } from './kit.ts';
import { begin, joinBench, Phone, PUBLIC_URL, TestSignIn } from './phone.ts';

const test = suite('Hub: consent and erasure');

const PURPOSES = [
  { purpose: 'style_tips', version: '2', text: { en: 'Use what I look at for tips', it: 'Consigli' } },
  { purpose: 'news', version: '1', text: { en: 'Write to me about what is new' } },
];

async function erase(bench: HubBench, body: object): Promise<{ status: number; body: ErasedPerson }> {
  const answer = await bench.app.inject({
    method: 'POST',
    url: '/api/people/erase',
    headers: { host: 'localhost' },
    payload: body,
  });
  return { status: answer.statusCode, body: answer.json<ErasedPerson>() };
}

const consentsOf = (bench: { told: object[] }): unknown =>
  (bench.told.at(-1) as { consents?: unknown }).consents;

test('asks for each purpose apart, ticks nothing by itself, and keeps what is answered', async (t) => {
  const bench = await joinBench(t, {
    join: { signIn: new TestSignIn(), publicUrl: PUBLIC_URL, purposes: PURPOSES },
  });
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  const page = await phone.signIn(code);
  assert.ok(page.html.includes('Use what I look at for tips'));
  assert.not.ok(page.html.includes(' checked'));
  assert.is((await phone.post(`/join/${code}/confirm`, { agree: 'style_tips' })).status, 200);
  assert.equal(consentsOf(bench), [{ purpose: 'style_tips', version: '2', lang: 'en', given: true }]);
  const next = await begin(bench);
  const again = await phone.signIn(next.code);
  assert.match(again.html, /value="style_tips" checked/);
  assert.is((await phone.post(`/join/${next.code}/confirm`)).status, 200, 'refusing loses nothing');
  assert.equal(consentsOf(bench), [{ purpose: 'style_tips', version: '2', lang: 'en', given: false }]);
});

test('forgets somebody wherever they stand, and keeps a proof that says nothing of them', async (t) => {
  const bench = await hubWithPeople(t);
  const token = await recognise(bench);
  await ask(bench, 'wishlist', { token, action: 'add', sku: 'B' });
  const { status, body } = await erase(bench, { ref: MARTA.ref });
  assert.is(status, 200);
  assert.equal([body.customer, body.wishes, body.consents, body.recognitions], [true, 1, 0, 1]);
  assert.is((await ask(bench, 'wishlist', { token }))?.['code'], 'TW_CUSTOMER_TOKEN_UNKNOWN');
  assert.is((await ask(bench, 'recognise', { card: CARD }))?.['code'], 'TW_CARD_UNKNOWN');
  const again = await erase(bench, { ref: MARTA.ref });
  assert.is(again.body.proof, body.proof, 'the same proof');
  assert.is((await erase(bench, { ref: 'never-known' })).status, 404);
  await bench.hub.stop();
  for (const file of ['hub.sqlite', 'hub.sqlite-wal', 'fleet.sqlite', 'fleet.sqlite-wal']) {
    const bytes = read(join(bench.dataDir, file));
    assert.not.ok(bytes.includes('Marta'), file);
    assert.not.ok(bytes.includes(CARD), file);
    assert.not.ok(bytes.includes('"c-1"'), file);
  }
  assert.not.ok(JSON.stringify(bench.logger.lines).includes('c-1'));
});

test('says how much is held, by reference and by loyalty number, and nothing of what it is', async (t) => {
  const bench = await hubWithPeople(t);
  await recognise(bench);
  const ask = async (body: object): Promise<{ status: number; text: string }> => {
    const headers = { host: 'localhost' };
    const question = { method: 'POST', url: '/api/people/held', headers, payload: body } as const;
    const answer = await bench.app.inject(question);
    return { status: answer.statusCode, text: answer.body };
  };
  const { status, text } = await ask({ ref: MARTA.ref, by: 'loyalty' });
  assert.is(status, 200);
  const held = { customer: true, wishes: 0, consents: 0, requests: 0, cards: 0, recognitions: 1 };
  assert.equal(JSON.parse(text), held);
  assert.is((await ask({ ref: MARTA.ref })).text, text);
  assert.is((await ask({ ref: 'never-known', by: 'loyalty' })).status, 404);
  assert.is((await ask({ ref: MARTA.ref, by: 'name' })).status, 400);
});

test('does not know them again after the next import', async (t) => {
  const bench = await hubWithPeople(t);
  await erase(bench, { ref: MARTA.ref });
  await bench.feeds.import({ customers: 'customers.json' });
  assert.is((await ask(bench, 'recognise', { card: CARD }))?.['code'], 'TW_CARD_UNKNOWN');
  await bench.hub.stop();
  const restarted = await startHub(t, { dataDir: bench.dataDir });
  await restarted.hub.stop();
  assert.not.ok(read(join(bench.dataDir, 'hub.sqlite')).includes(CARD), 'taken out of the import, too');
});

test('keeps out what is under way: whoever is looked up meanwhile is not recognised afterwards', async (t) => {
  const person = { ref: 'shop-77', displayName: 'Ottavia', tier: '', locale: 'it' };
  const source = new TestSource('shop', { person, hash: cardOf('0455667788') });
  const bench = await hubWithPeople(t, { peopleSources: [{ people: source, wishlist: source }] });
  const token = await recognise(bench, cardOf('0455667788'));
  let answer = (): void => undefined;
  const gate = new Promise<void>((resolve) => (answer = resolve));
  source.instead = () => gate as Promise<never>;
  bench.broker.publish(
    'tapwall/demo/mil-01/k1/req/recognise',
    JSON.stringify({
      id: 'request-2',
      deadline: new Date(bench.clock.now() + 4_000).toISOString(),
      card: cardOf('0455667788'),
    }),
  );
  await bench.clock.advance(0);
  assert.is((await erase(bench, { ref: 'shop-77', source: 'shop' })).body.recognitions, 1);
  answer();
  await bench.settle();
  assert.is(bench.heard('rsp/recognise').at(-1)?.['code'], 'TW_PEOPLE_AWAY');
  assert.is((await ask(bench, 'wishlist', { token }))?.['code'], 'TW_CUSTOMER_TOKEN_UNKNOWN');
});

/** Empty when there is none. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import * as assert from 'uvu/assert';
import type { ErasedPerson, HeldOfPerson } from '../../../../broker/contract/erased-person.ts';
import { keysOf } from '../../../../broker/hub/people/pass/pass-keys.ts';
import { PASS_TYPE } from '../../../../broker/hub/people/pass/passes.ts';
import { OpenIdSignIn } from '../../../../broker/hub/people/sign-in/openid-sign-in.ts';
import type { TagVerifier } from '../../../../broker/hub/tags/tag-verifier.ts';
import { openDatabase } from '../../../../broker/sqlite/open.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { startProvider, type ProviderBench } from '../../../support/openid-provider.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { ScriptedOrders } from '../intents/scripted-orders.ts';
import { LOYALTY_KEY } from '../support/hub-bench.ts';
import { ask, cardOf, MARTA as SHORT, TestSource, UID } from './kit.ts';
import { begin, joinBench, Phone, PUBLIC_URL, type JoinBench } from './phone.ts';

const test = suite('Hub: nothing is left of somebody who was erased');

/** Marta as the import knows her, and Ottavia as the shop's own system does, which alone takes orders. */
const MARTA = { ...SHORT, ref: 'ref-of-marta' };
const OTTAVIA = { ref: 'shop-ref-77', displayName: 'Ottavia', tier: 'Platinum', locale: 'it' };
const OTTAVIA_UID = '04FACADE112233';
const SUBJECT = 'subject-of-ottavia';
const PURPOSES = [{ purpose: 'style_tips', version: '2', text: { en: 'Use what I look at for tips' } }];
const OTHERS = 150;

/** `…#card:uid:counter` was made by the key of a signed card. */
const tagVerifier: TagVerifier = {
  open(url) {
    const [, uid = '', counter = ''] = /#card:(\w+):(\d+)$/.exec(url) ?? [];
    return uid === ''
      ? { kind: 'foreign' }
      : { kind: 'signed', purpose: 'card', uid, counter: Number(counter) };
  },
};

interface Shop {
  bench: JoinBench;
  orders: ScriptedOrders;
  provider: ProviderBench;
  pass: (subject: string) => Promise<string>;
}

async function openShop(t: TestContext): Promise<Shop> {
  const provider = await startProvider(t, { redirectUri: `${PUBLIC_URL}/join/callback` });
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const signIn = new OpenIdSignIn({
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    scopes: 'openid',
    loyaltyClaim: '',
    redirectUri: `${PUBLIC_URL}/join/callback`,
    clock: new VirtualClock(),
  });
  const shop = new TestSource('shop', { person: OTTAVIA, hash: cardOf(OTTAVIA_UID), subject: SUBJECT });
  const orders = new ScriptedOrders(new VirtualClock());
  const bench = await joinBench(t, {
    join: { signIn, publicUrl: PUBLIC_URL, purposes: PURPOSES },
    passKeys: keysOf(JSON.stringify({ keys: [await exportJWK(publicKey)] })),
    tagVerifier,
    peopleSources: [{ people: shop, wishlist: shop }],
    orderSource: () => orders,
  });
  const pass = (subject: string): Promise<string> => {
    const now = Math.floor(bench.clock.now() / 1000);
    return new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', typ: PASS_TYPE })
      .setIssuer('https://id.example')
      .setSubject(subject)
      .setAudience('demo')
      .setJti(`jti-${subject}`)
      .setIssuedAt(now)
      .setExpirationTime(now + 60)
      .sign(privateKey);
  };
  return { bench, orders, provider, pass };
}

async function tokenOf(bench: JoinBench, question: object): Promise<string> {
  const { customer } = (await ask(bench, 'recognise', question)) as { customer: { token: string } };
  return customer.token;
}

/** From the code on the screen through a real provider to the name on the display, with consent. */
async function byPhone({ bench, provider }: Shop, account: string): Promise<string> {
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  await phone.get(`/join/${code}`);
  const { html } = await phone.post(`/join/${code}/continue`);
  const url = (/href="([^"]+)"/.exec(html.slice(html.indexOf('class="button"'))) ?? [])[1] ?? '';
  const { pathname, search } = new URL(await provider.signIn(url.replaceAll('&amp;', '&'), account));
  const back = await phone.get(pathname + search);
  await phone.get(String(back.headers['location']));
  const answer = await phone.post(`/join/${code}/confirm`, { agree: 'style_tips' });
  assert.is(answer.status, 200);
  return bench.told.at(-1)?.customer?.token ?? '';
}

/** By all ways after each other; each time a heart, and every request that a screen offers. The shop is away for orders. */
async function visit(
  shop: Shop,
  { uid, subject }: { uid: string; subject: string },
): Promise<{ tokens: string[]; keys: string[] }> {
  const { bench, orders } = shop;
  orders.script.push(...Array.from({ length: 300 }, () => 'away' as const));
  const tokens = [
    await tokenOf(bench, { card: cardOf(uid) }),
    await tokenOf(bench, { sun: `https://id.example/x#card:${uid}:7` }),
    await tokenOf(bench, { pass: await shop.pass(subject) }),
    await byPhone(shop, subject),
  ];
  const keys: string[] = [];
  for (const [index, token] of tokens.entries()) {
    // No kiosk may ask faster.
    await bench.advance(3_000);
    await ask(bench, 'wishlist', { token, action: 'add', sku: 'B' });
    for (const kind of ['room', 'reserve', 'handover', 'pickup', 'ship']) {
      const key = `wish-of-nobody-${index}-${kind}`;
      keys.push(key);
      const lines = [{ sku: 'A', quantity: 1 }];
      await ask(bench, 'intent', { action: 'create', key, kind, lines, display: 'wall', token });
    }
  }
  return { tokens, keys };
}

async function post(
  bench: JoinBench,
  name: 'held' | 'erase',
  body: object,
): Promise<{ status: number; body: ErasedPerson }> {
  const headers = { host: 'localhost' };
  const url = `/api/people/${name}`;
  const answer = await bench.app.inject({ method: 'POST', url, headers, payload: body });
  return { status: answer.statusCode, body: answer.json<ErasedPerson>() };
}

/** Every file below a folder as it lies there, and every row of every table. */
function everything(folder: string): Map<string, string> {
  const places = new Map<string, string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    places.set(name, readFileSync(path, 'latin1'));
    if (!name.endsWith('.sqlite')) continue;
    const database = openDatabase(path, { readonly: true });
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    for (const table of tables as string[])
      places.set(`${name} ${table}`, JSON.stringify(database.prepare(`SELECT * FROM "${table}"`).all()));
    database.close();
  }
  return places;
}

const hashed = (domain: string, value: string | Buffer): string =>
  createHmac('sha256', LOYALTY_KEY).update(domain).update(value).digest('hex');

function identifiersOf(person: {
  source: string;
  ref: string;
  displayName: string;
  uid: string;
  subject: string;
}) {
  const bytes = Buffer.from(person.uid, 'hex');
  return {
    plain: [person.ref, person.displayName, person.uid, bytes.toString('latin1'), person.subject],
    hashed: [cardOf(person.uid), hashed('tag-counter\0', bytes)],
    receipt: hashed('erased person\0', `${person.source}\0${person.ref}`),
  };
}

function assertGone(places: Map<string, string>, person: ReturnType<typeof identifiersOf>): void {
  for (const [place, text] of places) {
    const lower = text.toLowerCase();
    for (const secret of [...person.plain, ...person.hashed])
      assert.not.ok(lower.includes(secret.toLowerCase()), `${place}: ${secret.slice(0, 8)}…`);
    // What a next import is told by is in one table, which no one can read a person from.
    if (place.includes(' ') && !place.endsWith('people_erased'))
      assert.not.ok(text.includes(person.receipt), place);
  }
}

for (const who of ['imported', 'shop'] as const)
  test(`after every way to sign in, every request and their consent: a customer of ${who}`, async (t) => {
    const shop = await openShop(t);
    const { bench, orders } = shop;
    const person =
      who === 'shop'
        ? { ...OTTAVIA, source: 'shop', uid: OTTAVIA_UID, subject: SUBJECT }
        : { ...MARTA, source: 'imported', uid: UID, subject: MARTA.ref };
    const others = Array.from({ length: OTHERS }, (_, index) => ({
      ref: `other-${index}`,
      displayName: `Other ${'x'.repeat(index % 40)}`,
      cardUid: `0455${String(index).padStart(10, '0')}`,
    }));
    bench.feeds.write('customers.json', JSON.stringify([MARTA, ...others]));
    await bench.feeds.import({ customers: 'customers.json' });
    const { tokens } = await visit(shop, person);
    const asked = { source: person.source, ref: person.ref };
    const held = (await post(bench, 'held', asked)).body as HeldOfPerson;
    const expected = who === 'shop' ? { wishes: 0, requests: 6 } : { wishes: 1, requests: 0 };
    assert.equal(held, { customer: who === 'imported', consents: 1, cards: 1, recognitions: 4, ...expected });
    const ids = identifiersOf(person);
    const before = [...everything(bench.dataDir).values()].join('\n');
    assert.ok(
      before.includes(person.ref) && before.includes(ids.hashed[1] ?? ''),
      'there was something to erase',
    );

    const { status, body } = await post(bench, 'erase', asked);
    assert.is(status, 200);
    const { proof, at, ...counts } = body;
    assert.equal(counts, held);
    assertGone(everything(bench.dataDir), ids);
    const log = JSON.stringify(bench.logger.lines);
    for (const secret of [...ids.plain, ...ids.hashed, ids.receipt, ...tokens])
      assert.not.ok(log.includes(secret));

    // Time goes on: what was under way with the shop ends, and nothing comes back.
    orders.script.length = 0;
    for (let turn = 0; turn < 8; turn += 1) await bench.advance(20_000);
    assert.equal(
      [...orders.orders.values()].filter(({ draft }) => draft.customerRef !== undefined),
      [],
      'nobody orders for them any more',
    );
    for (const token of tokens)
      assert.is((await ask(bench, 'wishlist', { token }))?.['code'], 'TW_CUSTOMER_TOKEN_UNKNOWN');
    assertGone(everything(bench.dataDir), ids);
    assert.is((await post(bench, 'held', asked)).status, 404);
    assert.equal((await post(bench, 'erase', asked)).body.proof, proof);
    await bench.hub.stop();
    assertGone(everything(bench.dataDir), ids);
    assert.ok(Date.parse(at) > 0);
  });

test('also while an import brings them back under a hub that runs', async (t) => {
  const { bench } = await openShop(t);
  bench.feeds.write('customers.json', JSON.stringify([MARTA]));
  await bench.feeds.import({ customers: 'customers.json' });
  await post(bench, 'erase', { ref: MARTA.ref });
  await bench.feeds.import({ customers: 'customers.json' });
  assert.ok(
    everything(bench.dataDir).get('hub.sqlite customers')?.includes(MARTA.ref),
    'the import knows nothing',
  );
  await bench.advance(20_000);
  const person = { ...MARTA, source: 'imported', uid: UID, subject: MARTA.ref };
  assertGone(everything(bench.dataDir), identifiersOf(person));
});

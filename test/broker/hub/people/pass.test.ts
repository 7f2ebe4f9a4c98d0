import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import * as assert from 'uvu/assert';
import { keysOf } from '../../../../broker/hub/people/pass/pass-keys.ts';
import { PASS_TYPE } from '../../../../broker/hub/people/pass/passes.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import type { HubBench } from '../support/hub-bench.ts';
import { ask, hubWithPeople } from './kit.ts';

const test = suite('Hub: codes of phones');
const ISSUER = 'https://id.example';

interface Wanted {
  key: CryptoKey;
  life?: number;
  age?: number;
  type?: string;
  audience?: string;
  jti?: string;
  subject?: string;
}

async function bench(t: TestContext): Promise<{ hub: HubBench; key: CryptoKey; other: CryptoKey }> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const { privateKey: other } = await generateKeyPair('ES256');
  const hub = await hubWithPeople(t, {
    passKeys: keysOf(JSON.stringify({ keys: [await exportJWK(publicKey)] })),
  });
  return { hub, key: privateKey, other };
}

function passOf(hub: HubBench, wanted: Wanted): Promise<string> {
  const {
    key,
    life = 60,
    age = 0,
    type = PASS_TYPE,
    audience = 'demo',
    jti = 'n-1',
    subject = 'c-1',
  } = wanted;
  const now = Math.floor(hub.clock.now() / 1000) - age;
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', typ: type })
    .setIssuer(ISSUER)
    .setSubject(subject)
    .setAudience(audience)
    .setJti(jti)
    .setIssuedAt(now)
    .setExpirationTime(now + life)
    .sign(key);
}

test('recognises whoever shows one, once', async (t) => {
  const { hub, key } = await bench(t);
  const pass = await passOf(hub, { key });
  const { customer } = (await ask(hub, 'recognise', { pass })) as { customer: { displayName: string } };
  assert.is(customer.displayName, 'Marta');
  assert.is((await ask(hub, 'recognise', { pass }))?.['code'], 'TW_PASS_REFUSED');
  const log = JSON.stringify(hub.logger.lines);
  assert.not.ok(log.includes(pass) || log.includes('Marta'));
});

test('refuses those that are old, too long, for another chain, of another kind, or by another key', async (t) => {
  const { hub, key, other } = await bench(t);
  const cases: Record<string, Wanted> = {
    old: { key, age: 70 },
    'not yet': { key, age: -30 },
    'good for too long': { key, life: 600 },
    'another tenant': { key, audience: 'other' },
    'another token': { key, type: 'JWT' },
    'another key': { key: other },
  };
  for (const [name, wanted] of Object.entries(cases)) {
    const answer = await ask(hub, 'recognise', { pass: await passOf(hub, { jti: name, ...wanted }) });
    assert.is(answer?.['code'], 'TW_PASS_REFUSED', name);
  }
  const [, claims = ''] = (await passOf(hub, { key })).split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: PASS_TYPE })).toString('base64url');
  const unsigned = await ask(hub, 'recognise', { pass: `${header}.${claims}.AAAA` });
  assert.is(unsigned?.['code'], 'TW_PASS_REFUSED', 'none');
  assert.is((await ask(hub, 'recognise', { pass: await passOf(hub, { key }) }))?.['ok'], true);
});

test('says that nobody is known by a good one', async (t) => {
  const { hub, key } = await bench(t);
  const pass = await passOf(hub, { key, subject: 'nobody' });
  assert.is((await ask(hub, 'recognise', { pass }))?.['code'], 'TW_PERSON_UNKNOWN');
});

test('takes no key that is secret or of another kind', () => {
  for (const keys of [
    [],
    [{ kty: 'RSA', n: 'x', e: 'AQAB' }],
    [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'd' }],
  ])
    assert.throws(() => keysOf(JSON.stringify({ keys })), /cannot be understood/);
  assert.throws(() => keysOf('no'), /cannot be understood/);
});

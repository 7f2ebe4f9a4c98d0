import * as assert from 'uvu/assert';
import { OpenIdSignIn } from '../../../../broker/hub/people/sign-in/openid-sign-in.ts';
import { isBrokerError } from '../../../../broker/errors.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { startProvider, type ProviderBench } from '../../../support/openid-provider.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { begin, joinBench, Phone, PUBLIC_URL } from './phone.ts';

const test = suite('Sign-in at an OpenID provider');
const REDIRECT = `${PUBLIC_URL}/join/callback`;

function signInAt(
  provider: ProviderBench,
  changes: { issuer?: string; loyaltyClaim?: string } = {},
): OpenIdSignIn {
  return new OpenIdSignIn({
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    scopes: 'openid',
    loyaltyClaim: '',
    redirectUri: REDIRECT,
    clock: new VirtualClock(),
    ...changes,
  });
}

async function started(t: TestContext) {
  const provider = await startProvider(t, { redirectUri: REDIRECT });
  const signIn = signInAt(provider);
  const { url, check } = await signIn.begin();
  return { provider, signIn, url, check };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    return isBrokerError(error) ? error.code : String(error);
  }
}

const queryOf = (url: string): string => new URL(url).search.slice(1);

test('says who signed in, by the provider’s own keys, with PKCE, state and nonce', async (t) => {
  const { provider, signIn, url, check } = await started(t);
  const asked = new URL(url).searchParams;
  assert.is(asked.get('code_challenge_method'), 'S256');
  assert.is(asked.get('state'), check.state);
  assert.is(asked.get('nonce'), check.nonce);
  assert.not.ok(url.includes(check.verifier));
  const back = await provider.signIn(url, 'c-1');
  assert.ok(back.startsWith(`${REDIRECT}?`));
  const { accessToken = '', ...who } = await signIn.finish(queryOf(back), check);
  assert.equal(who, { issuer: provider.issuer, subject: 'c-1' });
  assert.ok(accessToken.length > 20);
});

test('brings the number of the loyalty card from the claim that is named', async (t) => {
  const provider = await startProvider(t, { redirectUri: REDIRECT });
  const signIn = signInAt(provider, { loyaltyClaim: 'loyalty_id' });
  const { url, check } = await signIn.begin();
  const answer = await signIn.finish(queryOf(await provider.signIn(url, 'c-1')), check);
  assert.is(answer.loyaltyId, 'L-c-1');
});

test('takes no code twice, and none of another state, nonce, verifier or issuer', async (t) => {
  const { provider, signIn, url, check } = await started(t);
  const query = queryOf(await provider.signIn(url, 'c-1'));
  const mixed = new URLSearchParams(query);
  mixed.set('iss', 'https://other.example');
  assert.is(await refusal(signIn.finish(mixed.toString(), check)), 'TW_SIGN_IN_REFUSED', 'mix-up of issuers');
  mixed.delete('iss');
  assert.is(await refusal(signIn.finish(mixed.toString(), check)), 'TW_SIGN_IN_REFUSED', 'no issuer');
  const other = { ...check, state: 'another-state' };
  assert.is(await refusal(signIn.finish(query, other)), 'TW_SIGN_IN_REFUSED', 'state');
  assert.equal((await signIn.finish(query, check)).subject, 'c-1');
  assert.is(await refusal(signIn.finish(query, check)), 'TW_SIGN_IN_REFUSED', 'the same code again');
  for (const change of [{ nonce: 'another-nonce' }, { verifier: 'v'.repeat(43) }]) {
    const next = await signIn.begin();
    const answer = queryOf(await provider.signIn(next.url, 'c-1'));
    assert.is(
      await refusal(signIn.finish(answer, { ...next.check, ...change })),
      'TW_SIGN_IN_REFUSED',
      Object.keys(change)[0],
    );
  }
});

test('says that the provider is away, and finds it when it is back', async (t) => {
  const provider = await startProvider(t, { redirectUri: REDIRECT });
  const away = signInAt(provider, { issuer: 'http://127.0.0.1:9' });
  assert.is(await refusal(away.begin()), 'TW_SIGN_IN_AWAY');
  assert.ok((await signInAt(provider).begin()).url.startsWith(provider.issuer));
});

test('leads a phone from the code on the screen to the name on it', async (t) => {
  const provider = await startProvider(t, { redirectUri: REDIRECT });
  const bench = await joinBench(t, {
    join: { signIn: signInAt(provider), publicUrl: PUBLIC_URL, purposes: [] },
  });
  const { code } = await begin(bench);
  const phone = new Phone(bench);
  await phone.get(`/join/${code}`);
  const { html } = await until(phone, code);
  const url = (/href="([^"]+)"/.exec(html.slice(html.indexOf('class="button"'))) ?? [])[1] ?? '';
  const back = await provider.signIn(url.replaceAll('&amp;', '&'), 'c-1');
  const { pathname, search } = new URL(back);
  const answer = await phone.get(pathname + search);
  assert.is(answer.status, 303);
  const confirm = await phone.get(String(answer.headers['location']));
  assert.ok(confirm.html.includes('Marta'));
  assert.is((await phone.post(`/join/${code}/confirm`)).status, 200);
  assert.is(bench.told.at(-1)?.customer?.displayName, 'Marta');
});

/** The first look at a real provider takes as long as it takes. */
function until(phone: Phone, code: string): ReturnType<Phone['post']> {
  return phone.post(`/join/${code}/continue`);
}

/** A real OpenID Connect provider (oidc-provider) on loopback, in which a test signs in as it likes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { TestContext } from '../harness/suite.ts';

export interface ProviderBench {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** From the address the hub sends a browser to, back to the address that the provider sends it to. */
  signIn(authorizationUrl: string, account: string): Promise<string>;
}

export async function startProvider(
  t: TestContext,
  { redirectUri }: { redirectUri: string },
): Promise<ProviderBench> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { clientId: 'tapwall', clientSecret: 'a-secret-of-thirty-two-characters' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'loyalty_id'] },
    conformIdTokenClaims: false,
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, loyalty_id: `L-${id}` }),
    }),
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['not a secret'] },
  });
  server.on('request', provider.callback());
  return { issuer, ...client, signIn: (url, account) => walk(url, account, issuer) };
}

/** A browser in a few lines: keeps cookies, follows redirects, fills the two forms, and stops before it leaves the provider. */
async function walk(start: string, account: string, issuer: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer: Response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    });
    form = undefined;
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s);
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    const html = await answer.text();
    if (location !== null) {
      url = new URL(location, url).href;
      if (!url.startsWith(issuer)) return url;
      continue;
    }
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
    if (action === undefined) throw new TypeError(`the provider shows ${html.slice(0, 300)}`);
    url = new URL(action, url).href;
    const prompt = /name="prompt" value="([^"]+)"/.exec(html)?.[1] ?? 'login';
    form = new URLSearchParams({ prompt, login: account, password: 'any' });
  }
  throw new TypeError('the provider leads nowhere');
}

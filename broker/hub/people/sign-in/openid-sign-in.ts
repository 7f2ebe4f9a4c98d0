/**
 * Any OpenID Connect provider: Authorization Code with PKCE (OpenID Connect Core 1.0 section 3.1, RFC 7636), the answer bound
 * to its issuer (RFC 9207). Tokens are dropped as soon as they have said who it is; the access token is kept in memory by the
 * source that knows the person, if it has to ask in their name.
 */
import * as openid from 'openid-client';
import { BrokerError, isBrokerError } from '../../../errors.ts';
import { isLoopback } from '../../../loopback.ts';
import type { Clock } from '../../../ports.ts';
import type { SignedIn, SignIn, SignInCheck } from './sign-in.ts';

export interface OpenIdOptions {
  issuer: string;
  clientId: string;
  /** Null: a public client. */
  clientSecret: string | null;
  scopes: string;
  /** Claim with the number of the loyalty card; empty: none. */
  loyaltyClaim: string;
  /** `https://hub.example/join/callback`, as it is registered at the provider. */
  redirectUri: string;
  clock: Clock;
}

/** A provider changes its addresses seldom, and its keys are fetched anew by themselves. */
const KNOWN_MS = 3600_000;
const TIMEOUT_SECONDS = 5;
const LONGEST_ANSWER = 8_192;

export class OpenIdSignIn implements SignIn {
  readonly #options: OpenIdOptions;
  #known: { provider: Promise<openid.Configuration>; until: number } | undefined;

  constructor(options: OpenIdOptions) {
    this.#options = options;
  }

  async begin(): Promise<{ url: string; check: SignInCheck }> {
    const { redirectUri, scopes } = this.#options;
    const provider = await this.#provider();
    const check = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      verifier: openid.randomPKCECodeVerifier(),
    };
    const url = openid.buildAuthorizationUrl(provider, {
      redirect_uri: redirectUri,
      scope: scopes,
      state: check.state,
      nonce: check.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(check.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, check };
  }

  async finish(query: string, check: SignInCheck): Promise<SignedIn> {
    if (query.length > LONGEST_ANSWER) throw new BrokerError('TW_SIGN_IN_REFUSED');
    const provider = await this.#provider();
    // Never from the request's own Host: the address is the one that is registered.
    const answer = new URL(this.#options.redirectUri);
    answer.search = query;
    try {
      const tokens = await openid.authorizationCodeGrant(provider, answer, {
        expectedState: check.state,
        expectedNonce: check.nonce,
        pkceCodeVerifier: check.verifier,
        idTokenExpected: true,
      });
      return await this.#who(provider, tokens);
    } catch (error) {
      throw refusal(error);
    }
  }

  async #who(
    provider: openid.Configuration,
    tokens: openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers,
  ): Promise<SignedIn> {
    const claims = tokens.claims();
    if (claims === undefined) throw new BrokerError('TW_SIGN_IN_REFUSED');
    const { iss: issuer, sub: subject } = claims;
    const { loyaltyClaim } = this.#options;
    const who = { issuer, subject, accessToken: tokens.access_token };
    if (loyaltyClaim === '') return who;
    const own = claims[loyaltyClaim];
    const asked =
      own === undefined && provider.serverMetadata().userinfo_endpoint !== undefined
        ? (await openid.fetchUserInfo(provider, tokens.access_token, subject))[loyaltyClaim]
        : own;
    return typeof asked === 'string' && asked !== '' && asked.length <= 128
      ? { ...who, loyaltyId: asked }
      : who;
  }

  async #provider(): Promise<openid.Configuration> {
    const { clock } = this.#options;
    if (this.#known === undefined || this.#known.until <= clock.now())
      this.#known = { provider: this.#discover(), until: clock.now() + KNOWN_MS };
    try {
      return await this.#known.provider;
    } catch (error) {
      this.#known = undefined;
      throw new BrokerError('TW_SIGN_IN_AWAY', undefined, { cause: error });
    }
  }

  #discover(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.#options;
    const address = new URL(issuer);
    const isOwnMachine = address.protocol === 'http:' && isLoopback(address.hostname);
    return openid.discovery(
      address,
      clientId,
      undefined,
      clientSecret === null ? openid.None() : secretAuth(clientSecret),
      {
        timeout: TIMEOUT_SECONDS,
        // The signature of the ID token is checked although it comes over TLS from the provider itself.
        execute: [openid.enableNonRepudiationChecks, ...(isOwnMachine ? [plainHttp] : [])],
      },
    );
  }
}

/** In the way that the provider takes; one that does not say takes the header (RFC 8414, section 2). */
function secretAuth(secret: string): openid.ClientAuth {
  const inBody = openid.ClientSecretPost(secret);
  const inHeader = openid.ClientSecretBasic(secret);
  return (...asked) => {
    const [{ token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] }] = asked;
    const auth = methods.includes('client_secret_post') ? inBody : inHeader;
    return auth(...asked);
  };
}

/** For a provider on this very machine. */
// oxlint-disable-next-line typescript/no-deprecated -- only marked so that it stands out
const plainHttp = openid.allowInsecureRequests;

/** A network that is away is told apart from an answer that is wrong; what the provider said is not repeated. */
function refusal(error: unknown): BrokerError {
  if (isBrokerError(error)) return error;
  const isAway = error instanceof TypeError && error.message === 'fetch failed';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isAway || code === 'OAUTH_TIMEOUT')
    return new BrokerError('TW_SIGN_IN_AWAY', undefined, { cause: error });
  return new BrokerError('TW_SIGN_IN_REFUSED', undefined, { cause: error });
}

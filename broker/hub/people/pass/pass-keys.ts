/** The public keys that codes of phones are checked with, as a JWK Set (RFC 7517). */
import { createLocalJWKSet, createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { BrokerError } from '../../../errors.ts';

/** Public keys on P-256 and no others: a secret one would be a mistake to notice. */
const Keys = Compile(
  Type.Object({
    keys: Type.Array(
      Type.Object(
        {
          kty: Type.Literal('EC'),
          crv: Type.Literal('P-256'),
          x: Type.String(),
          y: Type.String(),
          kid: Type.Optional(Type.String()),
          use: Type.Optional(Type.Literal('sig')),
          alg: Type.Optional(Type.Literal('ES256')),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 20 },
    ),
  }),
);

const TIMEOUT_MS = 3_000;
const KNOWN_MS = 3600_000;

/** @throws BrokerError TW_PASS_KEYS */
export function keysOf(text: string): JWTVerifyGetKey {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BrokerError('TW_PASS_KEYS', undefined, { cause: error });
  }
  if (!Keys.Check(value)) throw new BrokerError('TW_PASS_KEYS');
  return createLocalJWKSet(value);
}

/** Asked when it is first needed, and again for a key that is not known yet, at the most twice a minute. */
export function keysAt(url: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url), { timeoutDuration: TIMEOUT_MS, cacheMaxAge: KNOWN_MS });
}

/** What a failed connection says to a person: a refused login, a certificate, or only that there is no connection. */
import { createSecureContext } from 'node:tls';
import { BrokerError, isBrokerError } from '../errors.ts';
import type { LinkCredentials } from './mqtt-link.ts';

/** Codes of OpenSSL and Node.js for a certificate of the other side that was not accepted (tls, X509 errors). */
const UNTRUSTED: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired, or the clock here is wrong',
  CERT_NOT_YET_VALID: 'it is not valid yet, or the clock here is wrong',
  CERT_REVOKED: 'it was revoked',
  CERT_UNTRUSTED: 'its authority is not trusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by nobody but itself, and not among the trusted ones',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not among the trusted ones',
  UNABLE_TO_GET_ISSUER_CERT: 'its authority is not among the trusted ones',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not among the trusted ones',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its authority is not among the trusted ones',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for another name than that of the address',
};

/** What the broker says of ours by a TLS alert (RFC 8446 section 6.2). */
const REFUSED: readonly [part: string, why: string][] = [
  ['CERTIFICATE_EXPIRED', 'it has expired'],
  ['CERTIFICATE_REVOKED', 'it was revoked'],
  ['CERTIFICATE_REQUIRED', 'the broker asks for one, and there is none'],
  ['UNKNOWN_CA', 'the broker does not know its authority'],
  ['BAD_CERTIFICATE', 'the broker does not take it'],
  ['CERTIFICATE_UNKNOWN', 'the broker does not take it'],
  ['ACCESS_DENIED', 'the broker does not take it'],
  ['DECRYPT_ERROR', 'it does not fit its key'],
  ['HANDSHAKE_FAILURE', 'the broker asks for one, or for another kind of connection'],
];

/** CONNACK of MQTT 3.1.1, section 3.2.2.3: what a person can do something about. */
const CONNACK: Readonly<Record<number, string>> = {
  1: 'it does not speak MQTT 3.1.1',
  2: 'it does not allow this client id',
  4: 'user name or password is wrong',
  5: 'this login may not connect',
};

/** The error as one of ours, when it says what somebody has to change; undefined when it does not. */
export function linkFault(error: unknown): BrokerError | undefined {
  if (isBrokerError(error)) return error;
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const cause = { cause: error };
  const { code } = error;
  const connack = typeof code === 'number' ? CONNACK[code] : undefined;
  if (connack !== undefined)
    return new BrokerError('TW_LINK_REFUSED', `The MQTT broker refuses: ${connack}.`, cause);
  const untrusted = UNTRUSTED[String(code)];
  if (untrusted !== undefined)
    return new BrokerError(
      'TW_LINK_UNTRUSTED',
      `The broker's certificate is not trusted: ${untrusted}.`,
      cause,
    );
  const [, refused] =
    REFUSED.find(([part]) => String(code).startsWith('ERR_SSL_') && String(code).includes(part)) ?? [];
  if (refused === undefined) return undefined;
  return new BrokerError('TW_LINK_CERTIFICATE', `This kiosk's certificate is refused: ${refused}.`, cause);
}

/** @throws BrokerError TW_LINK_CERTIFICATE when the texts are no certificates, or do not belong together */
export function assertUsable({ ca, cert, key }: LinkCredentials): void {
  try {
    createSecureContext({
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    });
  } catch (error) {
    throw new BrokerError('TW_LINK_CERTIFICATE', 'Certificate, key or authority cannot be used.', {
      cause: error,
    });
  }
}

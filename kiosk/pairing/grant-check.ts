/** Is a grant for this kiosk's key and of the fleet's authority? A grant that is not would fail later and say less. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { PairingGrant } from '../../broker/contract/pairing.ts';
import { isLoopback } from '../../broker/loopback.ts';
import { isIssuedBy } from './trust.ts';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Null when it can be used, otherwise what is wrong, for the log. `ca`: the authority that was pinned. */
export function grantFault(grant: PairingGrant, { key, ca }: { key: string; ca: string }): string | null {
  const chain = chainOf(grant.certificate);
  const own = chain[0];
  if (own === undefined) return 'no certificate';
  if (!own.checkPrivateKey(createPrivateKey(key))) return 'the certificate is for another key';
  if (!sameCertificate(grant.ca, ca)) return 'the authority is not the one of the code';
  const isSound = chain.every((one, index) => isIssuedBy(one, chain[index + 1]?.toString() ?? ca));
  if (!isSound) return 'the certificate is not of the fleet’s authority';
  return brokerFault(grant.broker);
}

/** When the first certificate of a chain begins and ends to be valid, epoch milliseconds. */
export function validityOf(certificate: string): { from: number; to: number } {
  const own = chainOf(certificate)[0];
  if (own === undefined) return { from: 0, to: 0 };
  return { from: Date.parse(own.validFrom), to: Date.parse(own.validTo) };
}

/** A certificate and a token must not go over the network in the clear. */
function brokerFault(broker: string): string | null {
  const url = URL.canParse(broker) ? new URL(broker) : undefined;
  const isSafe = url !== undefined && (/^(mqtts|wss):$/.test(url.protocol) || isLoopback(url.hostname));
  return isSafe ? null : `the broker ${broker.slice(0, 200)} is not one over TLS`;
}

function chainOf(certificate: string): X509Certificate[] {
  try {
    return (certificate.match(PEM) ?? []).map((pem) => new X509Certificate(pem));
  } catch {
    return [];
  }
}

function sameCertificate(one: string, other: string): boolean {
  try {
    return new X509Certificate(one).fingerprint256 === new X509Certificate(other).fingerprint256;
  } catch {
    return false;
  }
}

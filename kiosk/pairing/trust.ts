/** Whom a kiosk believes to be its hub. */
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { rootCertificates, type TLSSocket } from 'node:tls';

/** Authorities for HTTPS to the hub: the fleet's, and those of the system, because a hub may get a public name later. */
export function authoritiesOf(ca: string): string[] {
  return [ca, ...rootCertificates];
}

/**
 * Judges the hub at first contact, when only its answer says who its authority is: the certificate of the connection must
 * be of that authority, or of one that the system trusts. Somebody in between can bring an authority of their own: the check
 * number shows that.
 */
export function isTrustedAtFirst(socket: TLSSocket, hostname: string, ca: string): boolean {
  if (socket.authorized) return true;
  const peer = socket.getPeerX509Certificate();
  return peer !== undefined && isFor(peer, hostname) && isIssuedBy(peer, ca);
}

/** False also when the authority (PEM) is no certificate. */
export function isIssuedBy(certificate: X509Certificate, ca: string): boolean {
  try {
    const authority = new X509Certificate(ca);
    return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
  } catch {
    return false;
  }
}

/** @param text PEM */
export function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).ca;
  } catch {
    return false;
  }
}

function isFor(peer: X509Certificate, hostname: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  return (isIP(name) === 0 ? peer.checkHost(name) : peer.checkIP(name)) !== undefined;
}

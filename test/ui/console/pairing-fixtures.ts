/** Displays that wait, and displays that are paired. */
import type { IdentityView, PairingRequest } from '../../../broker/contract/pairing.ts';
import { minutesAgo } from './fixtures.ts';

const DAY = 1_440;

export function waiting(change: Partial<PairingRequest> = {}): PairingRequest {
  return {
    userCode: 'WDJB-MJHT',
    check: '482915',
    claimedStoreCode: 'duomo',
    claimedKiosk: '',
    version: '0.2.0',
    from: '10.20.3.17',
    begunAt: minutesAgo(2),
    expiresAt: minutesAgo(-8),
    ...change,
  };
}

export function identity(change: Partial<IdentityView> = {}): IdentityView {
  return {
    kioskId: 'milano.k1',
    clientId: 'tapwall-corso-milano-k1',
    serial: '0a1b2c3d',
    issuedAt: minutesAgo(10 * DAY),
    notAfter: minutesAgo(-80 * DAY),
    approvedAt: minutesAgo(40 * DAY),
    revokedAt: null,
    ...change,
  };
}

/** The only form in which a card leaves the kiosk. */
import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA-256 of the UID bytes under the loyalty key, in lower hex: `card` of a `req/recognise`.
 * @param uid Hexadecimal, as a reading carries it.
 */
export function cardToken(key: Uint8Array, uid: string): string {
  return createHmac('sha256', key).update(Buffer.from(uid, 'hex')).digest('hex');
}

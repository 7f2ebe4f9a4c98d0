/** Where a key may be sent. */
import { BrokerError } from '../../../errors.ts';
import { isLoopback } from '../../../loopback.ts';

/**
 * HTTPS, or plain HTTP on this machine.
 * @throws BrokerError TW_SETTING_INVALID
 */
export function serverAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw new BrokerError(
    'TW_SETTING_INVALID',
    `${text} is not an address for a key: use https://, or http:// on this machine.`,
  );
}

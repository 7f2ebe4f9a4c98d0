/** Where a key may be sent. */
import { BrokerError } from '../../../errors.ts';
import { isLoopback } from '../../../loopback.ts';

/** The same as a pattern, for the schema of the options. */
export const SERVER_ADDRESS =
  '^(https://[A-Za-z0-9.-]+|http://(localhost|127\\.0\\.0\\.1|\\[::1\\]))(:[0-9]{1,5})?(/[\\x21-\\x7E]*)?$';

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

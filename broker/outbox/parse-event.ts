import type { CloudEvent } from '../contract/events.ts';
import { BrokerError } from '../errors.ts';

/**
 * An event as it is stored. A bad bit inside a page is damage that SQLite does not see.
 * @throws BrokerError TW_DATABASE_DAMAGED
 */
export function parseEvent(body: string): CloudEvent {
  try {
    return JSON.parse(body) as CloudEvent;
  } catch (error) {
    throw new BrokerError('TW_DATABASE_DAMAGED', 'An event cannot be read.', { cause: error });
  }
}

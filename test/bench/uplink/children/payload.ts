/** The event that everybody carries: a search with ninety letters, about 400 bytes as a CloudEvent. */
import { v7 } from 'uuid';
import type { NewEvent } from '../../../../broker/contract/events.ts';

const TERM = 'a warm jacket for the mountains, in green or in blue, in the size that my sister has, please';

const SESSION = '0199a0c0-0000-7000-8000-000000000000';

/** Microseconds of a clock that all processes of a machine share. */
export function micros(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

/** `results` carries the moment at which it came to be. */
export function event(at: number): NewEvent {
  return {
    name: 'search',
    data: { display: 'wall', search_term: TERM, results: at },
    sessionId: SESSION,
  };
}

/** The same as it goes over the wire, for those who have no outbox to make it. */
export function message(sequence: number, at: number): string {
  return JSON.stringify({
    specversion: '1.0',
    id: v7(),
    source: '/luma/mil-01/kiosk-1',
    type: 'tapwall.search.v1',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    epoch: '0199a0c0-0000-7000-8000-000000000001',
    sequence,
    sessionid: SESSION,
    data: event(at).data,
  });
}

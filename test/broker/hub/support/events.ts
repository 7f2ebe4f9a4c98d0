/** CloudEvents for tests. */
import type { CloudEvent } from '../../../../broker/contract/events.ts';

export const EPOCH = 'epoch-one';

export function eventId(number: number, epoch = EPOCH): string {
  const tail = `${epoch.length.toString(16).padStart(2, '0')}${number.toString(16).padStart(10, '0')}`;
  return `01938000-0000-7000-8000-${tail}`;
}

/** A `review_read` with the given sequence. */
export function event(sequence: number, changes: Partial<CloudEvent> = {}): CloudEvent {
  const epoch = changes.epoch ?? EPOCH;
  return {
    specversion: '1.0',
    id: eventId(sequence, epoch),
    source: '/demo/mil-01/k1',
    type: 'tapwall.review_read.v1',
    time: '2026-11-22T10:00:00.000Z',
    datacontenttype: 'application/json',
    epoch,
    sequence,
    data: { display: 'wall', product: 'P1' },
    ...changes,
  };
}

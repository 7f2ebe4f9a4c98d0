/** An event of the contract whole: envelope and example data. */
import { eventType, type CloudEvent, type EventName } from '../events.ts';
import { EVENT_WORDS } from './event-words.ts';

/** @param sequence Number of the event in its epoch, below 2^16. */
export function exampleEvent(name: EventName, sequence = 4711): CloudEvent {
  return {
    specversion: '1.0',
    id: `01938b7e-6a40-7f3d-9b21-00000000${sequence.toString(16).padStart(4, '0')}`,
    source: '/demo/mil-01/wall-1',
    type: eventType(name),
    time: '2026-11-26T10:15:03.874Z',
    datacontenttype: 'application/json',
    epoch: '01938b7e-5a00-7c11-9a3e-2f6d8c4b1a09',
    sequence,
    sessionid: '01938b7e-69f0-7c80-a4d2-3f1b6e7c9d05',
    data: { ...EVENT_WORDS[name].example },
  };
}

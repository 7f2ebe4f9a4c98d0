/** docs/reference/events.md: every event with its data, and the envelope around it. */
import { EVENT_WORDS } from '../../../broker/contract/describe/event-words.ts';
import {
  CloudEvent,
  EVENT_DATA,
  eventClass,
  eventType,
  type EventName,
} from '../../../broker/contract/events.ts';
import { code, page, type Page } from './markdown.ts';
import type { JsonSchema } from './schema.ts';
import { schemaTable } from './topics-page.ts';

export function eventsPage(): Page {
  const events = Object.entries(EVENT_DATA) as [EventName, JsonSchema][];
  return page('events.md', [
    '# Events',
    'CloudEvents 1.0 in the JSON batch format on `evt/batch`. Within an `epoch` the `sequence` has no gaps, so a receiver can ' +
      'prove that nothing is missing ([how](../guides/use-the-events.md#prove-that-nothing-is-missing)). No event carries a customer id or the UID of a card.',
    '## Envelope',
    schemaTable(CloudEvent as JsonSchema),
    ...events.map(([name, schema]) =>
      [
        `## ${name}`,
        `${EVENT_WORDS[name].summary} Type ${code(eventType(name))}, class ${code(eventClass(name))}. Fields of \`data\`:`,
        schemaTable(schema),
      ].join('\n\n'),
    ),
  ]);
}

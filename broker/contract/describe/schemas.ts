/**
 * The contract as JSON Schema 2020-12, a file for each message (`state.presence`), for each event whole
 * (`event.view_item`) and for its data alone (`data.view_item`). None refers to another, so each can be used by itself.
 */
import { CloudEvent, EVENT_DATA, EVENT_NAMES, eventType, type EventName } from '../events.ts';
import { MESSAGES, type MessageName } from '../messages.ts';
import { EVENT_WORDS } from './event-words.ts';
import { exampleEvent } from './example-event.ts';
import { MESSAGE_WORDS } from './message-words.ts';
import { renderSchema, type Dialect, type JsonObject, type JsonValue } from './render-schema.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** By name, without `.json`. */
export function contractSchemas(): Record<string, JsonObject> {
  const schemas: Record<string, JsonObject> = {};
  for (const name of Object.keys(MESSAGES) as MessageName[]) {
    const { summary, example } = MESSAGE_WORDS[name];
    const head = headOf(name.replace('/', '.'), { title: name, description: summary, example });
    schemas[name.replace('/', '.')] = { ...renderSchema(MESSAGES[name], '2020-12'), ...head };
  }
  for (const name of EVENT_NAMES) {
    const { summary, example } = EVENT_WORDS[name];
    const title = eventType(name);
    schemas[`event.${name}`] = {
      ...eventSchema(name, '2020-12'),
      ...headOf(`event.${name}`, { title, description: summary, example: exampleEvent(name) }),
    };
    schemas[`data.${name}`] = {
      ...renderSchema(EVENT_DATA[name], '2020-12'),
      ...headOf(`data.${name}`, { title: `data of ${title}`, description: summary, example }),
    };
  }
  return schemas;
}

/** The CloudEvent of one name, with its type and its data. */
export function eventSchema(name: EventName, dialect: Dialect): JsonObject {
  const envelope = renderSchema(CloudEvent, dialect);
  const properties = envelope['properties'] as JsonObject;
  return {
    ...envelope,
    properties: {
      ...properties,
      type: { type: 'string', const: eventType(name) },
      data: renderSchema(EVENT_DATA[name], dialect),
    },
  };
}

function headOf(
  name: string,
  { title, description, example }: { title: string; description: string; example: unknown },
): JsonObject {
  return {
    $schema: DIALECT,
    $id: `urn:tapwall:contract:1:${name}`,
    title,
    description,
    examples: [JSON.parse(JSON.stringify(example)) as JsonValue],
  };
}

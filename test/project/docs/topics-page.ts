/** docs/reference/topics.md: every MQTT topic and its payload. */
import { CLASS_WORDS } from '../../../broker/contract/describe/classes.ts';
import { MESSAGE_WORDS } from '../../../broker/contract/describe/message-words.ts';
import { MESSAGES, type MessageName } from '../../../broker/contract/messages.ts';
import { RETAINED_CLASSES, TOPIC_NAMES, type TopicClass } from '../../../broker/contract/topics.ts';
import { code, page, table, type Page } from './markdown.ts';
import { fieldsOf, limitsOf, typeOf, type JsonSchema } from './schema.ts';

export function topicsPage(): Page {
  const schemas = MESSAGES as object as Record<string, JsonSchema>;
  const topics = Object.entries(TOPIC_NAMES).flatMap(([topicClass, names]) =>
    names.map((name) => ({ topicClass: topicClass as TopicClass, name })),
  );
  return page('topics.md', [
    '# MQTT topics',
    'Topics are `{root}/{tenant}/{store}/{kiosk}/{class}/{name}`. Payloads are JSON of at most 64 KiB, at QoS 1. ' +
      'Both ends validate with the schemas that this page is written from. ' +
      'For programs: [AsyncAPI 3.0 and JSON Schema](contract/README.md).',
    table(
      ['Topic', 'From', 'Retained', 'What it is'],
      topics.map(({ topicClass, name }) => [
        `[${code(`${topicClass}/${name}`)}](#${topicClass}${name})`,
        CLASS_WORDS[topicClass].direction === 'up' ? 'kiosk' : 'hub',
        RETAINED_CLASSES.includes(topicClass) ? 'yes' : 'no',
        MESSAGE_WORDS[`${topicClass}/${name}` as MessageName].summary,
      ]),
    ),
    ...topics.map(({ topicClass, name }) =>
      payload(`${topicClass}/${name}`, schemas[`${topicClass}/${name}`]),
    ),
  ]);
}

function payload(topic: string, schema: JsonSchema | undefined): string {
  if (topic === 'evt/batch')
    return `## ${topic}\n\nA list of CloudEvents, at most 500. [Events](events.md) has the envelope and the data.`;
  return [`## ${topic}`, schemaTable(schema ?? {})].join('\n\n');
}

export function schemaTable(schema: JsonSchema): string {
  return table(
    ['Field', 'Type', 'Required', 'Allowed', 'Meaning'],
    fieldsOf(schema).map((field) => [
      code(field.path),
      typeOf(field.schema),
      field.required ? 'yes' : 'no',
      limitsOf(field.schema),
      field.schema.description ?? '',
    ]),
  );
}

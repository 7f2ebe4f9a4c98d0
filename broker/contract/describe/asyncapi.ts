/** The contract as an AsyncAPI 3.0 document, written from the schemas that both ends validate with. */
import { EVENT_NAMES, eventClass, eventType, type EventName } from '../events.ts';
import { MESSAGES, type MessageName } from '../messages.ts';
import { TOPIC_NAMES, type TopicClass } from '../topics.ts';
import { INTRODUCTION, SERVER } from './asyncapi-words.ts';
import { CLASS_WORDS, isRetained } from './classes.ts';
import { EVENT_WORDS } from './event-words.ts';
import { exampleEvent } from './example-event.ts';
import { MESSAGE_WORDS } from './message-words.ts';
import { renderSchema, type JsonObject, type JsonValue } from './render-schema.ts';
import { eventSchema } from './schemas.ts';

/** Of the contract, not of the program: the first number changes when a receiver must. */
export const CONTRACT_VERSION = '1.0.0';

const PREFIX = '{root}/{tenant}/{store}/{kiosk}';
const MQTT = { bindingVersion: '0.2.0' } as const;
const ANSWERS: Partial<Record<TopicClass, TopicClass>> = { cmd: 'res', req: 'rsp' };

interface Topic {
  topicClass: TopicClass;
  name: string;
  message: MessageName;
  /** `evt/batch` → `evtBatch` */
  key: string;
}

export function asyncApiDocument(): JsonObject {
  const topics = allTopics();
  return plain({
    asyncapi: '3.0.0',
    id: 'urn:tapwall:contract:1',
    info: {
      title: 'Tapwall',
      version: CONTRACT_VERSION,
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      tags: Object.entries(CLASS_WORDS).map(([name, { description }]) => ({ name, description })),
    },
    defaultContentType: 'application/json',
    servers: { tls: server('mqtts', '8883'), plain: server('mqtt', '1883') },
    channels: Object.fromEntries(topics.map((topic) => [topic.key, channel(topic)])),
    operations: Object.fromEntries(topics.map((topic) => [operationKey(topic), operation(topic)])),
    components: {
      parameters: PARAMETERS,
      securitySchemes: SECURITY,
      messages: Object.fromEntries([
        ...topics.map((topic) => [topic.key, message(topic)]),
        ...EVENT_NAMES.map((name) => [name, eventMessage(name)]),
      ]),
      schemas: Object.fromEntries([
        ...topics.filter(({ key }) => key !== 'evtBatch').map(({ key, message: of }) => [key, draft07(of)]),
        ['evtBatch', batchSchema()],
        ...EVENT_NAMES.map((name) => [name, eventSchema(name, 'draft-07')]),
      ]),
    },
  });
}

const PARAMETERS = {
  root: { description: 'First level of every topic.', default: 'tapwall' },
  tenant: { description: 'The chain.', examples: ['demo'] },
  store: { description: 'The store: its code in lower case.', examples: ['mil-01'] },
  kiosk: { description: 'The kiosk inside its store.', examples: ['wall-1'] },
} as const;

const SECURITY = {
  certificate: {
    type: 'X509',
    description: 'The certificate of the kiosk; its common name is the client id.',
  },
  password: { type: 'userPassword', description: 'One login for each kiosk.' },
} as const;

function server(protocol: string, port: string): object {
  return {
    host: '{host}:{port}',
    protocol,
    protocolVersion: '3.1.1',
    description: SERVER,
    variables: {
      host: { description: 'Name of the broker.', default: 'broker.example' },
      port: { default: port },
    },
    security: [
      ref('securitySchemes', 'password'),
      ...(protocol === 'mqtts' ? [ref('securitySchemes', 'certificate')] : []),
    ],
    bindings: {
      mqtt: {
        cleanSession: true,
        keepAlive: 15,
        lastWill: {
          topic: `${PREFIX}/state/presence`,
          qos: 1,
          retain: true,
          message: JSON.stringify({ online: false, boot: '{boot}' }),
        },
        ...MQTT,
      },
    },
  };
}

function channel({ topicClass, name, key, message: of }: Topic): object {
  return {
    address: `${PREFIX}/${topicClass}/${name}`,
    title: of,
    summary: MESSAGE_WORDS[of].summary,
    description: CLASS_WORDS[topicClass].description,
    parameters: Object.fromEntries(Object.keys(PARAMETERS).map((level) => [level, ref('parameters', level)])),
    messages: { [key]: ref('messages', key) },
    tags: [{ name: topicClass }],
  };
}

function operation(topic: Topic): object {
  const { topicClass, name, key } = topic;
  const up = CLASS_WORDS[topicClass].direction === 'up';
  const answer = ANSWERS[topicClass];
  return {
    action: up ? 'send' : 'receive',
    channel: { $ref: `#/channels/${key}` },
    title: `${CLASS_WORDS[topicClass].title}: ${name}`,
    summary: MESSAGE_WORDS[topic.message].summary,
    description: up
      ? `The kiosk sends it. A platform subscribes to \`{root}/{tenant}/+/+/${topicClass}/+\`.`
      : `The kiosk subscribes to it. A platform publishes it to \`${PREFIX}/${topicClass}/${name}\`.`,
    messages: [{ $ref: `#/channels/${key}/messages/${key}` }],
    bindings: { mqtt: { qos: 1, retain: isRetained(topicClass), ...MQTT } },
    ...(answer !== undefined && { reply: reply(keyOf(answer, name)) }),
  };
}

function reply(key: string): object {
  return {
    channel: { $ref: `#/channels/${key}` },
    messages: [{ $ref: `#/channels/${key}/messages/${key}` }],
  };
}

function message({ topicClass, key, message: of }: Topic): object {
  const { summary, example } = MESSAGE_WORDS[of];
  const correlated = ['cmd', 'res', 'req', 'rsp'].includes(topicClass);
  return {
    name: of,
    title: of,
    summary,
    contentType: topicClass === 'evt' ? 'application/cloudevents-batch+json' : 'application/json',
    payload: ref('schemas', key),
    examples: [{ name: 'example', payload: example }],
    ...(correlated && { correlationId: { location: '$message.payload#/id' } }),
    bindings: { mqtt: { payloadFormatIndicator: 1, ...MQTT } },
  };
}

/** One element of a batch. */
function eventMessage(name: EventName): object {
  const { summary } = EVENT_WORDS[name];
  return {
    name: eventType(name),
    title: name,
    summary,
    description: 'A CloudEvent in structured mode; it travels as an element of `evt/batch`.',
    contentType: 'application/cloudevents+json',
    tags: [
      { name: eventClass(name), description: 'What goes first when the outbox is full: low, normal, high.' },
    ],
    payload: ref('schemas', name),
    examples: [{ name: 'example', payload: exampleEvent(name) }],
  };
}

function batchSchema(): JsonObject {
  return {
    ...renderSchema(MESSAGES['evt/batch'], 'draft-07'),
    items: { oneOf: EVENT_NAMES.map((name) => ref('schemas', name)), discriminator: 'type' },
  };
}

function draft07(name: MessageName): JsonObject {
  return { ...renderSchema(MESSAGES[name], 'draft-07'), title: name };
}

function allTopics(): Topic[] {
  return (Object.keys(TOPIC_NAMES) as TopicClass[]).flatMap((topicClass) =>
    TOPIC_NAMES[topicClass].map((name) => ({
      topicClass,
      name,
      message: `${topicClass}/${name}` as MessageName,
      key: keyOf(topicClass, name),
    })),
  );
}

function keyOf(topicClass: TopicClass, name: string): string {
  return `${topicClass}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function operationKey({ topicClass, key }: Topic): string {
  const verb = CLASS_WORDS[topicClass].direction === 'up' ? 'send' : 'receive';
  return `${verb}${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

function ref(kind: string, name: string): { $ref: string } {
  return { $ref: `#/components/${kind}/${name}` };
}

function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as { [name: string]: JsonValue };
}

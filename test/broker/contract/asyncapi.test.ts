/** The AsyncAPI document is one, and says of the contract what the source says. */
import { createRequire } from 'node:module';
import { Ajv, type AnySchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import { Compile } from 'typebox/compile';
import * as assert from 'uvu/assert';
import { asyncApiDocument } from '../../../broker/contract/describe/asyncapi.ts';
import type { JsonObject, JsonValue } from '../../../broker/contract/describe/render-schema.ts';
import { CloudEvent, EVENT_DATA, EVENT_NAMES, eventClass } from '../../../broker/contract/events.ts';
import { MESSAGES } from '../../../broker/contract/messages.ts';
import { hubFilters, kioskFilters, TOPIC_NAMES } from '../../../broker/contract/topics.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('AsyncAPI document');
const load = createRequire(import.meta.url);
const document = asyncApiDocument();

test('is valid by the schema of AsyncAPI 3.0, bindings for MQTT included', () => {
  const check = metaSchema();
  assert.ok(check(document), JSON.stringify(check.errors?.slice(0, 5), null, 2));
});

test('is refused by that schema when a binding or a direction is wrong', () => {
  const check = metaSchema();
  const spoilt = structuredClone(document);
  at(spoilt, '/operations/sendEvtBatch/bindings/mqtt')['qos'] = 3;
  assert.not(check(spoilt));
  const turned = structuredClone(document);
  at(turned, '/operations/sendEvtBatch')['action'] = 'publish';
  assert.not(check(turned));
});

test('refers to nothing that is not there', () => {
  const refs = refsOf(document);
  assert.ok(refs.length > 200);
  assert.equal(
    refs.filter((ref) => at(document, ref.slice(1)) === undefined),
    [],
  );
});

test('has a channel and an operation for every topic, in the direction in which kiosk and hub subscribe', () => {
  const topics = Object.entries(TOPIC_NAMES).flatMap(([topicClass, names]) =>
    names.map((name) => `${topicClass}/${name}`),
  );
  const operations = Object.values(document['operations'] as Record<string, JsonObject>);
  assert.is(operations.length, topics.length);
  const up = hubFilters('tapwall', 'demo').map((filter) => filter.split('/')[4]);
  const address = { root: 'tapwall', tenant: 'demo', store: 's', kiosk: 'k' };
  const down = kioskFilters(address).map((filter) => filter.split('/')[4]);
  for (const { action, channel } of operations) {
    const { address: topic } = at(document, (channel as { $ref: string }).$ref.slice(1));
    const [topicClass = '', name] = (topic as string).split('/').slice(4);
    assert.ok(topics.includes(`${topicClass}/${name}`));
    assert.ok((action === 'send' ? up : down).includes(topicClass), `${topicClass} ${action as string}`);
  }
});

test('has an example for every message that the run time accepts', () => {
  const messages = at(document, '/components/messages');
  const named = Object.values(messages).map((message) => message as JsonObject);
  for (const [name, schema] of Object.entries(MESSAGES)) {
    const message = named.find((one) => one['name'] === name) ?? {};
    const [example] = message['examples'] as JsonObject[];
    assert.ok(Compile(schema).Check(example?.['payload']), name);
  }
});

test('has every event as a CloudEvent with its class and an example that the run time accepts', () => {
  for (const name of EVENT_NAMES) {
    const message = at(document, `/components/messages/${name}`);
    assert.is(message['contentType'], 'application/cloudevents+json');
    assert.is((message['tags'] as JsonObject[])[0]?.['name'], eventClass(name));
    const [example] = message['examples'] as JsonObject[];
    const event = example?.['payload'] as JsonObject;
    assert.ok(Compile(CloudEvent).Check(event), name);
    assert.ok(Compile(EVENT_DATA[name]).Check(event['data']), name);
  }
});

function metaSchema(): ReturnType<Ajv['compile']> {
  // It brings draft 07 itself.
  const ajv = new Ajv({ strict: false, meta: false, validateSchema: false });
  addFormats.default(ajv, ['uri', 'uri-reference', 'email', 'regex', 'uri-template']);
  return ajv.compile(load('@asyncapi/specs/schemas/3.0.0.json') as AnySchemaObject);
}

/** @param pointer JSON Pointer. */
function at(value: JsonObject, pointer: string): JsonObject {
  const keys = pointer.split('/').slice(1);
  const found = keys.reduce<JsonValue | undefined>(
    (one, key) => (one as JsonObject | undefined)?.[key.replaceAll('~1', '/')],
    value,
  );
  return found as JsonObject;
}

function refsOf(value: JsonValue): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === '$ref' ? [one as string] : refsOf(one)));
}

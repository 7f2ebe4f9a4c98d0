/** The JSON Schemas that others read accept what the run-time schemas accept, and refuse what they refuse. */
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import * as assert from 'uvu/assert';
import { exampleEvent } from '../../../broker/contract/describe/example-event.ts';
import { renderSchema } from '../../../broker/contract/describe/render-schema.ts';
import { contractSchemas } from '../../../broker/contract/describe/schemas.ts';
import { EVENT_DATA } from '../../../broker/contract/events.ts';
import { MESSAGES } from '../../../broker/contract/messages.ts';
import { fileTimeout, suite } from '../../harness/suite.ts';
import { spoiltSamples, validSamples } from '../../support/schema-samples.ts';

fileTimeout(120_000);
const test = suite('schemas of the contract');
const RUNS = 60;
const LIMIT = { timeout: 30_000 };

const schemas = contractSchemas();
const runTime: Record<string, TSchema> = {
  ...Object.fromEntries(Object.entries(MESSAGES).map(([name, schema]) => [name.replace('/', '.'), schema])),
  ...Object.fromEntries(Object.entries(EVENT_DATA).map(([name, schema]) => [`data.${name}`, schema])),
};

test('are there for every message and for every event, whole and its data', () => {
  const events = Object.keys(EVENT_DATA);
  const expected = [...Object.keys(runTime), ...events.map((name) => `event.${name}`)];
  assert.equal(Object.keys(schemas).sort(), expected.sort());
});

test('compile in strict mode, under ids of their own', () => {
  const ajv = new Ajv2020({ strict: true });
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  for (const [name, schema] of Object.entries(schemas)) {
    assert.type(ajv.getSchema(schema['$id'] as string), 'function', name);
    assert.ok((schema['$id'] as string).endsWith(`:${name}`));
  }
});

test('accept the examples that they carry', () => {
  const ajv = new Ajv2020({ strict: true });
  for (const [name, schema] of Object.entries(schemas)) {
    const [example] = schema['examples'] as unknown[];
    assert.ok(ajv.validate(schema, example), `${name}: ${ajv.errorsText()}`);
  }
});

test('bind the data of an event to its type', () => {
  const check = new Ajv2020({ strict: true }).compile(schemas['event.view_item'] ?? {});
  const example = exampleEvent('view_item');
  assert.ok(check(example));
  assert.not(check({ ...example, type: 'tapwall.search.v1' }));
  assert.not(check({ ...example, data: { display: 'wall' } }));
  assert.not(check({ ...example, sequence: 0 }));
});

for (const [name, schema] of Object.entries(runTime))
  test(
    `agree with the run time on ${name}, in both dialects`,
    () => {
      const ours = Compile(schema);
      const draft07 = renderSchema(schema, 'draft-07');
      const newest = new Ajv2020({ strict: true }).compile(schemas[name] ?? {});
      const older = new Ajv({ strict: true }).compile(draft07);
      const agrees = (value: unknown, expected: boolean): void => {
        const shown = JSON.stringify(value)?.slice(0, 500) ?? 'undefined';
        assert.is(newest(value), expected, `2020-12: ${shown}`);
        assert.is(older(value), expected, `draft 07: ${shown}`);
      };
      fc.assert(
        fc.property(validSamples(draft07), (value) => {
          assert.ok(ours.Check(value), `a sample that should be valid: ${JSON.stringify(value)}`);
          agrees(value, true);
        }),
        { seed: 4, numRuns: RUNS },
      );
      fc.assert(
        fc.property(spoiltSamples(draft07), (value) => agrees(value, ours.Check(value))),
        { seed: 5, numRuns: RUNS * 2 },
      );
    },
    LIMIT,
  );

/** Values for a JSON Schema as our contract uses it: such as it accepts, and such as were spoilt in one place. */
import fc from 'fast-check';
import { MOST } from '../../broker/contract/events.ts';
import type { JsonObject, JsonValue } from '../../broker/contract/describe/render-schema.ts';

type Sample = fc.Arbitrary<unknown>;

/** @param schema In the dialect draft 07. Patterns must be such that fast-check can draw from them. */
export function validSamples(schema: JsonObject): Sample {
  if (schema['const'] !== undefined) return fc.constant(schema['const']);
  const choice = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choice)) return fc.oneof(...choice.map((one) => validSamples(one as JsonObject)));
  const draw = DRAWN[schema['type'] as string];
  return draw === undefined ? fc.jsonValue() : draw(schema);
}

const DRAWN: Readonly<Record<string, (schema: JsonObject) => Sample>> = {
  string: strings,
  integer: (schema) => fc.integer(range(schema, { min: -1000, max: 1000 })),
  number: (schema) => fc.double({ ...range(schema, { min: -1000, max: 1000 }), noNaN: true }),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  array: arrays,
  object: objects,
};

/** A sound value with one place removed, added, or put in another type. */
export function spoiltSamples(schema: JsonObject): Sample {
  return fc.tuple(validSamples(schema), fc.nat(), fc.nat(), STRANGE).map(([value, place, how, strange]) => {
    const root = { value: structuredClone(value) };
    const places = placesOf(root);
    const chosen = places[place % places.length];
    if (chosen === undefined) return strange;
    const { holder, key } = chosen;
    if (how % 3 === 0) delete holder[key];
    else if (how % 3 === 1) holder[key] = strange;
    else holder[`${key}x`] = strange;
    // What a wire can carry: no holes in lists.
    return JSON.parse(JSON.stringify(root.value ?? null)) as unknown;
  });
}

const STRANGE = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', -1, 0, 1.5, MOST + 1, [], {}, 'x'.repeat(5000), [[2, 1, 3]]),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Place {
  holder: Record<string, unknown>;
  key: string;
}

function placesOf(holder: object): Place[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder: holder as Record<string, unknown>, key },
    ...(typeof value === 'object' && value !== null ? placesOf(value as object) : []),
  ]);
}

function strings({ pattern, minLength, maxLength }: JsonObject): Sample {
  if (typeof pattern === 'string') {
    const matching = fc.stringMatching(new RegExp(pattern));
    return matching.map((text) => (typeof maxLength === 'number' ? text.slice(0, maxLength) : text));
  }
  return fc.string({ minLength: Number(minLength ?? 0), maxLength: Math.min(Number(maxLength ?? 40), 300) });
}

function range({ minimum, maximum }: JsonObject, usual: { min: number; max: number }): typeof usual {
  const min = typeof minimum === 'number' ? minimum : usual.min;
  return { min, max: typeof maximum === 'number' ? maximum : Math.max(usual.max, min) };
}

function arrays({ items, minItems, maxItems }: JsonObject): Sample {
  if (Array.isArray(items)) return fc.tuple(...items.map((one) => validSamples(one as JsonObject)));
  const minLength = Number(minItems ?? 0);
  return fc.array(validSamples(items as JsonObject), {
    minLength,
    maxLength: Math.max(minLength, Math.min(Number(maxItems ?? 4), 4)),
  });
}

function objects(schema: JsonObject): Sample {
  const { properties = {}, required = [], patternProperties = {} } = schema;
  const fields = Object.entries(properties as JsonObject).map(([name, field]): [string, Sample] => [
    name,
    validSamples(field as JsonObject),
  ]);
  const record = fc.record(Object.fromEntries(fields), { requiredKeys: required as string[] });
  const [keyed] = Object.entries(patternProperties as JsonObject);
  const whole = keyed === undefined ? record : withKeys(record, keyed);
  const least = Number(schema['minProperties'] ?? 0);
  const most = Number(schema['maxProperties'] ?? Infinity);
  return whole.filter((value) => {
    const { length } = Object.keys(value as object);
    return length >= least && length <= most;
  });
}

function withKeys(record: Sample, [pattern, schema]: [string, JsonValue]): Sample {
  const keys =
    pattern === '^.*$' ? fc.string({ minLength: 1, maxLength: 8 }) : fc.stringMatching(new RegExp(pattern));
  const named = fc.dictionary(
    keys.filter((key) => key !== '__proto__' && !/[\n\r\u2028\u2029]/.test(key)),
    validSamples(schema as JsonObject),
    { maxKeys: 3, noNullPrototype: true },
  );
  return fc.tuple(record, named).map(([one, other]) => ({ ...(one as object), ...other }));
}

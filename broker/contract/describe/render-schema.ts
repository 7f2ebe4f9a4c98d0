/**
 * Run-time schemas as JSON Schema that others can read: plain objects, without keywords of ours, in one of two dialects.
 * They differ for us in tuples alone: `items` as a list (draft 07, which AsyncAPI 3.0 builds on), `prefixItems` (2020-12).
 */
import type { TSchema } from 'typebox';

export type Dialect = 'draft-07' | '2020-12';
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };
export type JsonObject = { [name: string]: JsonValue };

/** A copy in plain JSON. A unit for people goes from `x-unit` into the description. */
export function renderSchema(schema: TSchema, dialect: Dialect): JsonObject {
  return renderObject(JSON.parse(JSON.stringify(schema)) as JsonObject, dialect);
}

function renderObject(schema: JsonObject, dialect: Dialect): JsonObject {
  const rendered: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword.startsWith('x-') || keyword === 'additionalItems') continue;
    rendered[keyword] = renderKeyword(keyword, value, dialect);
  }
  const { description, items } = schema;
  const unit = schema['x-unit'];
  if (typeof description === 'string' && typeof unit === 'string')
    rendered['description'] = `${description} In ${unit}.`;
  return Array.isArray(items) ? renderTuple(rendered, dialect) : rendered;
}

function renderKeyword(keyword: string, value: JsonValue, dialect: Dialect): JsonValue {
  // Names in these are names of fields, not keywords.
  if ((keyword === 'properties' || keyword === 'patternProperties') && isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, schema]) => [name, renderAny(schema, dialect)]),
    );
  if (keyword === 'default' || keyword === 'const' || keyword === 'enum' || keyword === 'required')
    return value;
  return Array.isArray(value) ? value.map((one) => renderAny(one, dialect)) : renderAny(value, dialect);
}

function renderAny(value: JsonValue, dialect: Dialect): JsonValue {
  return isObject(value) ? renderObject(value, dialect) : value;
}

function renderTuple({ items, ...rest }: JsonObject, dialect: Dialect): JsonObject {
  const list = items as JsonValue[];
  const length = { minItems: list.length, maxItems: list.length };
  return dialect === '2020-12'
    ? { ...rest, prefixItems: list, items: false, ...length }
    : { ...rest, items: list, additionalItems: false, ...length };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

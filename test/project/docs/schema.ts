/** Run-time schemas (JSON Schema) as rows of a table. */
import { code } from './markdown.ts';

export interface JsonSchema {
  type?: string;
  const?: unknown;
  default?: unknown;
  description?: string;
  title?: string;
  anyOf?: readonly JsonSchema[];
  items?: JsonSchema;
  properties?: Readonly<Record<string, JsonSchema>>;
  patternProperties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  'x-unit'?: string;
  'x-restart'?: boolean;
}

export interface Field {
  path: string;
  schema: JsonSchema;
  required: boolean;
}

/**
 * Fields of an object, those of nested objects included: `items[].item_id`, `displays.*.language`. Of a choice between
 * objects the fields of all of them, each once.
 */
export function fieldsOf(schema: JsonSchema, prefix = ''): Field[] {
  if (schema.type === 'array' && schema.items !== undefined) return fieldsOf(schema.items, `${prefix}[]`);
  if (schema.anyOf !== undefined) return fieldsOfChoice(schema.anyOf, prefix);
  const dot = prefix === '' ? '' : '.';
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${prefix}${dot}${name}`;
    return [
      { path, schema: field, required: schema.required?.includes(name) === true },
      ...fieldsOf(field, path),
    ];
  });
  const keyed = Object.values(schema.patternProperties ?? {}).flatMap((field) =>
    fieldsOf(field, `${prefix}${dot}*`),
  );
  return [...own, ...keyed];
}

function fieldsOfChoice(schemas: readonly JsonSchema[], prefix: string): Field[] {
  const fields = new Map<string, Field>();
  for (const field of schemas.flatMap((one) => fieldsOf(one, prefix)))
    if (!fields.has(field.path)) fields.set(field.path, { ...field, required: false });
  return [...fields.values()];
}

/** `string`, `integer`, `"a" or "b"`, `list of object`. */
export function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(' or ');
  if (schema.type === 'array')
    return `list of ${schema.items === undefined ? 'anything' : typeOf(schema.items)}`;
  return schema.type ?? 'anything';
}

/** What is allowed beyond the type, in words. */
export function limitsOf(schema: JsonSchema): string {
  const unit = schema['x-unit'] === undefined ? '' : ` ${schema['x-unit']}`;
  return [
    span(schema.minimum, schema.maximum, unit),
    span(schema.minLength, schema.maxLength, ' characters'),
    span(schema.minItems, schema.maxItems, ' entries'),
    schema.pattern === undefined ? '' : code(schema.pattern),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function span(least: number | undefined, most: number | undefined, unit: string): string {
  if (least !== undefined && most !== undefined) return `${least} to ${most}${unit}`;
  if (most !== undefined) return `up to ${most}${unit}`;
  return least === undefined ? '' : `${least} or more${unit}`;
}

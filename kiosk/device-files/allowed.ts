/** What a schema allows, in words a person can act on. */
import type { TSchema } from 'typebox';
import type { TLocalizedValidationError } from 'typebox/error';

interface SchemaNode {
  type?: string;
  const?: unknown;
  anyOf?: readonly SchemaNode[];
  properties?: Readonly<Record<string, SchemaNode>>;
  patternProperties?: Readonly<Record<string, SchemaNode>>;
  items?: SchemaNode;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  description?: string;
}

const ARTICLES: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text in quotes',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object in braces',
};

/** One mistake: where it is, and the end of the sentence that begins with what stands there. */
export interface SchemaMistake {
  /** JSON Pointer of the value, or of the object that lacks a name. */
  pointer: string;
  /** `must be …`, `is not known here; known: …`, `lacks "id"`. */
  message: string;
}

/** The first mistake of the errors of TypeBox, said with what the schema allows. */
export function mistakeOf(
  schema: TSchema,
  errors: readonly TLocalizedValidationError[],
): SchemaMistake | undefined {
  const meant = nearestBranch(schema, errors);
  const unknown = meant.find(({ keyword }) => keyword === 'additionalProperties');
  if (unknown !== undefined) return unknownName(schema, unknown);
  const error = meant.find(({ keyword }) => keyword !== 'boolean');
  if (error === undefined) return undefined;
  const pointer = error.instancePath;
  if (error.keyword === 'required') {
    const names = error.params.requiredProperties;
    return { pointer, message: `lacks ${names.map((name) => JSON.stringify(name)).join(' and ')}` };
  }
  return {
    pointer,
    message: `must be ${allowedBy(nodeAt(schema, pointer)) ?? error.message.replace(/^must be /, '')}`,
  };
}

/** Of a choice between objects only what is wrong with the one that fits best: that is the one that was meant. */
function nearestBranch(
  schema: TSchema,
  errors: readonly TLocalizedValidationError[],
): readonly TLocalizedValidationError[] {
  const choice = errors.find(({ keyword, instancePath }) => {
    const node = nodeAt(schema, instancePath);
    return keyword === 'anyOf' && node?.anyOf?.some((one) => one.type === 'object') === true;
  });
  if (choice === undefined) return errors;
  const prefix = `${choice.schemaPath}/anyOf/`;
  const branches = new Map<string, TLocalizedValidationError[]>();
  for (const error of errors) {
    if (!error.schemaPath.startsWith(prefix)) continue;
    const branch = error.schemaPath.slice(prefix.length).split('/')[0] ?? '';
    branches.set(branch, [...(branches.get(branch) ?? []), error]);
  }
  const [best] = [...branches.values()].sort((a, b) => a.length - b.length);
  return best ?? errors;
}

function unknownName(schema: TSchema, error: TLocalizedValidationError): SchemaMistake {
  const [name = ''] = (error.params as { additionalProperties: string[] }).additionalProperties;
  const node = nodeAt(schema, error.instancePath);
  const known = Object.keys(node?.properties ?? {});
  const patterns = Object.keys(node?.patternProperties ?? {});
  const pointer = `${error.instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (patterns.length > 0)
    return { pointer, message: `is not a name that is allowed here; it must match ${patterns.join(' or ')}` };
  const list = known.length === 0 ? 'nothing is' : known.join(', ');
  return { pointer, message: `is not known here; known: ${list}` };
}

/** Undefined where the schema says nothing that a person would understand better than the validator's words. */
function allowedBy(node: SchemaNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.anyOf !== undefined) {
    const ways = node.anyOf.map(allowedBy);
    if (ways.includes(undefined)) return undefined;
    return node.anyOf.every((one) => one.const !== undefined)
      ? `one of ${ways.join(', ')}`
      : [...new Set(ways)].join(', or ');
  }
  const article = ARTICLES[node.type ?? ''];
  if (article === undefined) return node.type === 'null' ? 'null' : undefined;
  const within = [
    span(node.minimum, node.maximum, ''),
    span(node.minLength, node.maxLength, ' characters'),
    span(node.minItems, node.maxItems, ' entries'),
    node.pattern === undefined ? '' : ` that matches ${node.pattern}`,
  ];
  return article + within.join('');
}

function span(least: number | undefined, most: number | undefined, unit: string): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}${unit}`;
  if (most !== undefined) return ` of at most ${most}${unit}`;
  return least === undefined ? '' : ` of at least ${least}${unit}`;
}

function nodeAt(schema: TSchema, pointer: string): SchemaNode | undefined {
  let node: SchemaNode | undefined = schema;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    node = childOf(node, key);
  }
  return node;
}

function childOf(node: SchemaNode | undefined, key: string): SchemaNode | undefined {
  if (node?.anyOf !== undefined)
    return node.anyOf.map((one) => childOf(one, key)).find((child) => child !== undefined);
  if (node?.items !== undefined) return node.items;
  const own =
    node?.properties !== undefined && Object.hasOwn(node.properties, key) ? node.properties[key] : undefined;
  if (own !== undefined) return own;
  const pattern = Object.keys(node?.patternProperties ?? {}).find((one) => new RegExp(one, 'u').test(key));
  return pattern === undefined ? undefined : node?.patternProperties?.[pattern];
}

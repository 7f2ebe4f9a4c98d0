/** What a schema allows, in words a person can act on. */
import type { TSchema } from 'typebox';
import type { TLocalizedValidationError } from 'typebox/error';
import { Value } from 'typebox/value';
import { keysOf, pointerPart, valueAt } from './pointer.ts';

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
  minProperties?: number;
  pattern?: string;
  description?: string;
  /** A pattern in words. */
  'x-allowed'?: string;
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

/** The first mistake of a value, said with what the schema allows; undefined when there is none. */
export function mistakeOf(schema: TSchema, value: unknown): SchemaMistake | undefined {
  // No more than eight are listed: of a choice between objects they need not tell of the one that was meant.
  const errors = Value.Errors(schema, value);
  const [first] = errors;
  if (first === undefined) return undefined;
  const choice = choiceAbove(schema, first.instancePath);
  if (choice !== undefined) return mistakeOfChoice(choice, valueAt(value, choice.pointer));
  const unknown = errors.find(({ keyword }) => keyword === 'additionalProperties');
  if (unknown !== undefined) return unknownName(nodeAt(schema, unknown.instancePath), unknown);
  const error = errors.find(({ keyword }) => keyword !== 'boolean') ?? first;
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

interface Choice {
  pointer: string;
  node: SchemaNode;
}

/** The outermost choice between objects on the way to a value. */
function choiceAbove(schema: TSchema, pointer: string): Choice | undefined {
  const parts = pointer.split('/');
  for (let count = 1; count <= parts.length; count += 1) {
    const above = parts.slice(0, count).join('/');
    const node = nodeAt(schema, above);
    if (node?.anyOf?.some(({ type }) => type === 'object') === true) return { pointer: above, node };
  }
  return undefined;
}

/** Only what is wrong with the kind that fits best: that is the one that was meant. */
function mistakeOfChoice({ pointer, node }: Choice, value: unknown): SchemaMistake | undefined {
  const kinds = node.anyOf ?? [];
  const [best] = kinds
    .map((kind) => ({ kind, errors: Value.Errors(kind, value) }))
    .sort((a, b) => distance(a.errors) - distance(b.errors));
  if (best === undefined) return undefined;
  const unknown = best.errors.find(
    ({ keyword, instancePath }) => keyword === 'additionalProperties' && instancePath === '',
  );
  const mistake = unknown === undefined ? mistakeOf(best.kind, value) : unknownName(node, unknown);
  return mistake && { ...mistake, pointer: `${pointer}${mistake.pointer}` };
}

/** How far a value is from what a kind wants: strange names say most, missing ones more than wrong values. */
function distance(errors: readonly TLocalizedValidationError[]): number {
  const of = (keyword: string): number => errors.filter((error) => error.keyword === keyword).length;
  return of('additionalProperties') * 100 + of('required') * 10 + Math.min(errors.length, 9);
}

function unknownName(node: SchemaNode | undefined, error: TLocalizedValidationError): SchemaMistake {
  const [name = ''] = (error.params as { additionalProperties: string[] }).additionalProperties;
  const known = [node, ...(node?.anyOf ?? [])].flatMap((one) => Object.keys(one?.properties ?? {}));
  const patterns = Object.keys(node?.patternProperties ?? {});
  const pointer = `${error.instancePath}/${pointerPart(name)}`;
  if (patterns.length > 0)
    return { pointer, message: `is not a name that is allowed here; it must match ${patterns.join(' or ')}` };
  const list = known.length === 0 ? 'nothing is' : [...new Set(known)].join(', ');
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
  if (node['x-allowed'] !== undefined) return node['x-allowed'];
  const article = ARTICLES[node.type ?? ''];
  if (article === undefined) return node.type === 'null' ? 'null' : undefined;
  const within = [
    span(node.minimum, node.maximum, ''),
    span(node.minLength, node.maxLength, ' characters'),
    span(node.minItems, node.maxItems, ' entries'),
    node.minProperties === undefined ? '' : ' with something in it',
    node.pattern === undefined ? '' : ` that matches ${node.pattern}`,
  ];
  return article + within.join('');
}

function span(least: number | undefined, most: number | undefined, unit: string): string {
  if (least !== undefined && least === most) return ` of ${least}${unit}`;
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}${unit}`;
  if (most !== undefined) return ` of at most ${most}${unit}`;
  return least === undefined ? '' : ` of at least ${least}${unit}`;
}

function nodeAt(schema: TSchema, pointer: string): SchemaNode | undefined {
  let node: SchemaNode | undefined = schema;
  for (const part of keysOf(pointer)) {
    node = childOf(node, part);
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

/** graphql-js from a folder outside, as far as it is used here, and one of Shopify's schemas in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Node {
  kind: string;
  name?: { value: string };
  value?: unknown;
  directives?: Node[];
  arguments?: Node[];
  selectionSet?: { selections: Node[] };
  definitions?: Node[];
}

export interface Answer {
  data?: unknown;
  errors?: readonly { message: string; extensions?: object }[];
}

interface GraphqlJs {
  buildClientSchema(introspection: unknown): unknown;
  parse(text: string): Node;
  validate(schema: unknown, document: Node): readonly { message: string }[];
  execute(work: object): Answer | Promise<Answer>;
  GraphQLError: new (message: string, options: object) => Error;
}

export interface Schema {
  /** What is wrong with a question; empty: nothing. */
  mistakes(text: string): string[];
  parse(text: string): Node;
  /** @param root Object whose functions answer for the root fields. */
  execute(document: Node, root: object, about: { variables: object; context: object }): Promise<Answer>;
  fault(message: string, code: string): Error;
}

export async function loadSchema(folder: string, name: 'storefront' | 'customer-account'): Promise<Schema> {
  const engine = pathToFileURL(join(folder, 'node_modules', 'graphql', 'index.mjs')).href;
  const js = (await import(engine)) as GraphqlJs;
  const file = readFileSync(join(folder, 'package', `${name}.schema.json`), 'utf8');
  const introspection = JSON.parse(file) as { data?: unknown };
  const schema = js.buildClientSchema(introspection.data ?? introspection);
  return {
    parse: (text) => js.parse(text),
    mistakes: (text) => js.validate(schema, js.parse(text)).map(({ message }) => message),
    execute: async (document, rootValue, { variables: variableValues, context: contextValue }) =>
      js.execute({ schema, document, rootValue, variableValues, contextValue }),
    fault: (message, code) => new js.GraphQLError(message, { extensions: { code } }),
  };
}

/** Arguments of `@inContext` of a question. */
export function contextOf(document: Node, variables: Record<string, unknown>): Record<string, unknown> {
  const [operation] = document.definitions ?? [];
  const directive = operation?.directives?.find(({ name }) => name?.value === 'inContext');
  const given = (directive?.arguments ?? []).map(({ name, value }) => [
    name?.value ?? '',
    valueOf(value as Node, variables),
  ]);
  return Object.fromEntries(given) as Record<string, unknown>;
}

/** Objects that a question may bring at the most: what each list asks for, times what is around it. */
export function costOf(node: Node, variables: Record<string, unknown>): number {
  const first = (node.arguments ?? []).find(({ name }) => name?.value === 'first');
  const times = first === undefined ? 1 : Number(valueOf(first.value as Node, variables));
  const inside = [...(node.definitions ?? []), ...(node.selectionSet?.selections ?? [])];
  const own = node.kind === 'Field' && node.selectionSet !== undefined ? 1 : 0;
  return times * (own + inside.reduce((sum, child) => sum + costOf(child, variables), 0));
}

function valueOf(node: Node, variables: Record<string, unknown>): unknown {
  return node.kind === 'Variable' ? variables[node.name?.value ?? ''] : node.value;
}

/** Nodes of a JSON-LD value, as pages write it: contexts are taken for schema.org's, and references are followed within it. */
import { fieldsOf, manyOf, textOf } from '../json/values.ts';

export type Node = Record<string, unknown>;

const MOST_LEVELS = 24;
const MOST_NODES = 200_000;

/** Local name of a type or enumeration: `https://schema.org/InStock` → `InStock`. */
export function nameOf(value: unknown): string {
  return wordOf(value)
    .slice(0, 200)
    .replace(/^.*[/#:]/, '');
}

/** `Product` of `"@type": ["Product", "Thing"]`. */
export function isA(node: Node, ...types: readonly string[]): boolean {
  return manyOf(node['@type']).some((type) => types.includes(nameOf(type)));
}

/** The text of a value, of its first when there are several; of a thing its name. */
export function wordOf(value: unknown, levels = 4): string {
  if (Array.isArray(value)) return levels > 0 ? wordOf(value[0], levels - 1) : '';
  const text = textOf(value);
  if (text !== '' || typeof value !== 'object' || levels === 0) return text;
  const node = fieldsOf(value);
  return wordOf(node['@value'] ?? node['name'], levels - 1);
}

/** Says nothing but which node is meant. */
function isReference(node: Node): boolean {
  return Object.keys(node).every((key) => key === '@id' || key === '@type');
}

/** All nodes of one value: where they are by their id, and what stands at the top. */
export class NodeSet {
  readonly #byId = new Map<string, Node>();
  #left = MOST_NODES;

  constructor(value: unknown) {
    this.#index(value, MOST_LEVELS);
  }

  /** The nodes of a property, references followed. */
  of(value: unknown): Node[] {
    return manyOf(value)
      .filter((each) => typeof each === 'object' && each !== null)
      .map((each) => this.#resolved(each as Node));
  }

  /** The outermost nodes of the types, wherever they stand. */
  top(value: unknown, types: readonly string[]): Node[] {
    const found: Node[] = [];
    this.#left = MOST_NODES;
    this.#visit(value, MOST_LEVELS, (node) => {
      if (!isA(node, ...types)) return true;
      found.push(node);
      return false;
    });
    return found;
  }

  #index(value: unknown, levels: number): void {
    this.#visit(value, levels, (node) => {
      const id = textOf(node['@id']);
      if (id !== '' && !isReference(node) && !this.#byId.has(id)) this.#byId.set(id, node);
      return true;
    });
  }

  #resolved(node: Node): Node {
    return (isReference(node) && this.#byId.get(textOf(node['@id']))) || node;
  }

  #visit(value: unknown, levels: number, into: (node: Node) => boolean): void {
    if (typeof value !== 'object' || value === null || levels === 0 || this.#left === 0) return;
    this.#left -= 1;
    if (!Array.isArray(value) && !into(value as Node)) return;
    for (const inner of Object.values(value)) this.#visit(inner, levels - 1, into);
  }
}

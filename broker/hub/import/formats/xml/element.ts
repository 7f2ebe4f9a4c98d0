/** One entry of an XML feed: texts by path below it, e.g. `ratings/overall`, by local names. */

export class Element {
  readonly line: number;
  /** Local name: `review`, `item`, `entry`. */
  readonly name: string;
  readonly #texts = new Map<string, string[]>();
  readonly #attributes = new Map<string, Record<string, string>>();

  constructor(name: string, line: number) {
    this.name = name;
    this.line = line;
  }

  /** First text at a path; '' when absent. */
  text(path: string): string {
    return this.#texts.get(path)?.[0] ?? '';
  }

  /** All texts at a path, empty ones too. */
  texts(path: string): string[] {
    return this.#texts.get(path) ?? [];
  }

  /** Attribute of the first element at a path. */
  attribute(path: string, name: string): string {
    return this.#attributes.get(path)?.[name] ?? '';
  }

  opened(path: string, attributes: Record<string, string>): void {
    if (!this.#attributes.has(path)) this.#attributes.set(path, attributes);
  }

  closed(path: string, text: string): void {
    const texts = this.#texts.get(path);
    if (texts) texts.push(text);
    else this.#texts.set(path, [text]);
  }
}

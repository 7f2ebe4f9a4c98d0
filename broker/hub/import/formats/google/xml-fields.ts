/** An `item` of RSS 2.0 or an `entry` of Atom as values by name; repeated elements are the values of a list. */
import type { Fields } from '../fields.ts';
import type { Element } from '../xml/element.ts';

const DETAIL = 'product_detail';

export class XmlFields implements Fields {
  readonly line: number;
  readonly #element: Element;

  constructor(element: Element) {
    this.line = element.line;
    this.#element = element;
  }

  get(name: string): string {
    return this.#values(name)[0] ?? '';
  }

  all(name: string): string[] {
    return name === DETAIL ? this.#details() : this.#values(name);
  }

  #values(name: string): string[] {
    return this.#element.texts(name).filter((text) => text !== '');
  }

  /** As a table writes them: `section:name:value`. */
  #details(): string[] {
    const names = this.#element.texts(`${DETAIL}/attribute_name`);
    const values = this.#element.texts(`${DETAIL}/attribute_value`);
    return names.map((name, index) => `:${name.replaceAll(':', ' ')}:${values[index] ?? ''}`);
  }
}

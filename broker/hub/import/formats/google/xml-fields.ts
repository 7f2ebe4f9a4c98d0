/** An `item` of RSS 2.0 or an `entry` of Atom as values by name; repeated elements are the values of a list. */
import type { Fields } from '../fields.ts';
import type { Element } from '../xml/element.ts';

const DETAIL = 'product_detail';
const PROGRAM = 'loyalty_program';

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
    if (name === PROGRAM) return this.#programs();
    return name === DETAIL ? this.#details() : this.#values(name);
  }

  #values(name: string): string[] {
    return this.#element.texts(name).filter((text) => text !== '');
  }

  /** As a table writes them: `program:tier:price:…:interval`. Groups that leave a part out cannot be told apart, and are none. */
  #programs(): string[] {
    const parts = ['program_label', 'tier_label', 'price', 'member_price_effective_date'].map((part) =>
      this.#element.texts(`${PROGRAM}/${part}`),
    );
    const prices = parts[2] ?? [];
    if (prices.length === 0) return this.#values(PROGRAM);
    if (parts.some((texts) => texts.length > 0 && texts.length !== prices.length)) return [];
    return prices.map((price, index) => {
      const [program = '', tier = '', , interval = ''] = parts.map((texts) => texts[index] ?? '');
      return [program.replaceAll(':', ' '), tier.replaceAll(':', ' '), price, interval].join(':');
    });
  }

  /** As a table writes them: `section:name:value`. */
  #details(): string[] {
    const names = this.#element.texts(`${DETAIL}/attribute_name`);
    const values = this.#element.texts(`${DETAIL}/attribute_value`);
    return names.map((name, index) => `:${name.replaceAll(':', ' ')}:${values[index] ?? ''}`);
  }
}

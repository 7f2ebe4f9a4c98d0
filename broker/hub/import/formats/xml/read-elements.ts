/** The entries of an XML feed, streamed. Prefixes vary between exports, so local names count. */
import { SaxesParser } from 'saxes';
import { BrokerError } from '../../../../errors.ts';
import { NAMED_ENTITIES } from '../../plain-text.ts';
import { readText } from '../files/read-text.ts';
import { Element } from './element.ts';

/** One review may list every variant of a long range, not more. */
const MOST_CHARACTERS = 2_000_000;
const MOST_ELEMENTS = 20_000;
/** The schemas have five levels below an entry. A path is made for each element, so depth costs its square. */
const MOST_LEVELS = 20;
/** Around the entries there are a few. */
const MOST_OUTSIDE = 50;

export interface ElementsOptions {
  path: string;
  /** Local names of entries. */
  names: readonly string[];
}

/**
 * @throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE; TW_FEED_MARKUP when it is not well-formed, ends early, or
 * declares a document type: a feed needs none, and its entities can be made to grow without bound or to read files
 */
export async function* readElements(options: ElementsOptions): AsyncGenerator<Element> {
  const collector = new ElementCollector(options);
  for await (const text of readText(options.path)) yield* collector.push(text);
  yield* collector.end();
}

class ElementCollector {
  readonly #parser = new SaxesParser({ position: true });
  readonly #path: string;
  readonly #names: ReadonlySet<string>;
  readonly #ready: Element[] = [];
  readonly #stack: string[] = [];
  #outside = 0;
  #entry: Element | undefined;
  #elements = 0;
  #text = '';
  /** Characters since the parser last told of anything, and of the entry. */
  #silent = 0;
  #characters = 0;

  constructor({ path, names }: ElementsOptions) {
    this.#path = path;
    this.#names = new Set(names);
    // Those of HTML turn up in feeds that were made by hand; each is one character.
    this.#parser.ENTITIES = { ...NAMED_ENTITIES };
    this.#parser.on('doctype', () => this.#refuse('declares a document type'));
    this.#parser.on('error', (error) => this.#refuse(error.message));
    this.#parser.on('opentag', (tag) =>
      this.#open(localName(tag.name), tag.attributes as Record<string, string>),
    );
    this.#parser.on('text', (text) => this.#gather(text));
    this.#parser.on('cdata', (text) => this.#gather(text));
    this.#parser.on('closetag', () => this.#close());
  }

  push(chunk: string): Element[] {
    this.#silent += chunk.length;
    this.#parser.write(chunk);
    if (this.#silent > MOST_CHARACTERS) this.#refuse('holds a text without end');
    return this.#ready.splice(0);
  }

  end(): Element[] {
    this.#parser.close();
    return this.#ready.splice(0);
  }

  #open(name: string, attributes: Record<string, string>): void {
    this.#silent = 0;
    this.#text = '';
    if (this.#entry) {
      this.#stack.push(name);
      this.#elements += 1;
      if (this.#stack.length > MOST_LEVELS) this.#refuse('is nested too deep');
      if (this.#elements > MOST_ELEMENTS) this.#refuse('holds an entry without end');
      this.#count(name.length + lengthOf(attributes));
      this.#entry.opened(this.#stack.join('/'), attributes);
    } else if (this.#names.has(name)) {
      this.#entry = new Element(name, this.#parser.line);
      this.#elements = 0;
      this.#characters = 0;
    } else {
      this.#outside += 1;
      if (this.#outside > MOST_OUTSIDE) this.#refuse('is nested too deep');
    }
  }

  #gather(text: string): void {
    this.#silent = 0;
    if (!this.#entry) return;
    this.#count(text.length);
    this.#text += text;
  }

  #count(characters: number): void {
    this.#characters += characters;
    if (this.#characters > MOST_CHARACTERS) this.#refuse('holds a text without end');
  }

  #close(): void {
    this.#silent = 0;
    if (!this.#entry) this.#outside -= 1;
    else if (this.#stack.length === 0) {
      this.#ready.push(this.#entry);
      this.#entry = undefined;
    } else {
      this.#entry.closed(this.#stack.join('/'), this.#text.trim());
      this.#stack.pop();
      this.#text = '';
    }
  }

  #refuse(reason: string): never {
    throw new BrokerError(
      'TW_FEED_MARKUP',
      `${this.#path}, line ${this.#parser.line}: ${reason.slice(0, 200)}.`,
    );
  }
}

function lengthOf(attributes: Record<string, string>): number {
  return Object.entries(attributes).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

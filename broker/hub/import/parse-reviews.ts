/** The Google product reviews feed, 2.0 to 2.4, streamed (developers.google.com/product-review-feeds/schema). */
import { SaxesParser } from 'saxes';
import { BrokerError } from '../../errors.ts';
import { openFeed } from './feed-file.ts';

/** One `review` element: texts by path below it, e.g. `ratings/overall`. */
export interface ReviewElement {
  line: number;
  /** First text at a path; '' when absent. */
  text(path: string): string;
  /** All texts at a path. */
  texts(path: string): string[];
  /** Attribute of the first element at a path. */
  attribute(path: string, name: string): string;
}

/** One review may list every variant of a long range, not more. */
const MOST_CHARACTERS = 2_000_000;
/** The schema has five levels below a review. A path is made for each element, so depth costs its square. */
const MOST_LEVELS = 20;

/**
 * @throws BrokerError TW_FEED_UNREADABLE; TW_FEED_MARKUP when it is not well-formed, or declares a document type: a feed
 * needs none, and its entities can be made to grow without bound or to read files
 */
export async function* readReviewElements(path: string): AsyncGenerator<ReviewElement> {
  const stream = await openFeed(path);
  const collector = new ReviewCollector(path);
  try {
    for await (const chunk of stream) yield* collector.push(String(chunk));
    yield* collector.end();
  } finally {
    stream.destroy();
  }
}

class ReviewCollector {
  readonly #parser = new SaxesParser({ position: true });
  readonly #path: string;
  readonly #ready: ReviewElement[] = [];
  readonly #stack: string[] = [];
  #review: Collected | undefined;
  #text = '';

  constructor(path: string) {
    this.#path = path;
    this.#parser.on('doctype', () => this.#refuse('declares a document type'));
    this.#parser.on('error', (error) => this.#refuse(error.message));
    this.#parser.on('opentag', (tag) =>
      this.#open(localName(tag.name), tag.attributes as Record<string, string>),
    );
    this.#parser.on('text', (text) => this.#gather(text));
    this.#parser.on('cdata', (text) => this.#gather(text));
    this.#parser.on('closetag', () => this.#close());
  }

  push(chunk: string): ReviewElement[] {
    this.#parser.write(chunk);
    return this.#ready.splice(0);
  }

  end(): ReviewElement[] {
    this.#parser.close();
    return this.#ready.splice(0);
  }

  #open(name: string, attributes: Record<string, string>): void {
    this.#text = '';
    if (this.#review) {
      this.#stack.push(name);
      if (this.#stack.length > MOST_LEVELS) this.#refuse('is nested too deep');
      this.#review.opened(this.#stack.join('/'), attributes);
      return;
    }
    if (name === 'review') this.#review = new Collected(this.#parser.line);
  }

  #gather(text: string): void {
    if (!this.#review) return;
    this.#text += text;
    if (this.#text.length > MOST_CHARACTERS) this.#refuse('holds a text without end');
  }

  #close(): void {
    if (!this.#review) return;
    if (this.#stack.length === 0) {
      this.#ready.push(this.#review);
      this.#review = undefined;
      return;
    }
    this.#review.closed(this.#stack.join('/'), this.#text.trim());
    this.#stack.pop();
    this.#text = '';
  }

  #refuse(reason: string): never {
    throw new BrokerError('TW_FEED_MARKUP', `${this.#path}, line ${this.#parser.line}: ${reason}.`);
  }
}

class Collected implements ReviewElement {
  readonly line: number;
  readonly #texts = new Map<string, string[]>();
  readonly #attributes = new Map<string, Record<string, string>>();

  constructor(line: number) {
    this.line = line;
  }

  text(path: string): string {
    return this.#texts.get(path)?.[0] ?? '';
  }

  texts(path: string): string[] {
    return this.#texts.get(path) ?? [];
  }

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

/** Prefixes vary between exports. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

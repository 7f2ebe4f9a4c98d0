/**
 * JSON (RFC 8259) that remembers where each value stands, so that a mistake can be shown by line and column. Refuses what
 * JSON.parse lets pass and a person does not mean: a key that is given twice.
 */
import { pointerPart } from './pointer.ts';

export interface Place {
  /** Both counted from 1. */
  line: number;
  column: number;
}

export interface LocatedJson {
  value: unknown;
  /** Where a value stands. @param pointer JSON Pointer (RFC 6901); of one that is not there, the nearest above it. */
  placeOf(pointer: string): Place;
}

/** The text is not JSON. */
export interface JsonMistake extends Place {
  /** What is wrong, as the end of a sentence that begins with the place. */
  message: string;
}

export type JsonResult = { ok: true; json: LocatedJson } | { ok: false; mistake: JsonMistake };

/** Deeper than any configuration; a hostile one must not exhaust the stack. */
const MOST_DEPTH = 32;
const SPACE = /[\t\n\r ]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// A control character inside a string is a mistake of JSON, which this rule is about.
// oxlint-disable-next-line no-control-regex -- RFC 8259 section 7 names them
const STRING = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

/** Never throws. */
export function parseLocated(text: string): JsonResult {
  const reader = new Reader(text);
  try {
    const value = reader.document();
    return { ok: true, json: { value, placeOf: (pointer) => reader.placeOf(pointer) } };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { ok: false, mistake: { ...placeIn(text, error.at), message: error.message } };
  }
}

/** Ends the reading; never leaves this file. */
class Mistake extends SyntaxError {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

class Reader {
  readonly #text: string;
  readonly #places = new Map<string, number>();
  #at = 0;

  constructor(text: string) {
    // A byte order mark is what some editors write and nobody sees.
    this.#text = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  }

  document(): unknown {
    const value = this.#value('', 0);
    this.#space();
    if (this.#at < this.#text.length) throw this.#unexpected('the end of the file');
    return value;
  }

  placeOf(pointer: string): Place {
    let nearest = pointer;
    while (!this.#places.has(nearest) && nearest !== '') nearest = nearest.slice(0, nearest.lastIndexOf('/'));
    return placeIn(this.#text, this.#places.get(nearest) ?? 0);
  }

  #value(pointer: string, depth: number): unknown {
    this.#space();
    // Of a member the place is that of its key.
    if (!this.#places.has(pointer)) this.#places.set(pointer, this.#at);
    if (depth > MOST_DEPTH) throw new Mistake(this.#at, 'it is nested too deeply');
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(pointer, depth);
    if (first === '[') return this.#array(pointer, depth);
    if (first === '"') return this.#string();
    return this.#wordOrNumber();
  }

  #object(pointer: string, depth: number): object {
    const object: Record<string, unknown> = {};
    this.#at += 1;
    this.#space();
    if (this.#skip('}')) return object;
    do {
      this.#space();
      const at = this.#at;
      const key = this.#key();
      const own = `${pointer}/${pointerPart(key)}`;
      if (Object.hasOwn(object, key)) throw new Mistake(at, `${JSON.stringify(key)} is given twice`);
      this.#places.set(own, at);
      this.#space();
      if (!this.#skip(':')) throw this.#unexpected('":" after the name');
      // "__proto__" is a name like any other.
      Object.defineProperty(object, key, {
        value: this.#value(own, depth + 1),
        enumerable: true,
        configurable: true,
        writable: true,
      });
      this.#space();
    } while (this.#skip(','));
    if (!this.#skip('}')) throw this.#unexpected('"," or "}"');
    return object;
  }

  #array(pointer: string, depth: number): unknown[] {
    const array: unknown[] = [];
    this.#at += 1;
    this.#space();
    if (this.#skip(']')) return array;
    do {
      array.push(this.#value(`${pointer}/${array.length}`, depth + 1));
      this.#space();
    } while (this.#skip(','));
    if (!this.#skip(']')) throw this.#unexpected('"," or "]"');
    return array;
  }

  #key(): string {
    if (this.#text[this.#at] !== '"') throw this.#unexpected('a name in double quotes');
    return this.#string();
  }

  #string(): string {
    const found = this.#match(STRING);
    if (found === undefined)
      throw new Mistake(
        this.#at,
        'the text in quotes does not end, or holds a character that must be escaped',
      );
    return JSON.parse(found) as string;
  }

  #wordOrNumber(): unknown {
    const word = WORDS.find(([name]) => this.#text.startsWith(name, this.#at));
    if (word !== undefined) {
      this.#at += word[0].length;
      return word[1];
    }
    const found = this.#match(NUMBER);
    if (found === undefined) throw this.#unexpected('a value');
    return Number(found);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #space(): void {
    this.#match(SPACE);
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #unexpected(wanted: string): Mistake {
    const found = this.#text[this.#at];
    const what = found === undefined ? 'the end of the file' : JSON.stringify(found);
    return new Mistake(this.#at, `${wanted} is expected, but there is ${what}`);
  }
}

function placeIn(text: string, at: number): Place {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return { line, column: at - before.lastIndexOf('\n') };
}

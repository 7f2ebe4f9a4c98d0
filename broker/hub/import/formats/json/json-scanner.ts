/** Cuts a JSON text that comes in pieces into the entries of its list, without ever holding the list. */

export interface JsonEntry {
  /** From 1. */
  number: number;
  /** JSON of the entry; undefined when it is longer than an entry may be. */
  text: string | undefined;
}

/** Most characters of an entry of a list, and of a text that is none. */
export interface JsonBounds {
  entry: number;
  value: number;
}

export type JsonShape = 'list' | 'value';

/** Only cuts: whether an entry is sound is told by whoever parses it. A text that is no list is one entry. */
export class JsonScanner {
  /** Undefined until something but white space came. */
  shape: JsonShape | undefined;
  /** The list was closed, and nothing but white space followed. */
  closed = false;
  /** Characters that change what a place in a JSON text means. */
  readonly #telling = /["\\[\]{},]/g;
  readonly #most: JsonBounds;
  #number = 0;
  #depth = 0;
  #quoted = false;
  #escaped = false;
  #text = '';
  #tooLong = false;
  /** Something followed the end of the list. */
  trailing = false;

  constructor(most: JsonBounds) {
    this.#most = most;
  }

  push(piece: string): JsonEntry[] {
    let text = piece;
    if (!this.shape) {
      text = piece.trimStart();
      if (text === '') return [];
      this.shape = text.startsWith('[') ? 'list' : 'value';
      if (this.shape === 'list') text = text.slice(1);
    }
    if (this.shape === 'list') return this.#list(text);
    this.#keep(text);
    return [];
  }

  end(): JsonEntry[] {
    return this.shape === 'value' ? [this.#entry()] : [];
  }

  #list(text: string): JsonEntry[] {
    const entries: JsonEntry[] = [];
    let from = 0;
    if (this.#escaped && text !== '') {
      this.#escaped = false;
      this.#telling.lastIndex = 1;
    } else this.#telling.lastIndex = 0;
    for (let match = this.#telling.exec(text); match && !this.closed; match = this.#telling.exec(text)) {
      const at = match.index;
      if (!this.#isCut(match[0], text.length - at)) continue;
      this.#keep(text.slice(from, at));
      from = at + 1;
      this.closed = match[0] === ']';
      if (!this.closed || this.#text.trim() !== '' || this.#tooLong) entries.push(this.#entry());
      if (this.closed) break;
    }
    const rest = text.slice(from);
    if (this.closed) this.trailing ||= rest.trim() !== '';
    else this.#keep(rest);
    return entries;
  }

  /** Takes one telling character in; true when an entry ends there. */
  #isCut(mark: string, remaining: number): boolean {
    if (this.#quoted) {
      if (mark === '"') this.#quoted = false;
      else if (mark === '\\') {
        this.#escaped = remaining === 1;
        this.#telling.lastIndex += 1;
      }
      return false;
    }
    if (mark === '"') this.#quoted = true;
    else if (mark === '[' || mark === '{') this.#depth += 1;
    else if (mark === ',' || mark === ']' || mark === '}') {
      if (this.#depth === 0) return mark !== '}';
      if (mark !== ',') this.#depth -= 1;
    }
    return false;
  }

  #keep(text: string): void {
    const most = this.shape === 'list' ? this.#most.entry : this.#most.value;
    if (this.#text.length + text.length > most) {
      this.#tooLong = true;
      this.#text = '';
    }
    if (!this.#tooLong) this.#text += text;
  }

  #entry(): JsonEntry {
    this.#number += 1;
    const entry = { number: this.#number, text: this.#tooLong ? undefined : this.#text };
    this.#text = '';
    this.#tooLong = false;
    return entry;
  }
}

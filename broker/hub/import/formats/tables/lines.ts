/** Text in pieces to lines. A line without end costs itself, not the memory. */

export interface Line {
  /** From 1. */
  number: number;
  /** Undefined when it is longer than a line may be. */
  text: string | undefined;
  /** False for a last line that nothing ends. */
  ended: boolean;
}

export const MOST_LINE = 1_048_576;

/** The first end of a line says what ends lines: a carriage return alone does so only where no line feed follows it. */
export class LineSplitter {
  #rest = '';
  #number = 0;
  #end: RegExp | undefined;
  #tooLong = false;

  push(text: string): Line[] {
    this.#rest += text;
    this.#end ??= endOf(this.#rest, false);
    if (!this.#end) return this.#shorten();
    return this.#split(this.#end);
  }

  end(): Line[] {
    this.#end ??= endOf(this.#rest, true);
    const lines = this.#end ? this.#split(this.#end) : [];
    const text = this.#rest;
    this.#rest = '';
    if (text !== '' || this.#tooLong) lines.push(this.#line(text, false));
    return lines;
  }

  #split(end: RegExp): Line[] {
    // A carriage return at the very end may be half of an end.
    const whole = this.#rest.endsWith('\r') && end !== FEED ? this.#rest.slice(0, -1) : this.#rest;
    const parts = whole.split(end);
    this.#rest = (parts.pop() ?? '') + this.#rest.slice(whole.length);
    const lines = parts.map((part) => this.#line(part, true));
    this.#shorten();
    return lines;
  }

  #line(text: string, ended: boolean): Line {
    this.#number += 1;
    const tooLong = this.#tooLong || text.length > MOST_LINE;
    this.#tooLong = false;
    const bare = text.endsWith('\r') ? text.slice(0, -1) : text;
    return { number: this.#number, text: tooLong ? undefined : bare, ended };
  }

  #shorten(): Line[] {
    if (this.#rest.length > MOST_LINE) {
      this.#tooLong = true;
      this.#rest = this.#rest.endsWith('\r') ? '\r' : '';
    }
    return [];
  }
}

const FEED = /\n/;
const RETURN = /\r\n?|\n/;

function endOf(text: string, last: boolean): RegExp | undefined {
  const at = text.search(/[\r\n]/);
  if (at < 0) return undefined;
  if (text[at] === '\n' || text[at + 1] === '\n') return FEED;
  return at + 1 < text.length || last ? RETURN : undefined;
}

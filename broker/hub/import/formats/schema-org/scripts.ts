/** The JSON-LD blocks of an HTML page, streamed: `<script type="application/ld+json">`. */

export interface ScriptBlock {
  /** Line on which its text begins, from 1. */
  line: number;
  /** Undefined when it is longer than a block may be. */
  text: string | undefined;
}

const MOST_BLOCK = 4_194_304;
/** A tag that is longer than this is no script's. */
const MOST_TAG = 4_096;

export class ScriptScanner {
  #text = '';
  /** Of what is read next, from 1. */
  line = 1;
  #inside = false;
  #tooLong = false;

  push(text: string): ScriptBlock[] {
    this.#text += text;
    const blocks: ScriptBlock[] = [];
    for (;;) {
      const block = this.#inside ? this.#close() : this.#open();
      if (block === undefined) break;
      if (block !== 'opened') blocks.push(block);
    }
    return blocks;
  }

  /** Whether the file ends within a block. */
  isOpen(): boolean {
    return this.#inside;
  }

  #open(): 'opened' | undefined {
    const tags = /<script\b([^>]{0,2000})>/gi;
    for (let tag = tags.exec(this.#text); tag; tag = tags.exec(this.#text)) {
      if (!/type\s*=\s*["']?application\/ld\+json/i.test(tag[1] ?? '')) continue;
      this.#skip(tags.lastIndex);
      this.#inside = true;
      return 'opened';
    }
    // What is left may be the beginning of a tag.
    const begin = this.#text.lastIndexOf('<');
    this.#skip(begin < 0 || this.#text.length - begin > MOST_TAG ? this.#text.length : begin);
    return undefined;
  }

  #close(): ScriptBlock | undefined {
    const end = this.#text.search(/<\/script/i);
    const most = this.#tooLong ? MOST_TAG : MOST_BLOCK;
    if (end < 0) {
      if (this.#text.length <= most) return undefined;
      this.#tooLong = true;
      this.#skip(this.#text.length - '</script'.length);
      return undefined;
    }
    const block = { line: this.line, text: this.#tooLong ? undefined : this.#text.slice(0, end) };
    this.#skip(end + 1);
    this.#inside = false;
    this.#tooLong = false;
    return block;
  }

  #skip(characters: number): void {
    for (let at = this.#text.indexOf('\n'); at >= 0 && at < characters; at = this.#text.indexOf('\n', at + 1))
      this.line += 1;
    this.#text = this.#text.slice(characters);
  }
}

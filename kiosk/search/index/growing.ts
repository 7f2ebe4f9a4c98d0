/** Typed arrays that grow: a million entries without a million objects. */

export class GrowingUint32 {
  length = 0;
  #items = new Uint32Array(1024);

  push(value: number): void {
    if (this.length === this.#items.length) {
      const larger = new Uint32Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.#items[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#items[index] = value;
  }

  /** What is there so far, without a copy. */
  done(): Uint32Array {
    return this.#items.subarray(0, this.length);
  }
}

/**
 * Many byte strings that grow side by side in one piece of memory: each is a chain of blocks, every next one twice as
 * long, with the place of the next in its last four bytes.
 */
export class ByteChains {
  #bytes = new Uint8Array(1 << 16);
  #used = 0;
  readonly #first = new GrowingUint32();
  readonly #at = new GrowingUint32();
  readonly #left = new GrowingUint32();
  readonly #size = new GrowingUint32();
  readonly #lengths = new GrowingUint32();

  add(): number {
    const start = this.#take(FIRST_BLOCK + LINK);
    this.#first.push(start);
    this.#at.push(start);
    this.#left.push(FIRST_BLOCK);
    this.#size.push(FIRST_BLOCK);
    this.#lengths.push(0);
    return this.#first.length - 1;
  }

  push(chain: number, byte: number): void {
    if (this.#left.at(chain) === 0) this.#grow(chain);
    const at = this.#at.at(chain);
    this.#bytes[at] = byte;
    this.#at.set(chain, at + 1);
    this.#left.set(chain, this.#left.at(chain) - 1);
    this.#lengths.set(chain, this.#lengths.at(chain) + 1);
  }

  /** Seven bits a byte, the lowest first. */
  pushNumber(chain: number, value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.push(chain, (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.push(chain, rest);
  }

  lengthOf(chain: number): number {
    return this.#lengths.at(chain);
  }

  /** Copies a chain out; answers where the next may begin. */
  copy(chain: number, target: Uint8Array, offset: number): number {
    let [left, size, at, to] = [this.#lengths.at(chain), FIRST_BLOCK, this.#first.at(chain), offset];
    while (left > 0) {
      const count = Math.min(left, size);
      target.set(this.#bytes.subarray(at, at + count), to);
      to += count;
      left -= count;
      at = new DataView(this.#bytes.buffer).getUint32(at + size, true);
      size = Math.min(size * 2, LARGEST_BLOCK);
    }
    return to;
  }

  #grow(chain: number): void {
    const size = Math.min(this.#size.at(chain) * 2, LARGEST_BLOCK);
    const link = this.#at.at(chain);
    const start = this.#take(size + LINK);
    new DataView(this.#bytes.buffer).setUint32(link, start, true);
    this.#at.set(chain, start);
    this.#left.set(chain, size);
    this.#size.set(chain, size);
  }

  #take(size: number): number {
    const start = this.#used;
    this.#used += size;
    if (this.#used > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#used, Math.ceil(this.#bytes.length * 1.5)));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    return start;
  }
}

const FIRST_BLOCK = 8;
const LARGEST_BLOCK = 4096;
const LINK = 4;

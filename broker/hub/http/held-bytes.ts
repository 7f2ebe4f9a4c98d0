/** Memory that answers take until they are sent: whoever reads slowly, or asks for many at once, holds no more than this. */

export interface HeldBytesOptions {
  /** Bytes of one asker, after which they get nothing more until some of it is sent. */
  ofOne: number;
  /** Bytes of all of them. */
  ofAll: number;
}

export class HeldBytes {
  readonly #options: HeldBytesOptions;
  readonly #byKey = new Map<string, number>();
  #all = 0;

  constructor(options: HeldBytesOptions) {
    this.#options = options;
  }

  /** True when another answer has to wait. The last one may go beyond the bound: how large it is is not known before. */
  isFull(key: string): boolean {
    const { ofOne, ofAll } = this.#options;
    return this.#all >= ofAll || (this.#byKey.get(key) ?? 0) >= ofOne;
  }

  /** Answers what gives them back; calling that twice does nothing. */
  hold(key: string, bytes: number): () => void {
    this.#add(key, bytes);
    let isHeld = true;
    return () => {
      if (isHeld) this.#add(key, -bytes);
      isHeld = false;
    };
  }

  #add(key: string, bytes: number): void {
    const now = (this.#byKey.get(key) ?? 0) + bytes;
    if (now > 0) this.#byKey.set(key, now);
    else this.#byKey.delete(key);
    this.#all += bytes;
  }
}

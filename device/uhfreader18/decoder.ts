/** UHFReader18 frames to readings. Answers to commands, rounds without a tag and heartbeats have none. */
import type { Decoder } from '../driver.ts';
import type { Reading } from '../ports.ts';
import { epcReading, type UhfTag } from '../uhf/tag.ts';
import { isTagStatus, Uhf18Command, Uhf18Status } from './codes.ts';
import type { Uhf18Frame } from './frame.ts';
import { decodeInfo } from './info.ts';
import type { Uhf18Options } from './options.ts';
import { decodeRealTime, decodeTags, rssiWith, type RssiOf, type Uhf18Variant } from './tag-list.ts';

const LISTS: ReadonlySet<number> = new Set([
  Uhf18Command.inventory,
  Uhf18Command.singleTag,
  Uhf18Command.inventoryByEpc,
  Uhf18Command.inventoryQt,
]);
const VARIANTS = ['uhfreader18', 'uhfreader288'] as const;

export class Uhf18Decoder implements Decoder<Uhf18Frame> {
  readonly #source: string;
  readonly #forced: Uhf18Variant | undefined;
  readonly #rssiOf: RssiOf;
  /** What the model, or a list that can be of one form only, has shown. */
  #known: Uhf18Variant | undefined;

  constructor(source: string, options: Pick<Uhf18Options, 'variant' | 'rssiOffset'>) {
    this.#source = source;
    this.#forced = options.variant === 'auto' ? undefined : options.variant;
    this.#rssiOf = rssiWith(options.rssiOffset);
  }

  decode(frame: Uhf18Frame, at: string): Reading[] {
    this.#known = decodeInfo(frame)?.variant ?? this.#known;
    return this.#tags(frame).map((tag) => epcReading(tag, { source: this.#source, at }));
  }

  reset(): void {
    this.#known = undefined;
  }

  #tags({ command, status, data }: Uhf18Frame): UhfTag[] {
    if (command === Uhf18Command.realTime && status === Uhf18Status.done) {
      const tag = decodeRealTime(data, this.#rssiOf);
      return tag === undefined ? [] : [tag];
    }
    return LISTS.has(command) && isTagStatus(status) ? this.#list(data) : [];
  }

  #list(data: Uint8Array): UhfTag[] {
    if (this.#forced !== undefined) return decodeTags(data, this.#forced, this.#rssiOf) ?? [];
    const fitting = VARIANTS.flatMap((variant) => {
      const tags = decodeTags(data, variant, this.#rssiOf);
      return tags === undefined ? [] : [{ variant, tags }];
    });
    const [first, second] = fitting;
    if (first === undefined) return [];
    if (second === undefined && first.tags.length > 0) this.#known = first.variant;
    return (fitting.find(({ variant }) => variant === this.#known) ?? first).tags;
  }
}

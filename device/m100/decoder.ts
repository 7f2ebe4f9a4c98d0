/**
 * M100 frames to readings. Answers, and rounds without a tag, are frames without a reading; so is a tag whose own CRC
 * is wrong: the frame was understood, its tag is not to be believed.
 */
import type { Decoder } from '../driver.ts';
import type { Reading } from '../ports.ts';
import { epcReading } from '../uhf/tag.ts';
import type { M100Frame } from './frame.ts';
import type { M100Options } from './options.ts';
import { decodeM100Tag } from './tag-notice.ts';

export class M100Decoder implements Decoder<M100Frame> {
  readonly #source: string;
  readonly #checkCrc: boolean;

  constructor(source: string, options: Pick<M100Options, 'checkTagCrc'>) {
    this.#source = source;
    this.#checkCrc = options.checkTagCrc;
  }

  decode(frame: M100Frame, at: string): Reading[] {
    const tag = decodeM100Tag(frame, this.#checkCrc);
    return tag === undefined ? [] : [epcReading(tag, { source: this.#source, at })];
  }

  reset(): void {
    // Nothing outlasts a frame.
  }
}

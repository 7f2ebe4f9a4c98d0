/**
 * ThingMagic frames to readings. Signs of life, status and temperature reports have none; nor has a tag whose own CRC
 * is wrong: the frame was understood, its tag is not to be believed.
 */
import type { Decoder } from '../driver.ts';
import type { Reading } from '../ports.ts';
import { epcReading } from '../uhf/tag.ts';
import type { ThingMagicFrame } from './frame.ts';
import type { ThingMagicOptions } from './options.ts';
import { decodeTagRecord } from './tag-record.ts';

export class ThingMagicDecoder implements Decoder<ThingMagicFrame> {
  readonly #source: string;
  readonly #checkCrc: boolean;

  constructor(source: string, options: Pick<ThingMagicOptions, 'checkTagCrc'>) {
    this.#source = source;
    this.#checkCrc = options.checkTagCrc;
  }

  decode(frame: ThingMagicFrame, at: string): Reading[] {
    const tag = decodeTagRecord(frame, this.#checkCrc);
    return tag === undefined ? [] : [epcReading(tag, { source: this.#source, at })];
  }

  reset(): void {
    // Nothing outlasts a frame.
  }
}

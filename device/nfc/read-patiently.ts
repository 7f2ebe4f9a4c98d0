/** Reads a tag that may wobble at the edge of the field. */
import { readTag, type TagContent } from './read-tag.ts';
import type { NfcTransport } from './transport.ts';

/** A tag at the edge of the field fails and works from one moment to the next: tries, and the time between them. */
const ATTEMPTS = 3;
const ATTEMPT_PAUSE_MS = 100;

export interface CardVisit {
  atr: Uint8Array;
  transport: NfcTransport;
  /** False once the card is known to have left. */
  stays: () => boolean;
  pause: (ms: number) => Promise<unknown>;
}

/** Reads until it works, the card has left, or it is in vain; what an earlier try learned is not lost. */
export async function readPatiently({ atr, transport, stays, pause }: CardVisit): Promise<TagContent> {
  let best = await readTag(atr, transport);
  for (let attempt = 1; attempt < ATTEMPTS && best.problem?.code === 'TW_NFC_TAG_TORN'; attempt += 1) {
    await pause(ATTEMPT_PAUSE_MS);
    if (!stays()) break;
    const content = await readTag(atr, transport);
    if (content.uid !== '') best = content;
  }
  return best;
}

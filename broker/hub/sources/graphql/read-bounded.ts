/** The text of an answer, up to a size. */
import { BrokerError } from '../../../errors.ts';

/** @throws BrokerError TW_SOURCE_TOO_MUCH when there is more than `most` bytes; the rest is not read */
export async function readBounded(response: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the body.
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    if (size > most) throw new BrokerError('TW_SOURCE_TOO_MUCH', `An answer is larger than ${most} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Writes the tag that lies on a reader and says what it holds then. */
import { DeviceError } from '../errors.ts';
import { decodeNdef } from '../ndef/decode.ts';
import { encodeNdef } from '../ndef/encode.ts';
import type { WriteOrder, WrittenTag } from './tag-writer.ts';
import { writeNdef, type WriteTarget } from './write-tag.ts';

/**
 * Writing asks the tag's UID again right before the first byte, because somebody may have exchanged the tag between
 * its reading and the order, and compares afterwards, byte by byte. What was written is therefore what is there.
 * @param target Undefined when no card is there.
 * @throws DeviceError TW_NFC_WRITE_NO_TAG, and what `writeNdef` throws
 */
export async function writeVisit(target: WriteTarget | undefined, order: WriteOrder): Promise<WrittenTag> {
  if (target === undefined) throw new DeviceError('TW_NFC_WRITE_NO_TAG');
  const { uid, records, lock = false } = order;
  const written = await writeNdef(target, { records, uid, lock });
  const ndef = records.length === 0 ? [] : decodeNdef(encodeNdef(records));
  return { content: { ...written, ndef }, locked: lock };
}

/** Puts NDEF records on the tag that lies on a reader, in an order that a lifted tag survives. */
import { DeviceError } from '../errors.ts';
import { encodeNdef } from '../ndef/encode.ts';
import type { NdefRecord } from '../ndef/record.ts';
import type { TagTech } from '../ports.ts';
import { askUid } from './apdu.ts';
import { classifyAtr } from './atr.ts';
import type { NfcTransport } from './transport.ts';
import { writeType2 } from './type2-write.ts';
import { writeType4 } from './type4-write.ts';

export interface WriteTarget {
  atr: Uint8Array;
  transport: NfcTransport;
  /**
   * Takes the card's power and gives it back, so that a chip that fell silent listens again. With it, commands are
   * sent that only some chips know.
   */
  reconnect?: () => Promise<void>;
}

export interface NdefOrder {
  /** None of them empties the tag. */
  records: readonly NdefRecord[];
  /** The tag that is meant; nothing is written to another. Left out: whatever lies there. */
  uid?: string;
  /** Makes the tag read-only for ever. */
  lock?: boolean;
}

export interface WrittenCard {
  /** Upper-case hexadecimal. */
  uid: string;
  tech: TagTech;
}

/**
 * Writes a tag, reads it back and compares. A tag lifted at any moment holds its old message, none, or the new one.
 *
 * Written are Type 2 tags (MIFARE Ultralight, NTAG, and formatted ones of other makers), blank or not, and Type 4 tags
 * (NTAG 424 DNA, DESFire) with an NDEF file that everybody may write.
 * @throws DeviceError before anything is written: TW_NFC_PHONE_OR_BANK_CARD, TW_NFC_WRITE_UNSUITABLE,
 * TW_NFC_WRITE_OTHER_TAG, TW_NFC_TAG_READ_ONLY, TW_NFC_TAG_PASSWORD, TW_NFC_TAG_TOO_SMALL, TW_NFC_TAG_NOT_LOCKABLE,
 * TW_NDEF_INVALID, TW_NDEF_TOO_LARGE; and TW_NFC_WRITE_FAILED, TW_NFC_VERIFY_FAILED, TW_NFC_TAG_TORN,
 * TW_NFC_APDU_FAILED.
 */
export async function writeNdef(target: WriteTarget, order: NdefOrder): Promise<WrittenCard> {
  const { tech, personal } = classifyAtr(target.atr);
  if (personal) throw new DeviceError('TW_NFC_PHONE_OR_BANK_CARD');
  if (tech !== 'type2' && tech !== 'type4') throw new DeviceError('TW_NFC_WRITE_UNSUITABLE');
  // Nothing but an administrator's key locks a Type 4 tag.
  if (tech === 'type4' && order.lock === true) throw new DeviceError('TW_NFC_TAG_NOT_LOCKABLE');
  const message = order.records.length === 0 ? new Uint8Array() : encodeNdef(order.records);
  const uid = await askUid(target.transport);
  if (uid === undefined)
    throw new DeviceError('TW_NFC_WRITE_FAILED', { detail: 'It does not tell its UID.' });
  if (order.uid !== undefined && order.uid.toUpperCase() !== uid)
    throw new DeviceError('TW_NFC_WRITE_OTHER_TAG');
  if (tech === 'type4') await writeType4(target.transport, message);
  else await writeType2({ ...target, uid }, { message, lock: order.lock ?? false });
  return { uid, tech };
}

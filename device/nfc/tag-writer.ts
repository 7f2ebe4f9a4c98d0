/** Writing tags, as the rest of Tapwall sees it. */
import type { NdefRecord } from '../ndef/record.ts';
import type { Device } from '../ports.ts';
import type { TagContent } from './read-tag.ts';

export interface WriteOrder {
  /** The tag that is meant, as a reading named it: nothing is written to whatever else lies there by then. */
  uid: string;
  records: readonly NdefRecord[];
  /** Makes the tag read-only for ever. */
  lock?: boolean;
}

export interface WrittenTag {
  /** Read back after writing, and equal to what was ordered. */
  content: TagContent;
  locked: boolean;
}

/** A device that can write the tag that lies on it. */
export interface TagWriter {
  /**
   * Writes, reads back and compares; one order at a time. The device then says the new content once, as a reading.
   * @throws DeviceError TW_NFC_WRITE_BUSY, TW_NFC_WRITE_NO_TAG, TW_NFC_WRITE_TIMEOUT, TW_NFC_NO_READER when there is
   * no reader or it went away meanwhile, and what `writeNdef` throws
   */
  writeTag(order: WriteOrder): Promise<WrittenTag>;
}

export function isTagWriter(device: Device | undefined): device is Device & TagWriter {
  return device !== undefined && 'writeTag' in device;
}

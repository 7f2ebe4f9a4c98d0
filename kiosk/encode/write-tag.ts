/** Writes a product's link on the tag that a person holds to a reader. */
import { uriRecord } from '../../device/ndef/encode.ts';
import type { TagWriter } from '../../device/nfc/tag-writer.ts';
import type { TagReading } from '../../device/ports.ts';
import type { MadeTag } from '../../broker/contract/messages.ts';
import { KioskError } from '../errors.ts';
import type { CardCheck } from './card-check.ts';
import { isEmpty, refusePersonal, type WriteTagOrder } from './tag-order.ts';

export interface WriteTagDeps {
  writer: TagWriter;
  cards: Pick<CardCheck, 'of'>;
}

/** @throws KioskError TW_TAGS_PERSONAL, TW_TAGS_UNSURE, TW_TAGS_KIND; DeviceError of `TagWriter.writeTag` */
export async function writeProductTag(
  reading: TagReading,
  { link, lock }: WriteTagOrder,
  { writer, cards }: WriteTagDeps,
): Promise<MadeTag> {
  const { uid, tech } = reading;
  // Cards are recognised by an empty tag's UID alone: one with a link on it is a product's already.
  if (isEmpty(reading) || tech !== 'type2') await refusePersonal(reading, cards);
  if (tech !== 'type2')
    throw new KioskError(
      'TW_TAGS_KIND',
      'Tags of this kind cannot be written. Use NTAG213, NTAG215 or NTAG216.',
    );
  const { locked } = await writer.writeTag({ uid, records: [uriRecord(link)], lock });
  return { uid, link, verified: true, locked };
}

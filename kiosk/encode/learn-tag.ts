/** Learns an unknown tag: from then on its UID stands for a variant, in every store. */
import { isBrokerError } from '../../broker/errors.ts';
import type { MadeTag } from '../../broker/contract/messages.ts';
import type { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import type { TagReading } from '../../device/ports.ts';
import { KioskError } from '../errors.ts';
import type { TagCatalogue } from '../identify/identified.ts';
import { identify } from '../identify/identify.ts';
import type { CardCheck } from './card-check.ts';
import { refusePersonal, type LearnTagOrder } from './tag-order.ts';

export interface LearnTagDeps {
  catalogue: TagCatalogue;
  cards: Pick<CardCheck, 'of'>;
  downlink: Pick<KioskDownlink, 'request'>;
}

const DEADLINE_MS = 5_000;

/**
 * Only here does a UID leave the kiosk, once it is known to be a label's and nobody's card.
 * @throws KioskError TW_TAGS_PERSONAL, TW_TAGS_UNSURE, TW_TAGS_KIND, TW_TAGS_NAMED, TW_TAGS_NOT_LEARNED
 */
export async function learnTag(
  reading: TagReading,
  { sku }: LearnTagOrder,
  { catalogue, cards, downlink }: LearnTagDeps,
): Promise<MadeTag> {
  const { uid, tech } = reading;
  const known = identify(reading, catalogue);
  if (known.kind === 'product') {
    if (known.sku === sku) return { uid, sku };
    throw new KioskError(
      'TW_TAGS_NAMED',
      `This tag names ${known.sku} already. Take another, or write it anew.`,
    );
  }
  await refusePersonal(reading, cards);
  if (tech !== 'type2' && tech !== 'iso15693')
    throw new KioskError(
      'TW_TAGS_KIND',
      'Only labels can be learned: NTAG and other Type 2 tags, and ISO 15693.',
    );
  try {
    const { ok, code, message } = await downlink.request('bind', { uid, sku }, DEADLINE_MS);
    if (ok) return { uid, sku };
    throw new KioskError('TW_TAGS_NOT_LEARNED', message ?? code);
  } catch (error) {
    if (!isBrokerError(error)) throw error;
    throw new KioskError('TW_TAGS_NOT_LEARNED', 'The hub does not answer, so the tag was not learned.', {
      cause: error,
    });
  }
}

/** The link that goes on a product's tag. */
import { toGtin14 } from '../../device/gs1/check-digit.ts';
import { buildDigitalLink, parseDigitalLink } from '../../device/gs1/digital-link.ts';
import { isDeviceError } from '../../device/errors.ts';
import type { Random } from '../../broker/ports.ts';
import { KioskError } from '../errors.ts';

export interface LinkParts {
  /** 8, 12, 13 or 14 digits. */
  gtin: string;
  /** AI 21, 1 to 20 characters. */
  serial: string;
  /** What the link begins with, e.g. `https://id.example.com`; default id.gs1.org. */
  domain?: string;
}

const DEFAULT_DOMAIN = 'https://id.gs1.org';
/** No query and no fragment: the keys follow. A small tag has room for about this much. */
const DOMAIN = /^https?:\/\/[^/?#\s]+(?:\/[^/?#\s]+)*$/;
/** SGTIN-96 holds serial numbers below 2^38; eleven digits and no zero in front. */
const SERIAL_END = 2 ** 38;
const SERIAL_START = 10_000_000_000;

/**
 * A GS1 Digital Link with GTIN and serial number, checked by reading it as a tap would.
 * @throws KioskError TW_TAGS_LINK, with what is wrong
 */
export function productLink({ gtin, serial, domain = DEFAULT_DOMAIN }: LinkParts): string {
  const stem = domain.replace(/\/+$/, '');
  if (!DOMAIN.test(stem))
    throw new KioskError(
      'TW_TAGS_LINK',
      'The domain begins with https:// and names a host, e.g. https://id.example.com.',
    );
  try {
    const pairs: [string, string][] = [
      ['01', toGtin14(gtin)],
      ['21', serial],
    ];
    const link = buildDigitalLink(pairs, stem);
    const { ais } = parseDigitalLink(link);
    if (JSON.stringify(ais) === JSON.stringify(pairs)) return link;
    throw new KioskError('TW_TAGS_LINK', 'The domain is read as a part of the keys that follow it.');
  } catch (error) {
    if (!isDeviceError(error)) throw error;
    throw new KioskError('TW_TAGS_LINK', error.message, { cause: error });
  }
}

/** A number that no other tag bears in practice, and that fits an SGTIN-96 too. */
export function drawSerial(random: Pick<Random, 'unit'>): string {
  return String(SERIAL_START + Math.floor(random.unit() * (SERIAL_END - SERIAL_START)));
}

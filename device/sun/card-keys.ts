/**
 * Keys of one card from the issuer's key, so that nobody has to keep a list of cards. The scheme is the one that
 * Bolt Card published (boltcard, DETERMINISTIC.md): a lost card tells nothing of the others.
 */
import { concat } from '../bytes.ts';
import { aesCmac } from './cmac.ts';

const Label = {
  card: [0x2d, 0x00, 0x3f, 0x75],
  meta: [0x2d, 0x00, 0x3f, 0x77],
  file: [0x2d, 0x00, 0x3f, 0x78],
} as const;

/** The key of SDMMetaRead: the same for all cards of an issuer, because it must open the UID first. */
export function issuerMetaKey(issuerKey: Uint8Array): Uint8Array {
  return aesCmac(issuerKey, Uint8Array.from(Label.meta));
}

/**
 * The key of SDMFileRead of one card.
 * @param uid Hexadecimal, 14 digits.
 * @param version Counts how often the card was set up anew; 0 to 2^32 − 1.
 */
export function cardFileKey(issuerKey: Uint8Array, uid: string, version: number): Uint8Array {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(version);
  const cardKey = aesCmac(issuerKey, concat(Uint8Array.from(Label.card), Buffer.from(uid, 'hex'), count));
  return aesCmac(cardKey, Uint8Array.from(Label.file));
}

/**
 * The Type 2 chips of NXP, as far as writing needs to tell them apart.
 *
 * Sources: data sheets MF0ICU1 rev. 3.9, MF0ICU2 rev. 3.3, MF0ULX1 rev. 3.3, NTAG203 rev. 3.2, NTAG210/212 rev. 3.0,
 * NTAG213/215/216 rev. 3.2 (memory organisation, lock bits, configuration pages, GET_VERSION).
 */
import { DATA_OFFSET, DATA_PAGE, CC_SIZE_UNIT, PAGE_SIZE } from './type2-layout.ts';

/** Lock bits behind the user memory; they lock pages from 16 on. */
export interface DynamicLock {
  page: number;
  pagesPerBit: number;
  /** Number of the bit that locks each group of pages, first group first. */
  bits: readonly number[];
}

export interface Type2Model {
  name: Type2ModelName;
  /** Pages that READ can see. */
  pages: number;
  /** Capability container byte 2: user memory in units of 8 bytes. */
  size: number;
  dynamicLock?: DynamicLock;
  /** Address of AUTH0: the first page that takes a password for writing. */
  auth0?: number;
  /** Lock Control TLV for `dynamicLock`, as the factory writes it. */
  lockTlv?: readonly number[];
  /** Answer to GET_VERSION in hexadecimal; older chips do not know the command. */
  version?: string;
}

export type Type2ModelName =
  | 'ultralight'
  | 'ultralight_c'
  | 'ultralight_ev1_11'
  | 'ultralight_ev1_21'
  | 'ntag203'
  | 'ntag210'
  | 'ntag212'
  | 'ntag213'
  | 'ntag215'
  | 'ntag216';

/** Bits 0 and 4 lock the lock bits. */
const BITS_BETWEEN_BLOCK_LOCKS = [1, 2, 3, 5, 6, 7] as const;
const bitsInOrder = (count: number): readonly number[] => Array.from({ length: count }, (_, bit) => bit);

export const type2Models: Readonly<Record<Type2ModelName, Type2Model>> = {
  ultralight: { name: 'ultralight', pages: 16, size: 0x06 },
  ultralight_c: {
    name: 'ultralight_c',
    // Four more hold the key, which nothing reads.
    pages: 44,
    size: 0x12,
    dynamicLock: { page: 0x28, pagesPerBit: 4, bits: BITS_BETWEEN_BLOCK_LOCKS },
    auth0: 0x2a * PAGE_SIZE,
  },
  ntag203: {
    name: 'ntag203',
    pages: 42,
    size: 0x12,
    dynamicLock: { page: 0x28, pagesPerBit: 4, bits: BITS_BETWEEN_BLOCK_LOCKS },
    lockTlv: [0x01, 0x03, 0xa0, 0x10, 0x44],
  },
  ultralight_ev1_11: {
    name: 'ultralight_ev1_11',
    pages: 20,
    size: 0x06,
    auth0: 0x10 * PAGE_SIZE + 3,
    version: '0004030101000B03',
  },
  ultralight_ev1_21: {
    name: 'ultralight_ev1_21',
    pages: 41,
    size: 0x10,
    dynamicLock: { page: 0x24, pagesPerBit: 2, bits: bitsInOrder(10) },
    auth0: 0x25 * PAGE_SIZE + 3,
    version: '0004030101000E03',
  },
  ntag210: {
    name: 'ntag210',
    pages: 20,
    size: 0x06,
    auth0: 0x10 * PAGE_SIZE + 3,
    version: '0004040101000B03',
  },
  ntag212: {
    name: 'ntag212',
    pages: 41,
    size: 0x10,
    dynamicLock: { page: 0x24, pagesPerBit: 2, bits: bitsInOrder(10) },
    auth0: 0x25 * PAGE_SIZE + 3,
    lockTlv: [0x01, 0x03, 0x90, 0x0a, 0x34],
    version: '0004040101000E03',
  },
  ntag213: {
    name: 'ntag213',
    pages: 45,
    size: 0x12,
    dynamicLock: { page: 0x28, pagesPerBit: 2, bits: bitsInOrder(12) },
    auth0: 0x29 * PAGE_SIZE + 3,
    lockTlv: [0x01, 0x03, 0xa0, 0x0c, 0x34],
    version: '0004040201000F03',
  },
  ntag215: {
    name: 'ntag215',
    pages: 135,
    size: 0x3e,
    dynamicLock: { page: 0x82, pagesPerBit: 16, bits: bitsInOrder(8) },
    auth0: 0x83 * PAGE_SIZE + 3,
    lockTlv: [0x01, 0x03, 0x88, 0x08, 0x66],
    version: '0004040201001103',
  },
  ntag216: {
    name: 'ntag216',
    pages: 231,
    size: 0x6d,
    dynamicLock: { page: 0xe2, pagesPerBit: 16, bits: bitsInOrder(14) },
    auth0: 0xe3 * PAGE_SIZE + 3,
    lockTlv: [0x01, 0x03, 0xe8, 0x0e, 0x66],
    version: '0004040201001303',
  },
};

/** First page behind the user memory. */
export function userEndPage(model: Type2Model): number {
  return DATA_PAGE + (model.size * CC_SIZE_UNIT) / PAGE_SIZE;
}

/** First address behind the user memory. */
export function userEnd(model: Type2Model): number {
  return DATA_OFFSET + model.size * CC_SIZE_UNIT;
}

/** Pages of Type 2 tags that lie behind page 15 are locked by dynamic lock bits, the others by page 2. */
export const FIRST_DYNAMIC_PAGE = 16;

/** Byte and bit of the dynamic lock bit that locks `page`, counted from the start of the lock page. */
export function dynamicLockBit(lock: DynamicLock, page: number): { byte: number; mask: number } | undefined {
  const bit = lock.bits[Math.floor((page - FIRST_DYNAMIC_PAGE) / lock.pagesPerBit)];
  if (page < FIRST_DYNAMIC_PAGE || bit === undefined) return undefined;
  return { byte: bit >> 3, mask: 1 << (bit & 7) };
}

/** Byte (2 or 3 of page 2) and bit of the static lock bit that locks `page`, 3 to 15 (Type 2 Tag 1.2, 4.5). */
export function staticLockBit(page: number): { byte: number; mask: number } | undefined {
  if (page < 3 || page >= FIRST_DYNAMIC_PAGE) return undefined;
  return { byte: page < 8 ? 2 : 3, mask: 1 << (page & 7) };
}

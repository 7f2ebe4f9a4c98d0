/** Which bits lock which pages of a Type 2 tag (Type 2 Tag 1.2, 4.3 and 4.5), and setting them all. */
import { DeviceError } from '../errors.ts';
import type { LockArea } from './tlv-area.ts';
import { CC_OFFSET, CC_PAGE, DATA_PAGE, PAGE_SIZE } from './type2-layout.ts';
import type { Type2Memory } from './type2-memory.ts';
import { dynamicLockBit, FIRST_DYNAMIC_PAGE, staticLockBit, type Type2Model } from './type2-models.ts';
import type { PageWrite } from './type2-plan.ts';

const STATIC_LOCK_PAGE = 2;
/** Write access in the capability container. */
const NEVER = 0x0f;
/** Lock bits of pages 3 to 15, and those that lock the lock bits. */
const ALL_STATIC = [
  { address: STATIC_LOCK_PAGE * PAGE_SIZE + 2, mask: 0xff },
  { address: STATIC_LOCK_PAGE * PAGE_SIZE + 3, mask: 0xff },
] as const;

export interface LockBit {
  /** Of the byte, from the start of page 0. */
  address: number;
  mask: number;
}

export interface LockLayout {
  /** Undefined for a chip of another maker. */
  model: Type2Model | undefined;
  /** What the tag's own Lock Control TLVs say. */
  areas: readonly LockArea[];
  /** First page behind the data area. */
  endPage: number;
}

/** The bit that locks `page`; undefined when it is not known. */
export function lockBitOf(page: number, { model, areas }: LockLayout): LockBit | undefined {
  const fixed = staticLockBit(page);
  if (fixed !== undefined) return { address: STATIC_LOCK_PAGE * PAGE_SIZE + fixed.byte, mask: fixed.mask };
  const lock = model?.dynamicLock;
  if (lock !== undefined) {
    const bit = dynamicLockBit(lock, page);
    return bit && { address: lock.page * PAGE_SIZE + bit.byte, mask: bit.mask };
  }
  return areas.map((area) => bitInArea(page, area)).find((bit) => bit !== undefined);
}

function bitInArea(page: number, { start, bits, bytesPerBit }: LockArea): LockBit | undefined {
  const bit = Math.floor(((page - FIRST_DYNAMIC_PAGE) * PAGE_SIZE) / bytesPerBit);
  if (page < FIRST_DYNAMIC_PAGE || bit >= bits) return undefined;
  return { address: start + (bit >> 3), mask: 1 << (bit & 7) };
}

/**
 * Plans to make a tag read-only for ever: the capability container says so first, then the bits of the pages, those of
 * page 2 last. Pages that are as they should be are left out.
 * @throws DeviceError TW_NFC_TAG_NOT_LOCKABLE when the bit of some page is not known.
 */
export async function planType2Lock(memory: Type2Memory, layout: LockLayout): Promise<PageWrite[]> {
  const isSealed = await isSet(memory, staticBit(CC_PAGE));
  const bits = [...(isSealed ? [] : [{ address: CC_OFFSET + 3, mask: NEVER }]), ...allLockBits(layout)];
  const changes = new Map<number, Uint8Array>();
  for (const { address, mask } of bits) {
    const page = Math.floor(address / PAGE_SIZE);
    const data = changes.get(page) ?? (await memory.page(page));
    const offset = address % PAGE_SIZE;
    if (((data[offset] ?? 0) & mask) === mask) continue;
    data[offset] = (data[offset] ?? 0) | mask;
    changes.set(page, data);
  }
  return [...changes].map(([page, data]) => ({ page, data }));
}

async function isSet(memory: Type2Memory, { address, mask }: LockBit): Promise<boolean> {
  return ((await memory.byteAt(address)) & mask) !== 0;
}

function staticBit(page: number): LockBit {
  const { byte, mask } = staticLockBit(page) ?? { byte: 0, mask: 0 };
  return { address: STATIC_LOCK_PAGE * PAGE_SIZE + byte, mask };
}

/** Bits that lock the whole data area, dynamic ones first. */
function allLockBits(layout: LockLayout): LockBit[] {
  const bits: LockBit[] = [];
  for (let page = Math.max(DATA_PAGE, FIRST_DYNAMIC_PAGE); page < layout.endPage; page += 1) {
    const bit = lockBitOf(page, layout);
    if (bit === undefined) throw new DeviceError('TW_NFC_TAG_NOT_LOCKABLE');
    bits.push(bit);
  }
  return [...bits, ...ALL_STATIC];
}

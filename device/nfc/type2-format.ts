/** Makes a factory-new Type 2 tag one that can hold NDEF (Type 2 Tag 1.2, 6.5): its capability container cannot be unwritten. */
import { DeviceError } from '../errors.ts';
import { Tlv } from './tlv-area.ts';
import { CC_MAGIC, CC_PAGE, DATA_PAGE, PAGE_SIZE } from './type2-layout.ts';
import type { Type2Memory } from './type2-memory.ts';
import { userEndPage, type Type2Model } from './type2-models.ts';
import type { PageWrite } from './type2-plan.ts';

const VERSION = 0x10;

/**
 * Plans the formatting: first an empty message, then the capability container that makes it count.
 * @throws DeviceError TW_NFC_WRITE_UNSUITABLE when the chip is not known, or the tag serves something else.
 */
export async function planType2Format(
  memory: Type2Memory,
  model: Type2Model | undefined,
): Promise<PageWrite[]> {
  if (model === undefined) throw unsuitable('It was never formatted and its size is not known.');
  const container = Uint8Array.of(CC_MAGIC, VERSION, model.size, 0x00);
  const present = await memory.page(CC_PAGE);
  if (present.some((byte, index) => (byte & ~(container[index] ?? 0)) !== 0))
    throw unsuitable('Its one-time bytes are used for something else.');
  const start = [...(model.lockTlv ?? []), Tlv.ndef, 0x00, Tlv.terminator];
  await refuseForeignData(memory, { model, start });
  const padded = Uint8Array.from(
    { length: Math.ceil(start.length / PAGE_SIZE) * PAGE_SIZE },
    (_, index) => start[index] ?? 0,
  );
  const pages = Array.from({ length: padded.length / PAGE_SIZE }, (_, index) => ({
    page: DATA_PAGE + index,
    data: padded.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE),
  }));
  return [...pages, { page: CC_PAGE, data: container }];
}

/** Tickets and toys keep data in the same chips without a capability container: they stay as they are. */
async function refuseForeignData(
  memory: Type2Memory,
  { model, start }: { model: Type2Model; start: readonly number[] },
): Promise<void> {
  for (let page = DATA_PAGE; page < userEndPage(model); page += 1) {
    const data = await memory.page(page);
    const offset = (page - DATA_PAGE) * PAGE_SIZE;
    if (data.some((byte, index) => byte !== 0 && byte !== start[offset + index]))
      throw unsuitable('It was never formatted, yet holds data of something else.');
  }
}

function unsuitable(detail: string): DeviceError {
  return new DeviceError('TW_NFC_WRITE_UNSUITABLE', { detail });
}

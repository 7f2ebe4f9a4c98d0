/** Writes a message to a Type 2 tag, reads it back, and locks the tag where that is asked for. */
import { DeviceError, isDeviceError } from '../errors.ts';
import { exchange, StatusWord, statusText, updateBinary } from './apdu.ts';
import type { NfcTransport } from './transport.ts';
import { planType2Format } from './type2-format.ts';
import { identifyType2, type Type2Target } from './type2-identify.ts';
import { CC_OFFSET, PAGE_SIZE, readCapabilities, type Capabilities } from './type2-layout.ts';
import { lockBitOf, planType2Lock, type LockLayout } from './type2-locks.ts';
import { Type2Memory } from './type2-memory.ts';
import { userEnd, type Type2Model } from './type2-models.ts';
import { planType2Write, type PageWrite, type WritePlan } from './type2-plan.ts';
import { readType2 } from './type2-read.ts';

const NEVER = 0x0f;
const STATUS_BYTES = 2;

export interface MessageOrder {
  /** An NDEF message, or nothing to empty the tag. */
  message: Uint8Array;
  /** Makes the tag read-only for ever. */
  lock: boolean;
}

/**
 * Puts a message on the tag. Lifted at any moment, the tag holds the old message, none, or the new one.
 * @throws DeviceError TW_NFC_TAG_READ_ONLY, TW_NFC_TAG_PASSWORD, TW_NFC_TAG_TOO_SMALL, TW_NFC_TAG_NOT_LOCKABLE and
 * TW_NFC_WRITE_UNSUITABLE before anything is written; TW_NFC_WRITE_FAILED, TW_NFC_VERIFY_FAILED, TW_NFC_TAG_TORN.
 */
export async function writeType2(target: Type2Target, order: MessageOrder): Promise<void> {
  const { transport, uid } = target;
  let memory = new Type2Memory(transport, uid);
  let capabilities = await capabilitiesOf(memory);
  const model = await identifyType2(target, memory);
  if (capabilities === undefined) {
    const pages = await planType2Format(memory, model);
    await refuseLocked(memory, { pages, layout: { model, areas: [], endPage: 0 } });
    await refusePassword(memory, { pages, model });
    await writePages(transport, pages);
    memory = new Type2Memory(transport, uid);
    capabilities = await capabilitiesOf(memory);
    if (capabilities === undefined) throw new DeviceError('TW_NFC_VERIFY_FAILED');
  }
  const end = model === undefined ? capabilities.end : Math.min(capabilities.end, userEnd(model));
  const plan = await planType2Write(memory, end, order.message);
  const layout = { model, areas: plan.area.locks, endPage: Math.ceil(end / PAGE_SIZE) };
  const locks = order.lock ? await planType2Lock(memory, layout) : [];
  const pages = [...plan.clear, ...plan.body, ...(plan.commit === undefined ? [] : [plan.commit])];
  if (pages.length > 0) refuseReadOnly(capabilities);
  await refuseLocked(memory, { pages, layout });
  await refusePassword(memory, { pages: [...pages, ...locks], model });
  await carryOut(target, plan);
  await compare(target, order.message);
  await writePages(transport, locks);
  await verifyPages(target, locks);
}

/** Undefined for a tag that was never formatted. */
async function capabilitiesOf(memory: Type2Memory): Promise<Capabilities | undefined> {
  try {
    return await memory.walk(readCapabilities());
  } catch (error) {
    if (isDeviceError(error, 'TW_NFC_TAG_BLANK')) return undefined;
    if (!isDeviceError(error, 'TW_NFC_TAG_NOT_READABLE')) throw error;
    throw new DeviceError((await isOpen(memory)) ? 'TW_NFC_WRITE_UNSUITABLE' : 'TW_NFC_TAG_PASSWORD', {
      cause: error,
    });
  }
}

/** Whether the capability container can be read and lets everybody read: then it is of a kind that we do not know. */
async function isOpen(memory: Type2Memory): Promise<boolean> {
  try {
    return (await memory.byteAt(CC_OFFSET + 3)) >> 4 === 0;
  } catch (error) {
    if (isDeviceError(error, 'TW_NFC_TAG_NOT_READABLE')) return false;
    throw error;
  }
}

function refuseReadOnly({ writeAccess }: Capabilities): void {
  if (writeAccess === NEVER) throw new DeviceError('TW_NFC_TAG_READ_ONLY');
  if (writeAccess !== 0) throw new DeviceError('TW_NFC_TAG_PASSWORD');
}

interface Intent {
  pages: readonly PageWrite[];
  model: Type2Model | undefined;
}

/** Says before the first write what the chip would say in the middle of it. */
async function refuseLocked(
  memory: Type2Memory,
  { pages, layout }: Pick<Intent, 'pages'> & { layout: LockLayout },
): Promise<void> {
  for (const { page } of pages) {
    const bit = lockBitOf(page, layout);
    if (bit !== undefined && ((await memory.byteAt(bit.address)) & bit.mask) !== 0)
      throw new DeviceError('TW_NFC_TAG_READ_ONLY', { detail: `Page ${page} is locked.` });
  }
}

async function refusePassword(memory: Type2Memory, { pages, model }: Intent): Promise<void> {
  if (model?.auth0 === undefined) return;
  const first = await memory.byteAt(model.auth0);
  if (pages.some(({ page }) => page >= first)) throw new DeviceError('TW_NFC_TAG_PASSWORD');
}

/** What cannot be seen yet is read back before it can be. */
async function carryOut(target: Type2Target, plan: WritePlan): Promise<void> {
  await writePages(target.transport, plan.clear);
  await writePages(target.transport, plan.body);
  await verifyPages(target, plan.body);
  if (plan.commit !== undefined) await writePages(target.transport, [plan.commit]);
}

async function verifyPages({ transport, uid }: Type2Target, pages: readonly PageWrite[]): Promise<void> {
  const memory = new Type2Memory(transport, uid);
  for (const { page, data } of pages) {
    if (Buffer.compare(await memory.page(page), data) !== 0)
      throw new DeviceError('TW_NFC_VERIFY_FAILED', { detail: `Page ${page} differs.` });
  }
}

async function writePages(transport: NfcTransport, pages: readonly PageWrite[]): Promise<void> {
  for (const { page, data } of pages) {
    const { status } = await exchange(transport, updateBinary(page, data), STATUS_BYTES);
    if (status !== StatusWord.ok) {
      throw new DeviceError('TW_NFC_WRITE_FAILED', {
        detail: `Page ${page} answered ${statusText(status)}.`,
      });
    }
  }
}

async function compare({ transport, uid }: Type2Target, message: Uint8Array): Promise<void> {
  const found = await readType2(transport, uid).catch((error: unknown) => {
    if (isDeviceError(error, 'TW_NFC_TAG_BLANK')) return new Uint8Array();
    if (isDeviceError(error, 'TW_NDEF_TRUNCATED')) return undefined;
    throw error;
  });
  if (found === undefined || Buffer.compare(found, message) !== 0)
    throw new DeviceError('TW_NFC_VERIFY_FAILED');
}

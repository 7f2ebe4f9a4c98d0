/** Writing and reading simulated Type 2 tags as a kiosk does, in one line. */
import { isDeviceError, type DeviceErrorCode } from '../../device/errors.ts';
import { uriRecord } from '../../device/ndef/encode.ts';
import { SimulatedTransport, type SimulatedCard } from '../../device/nfc/simulated-card.ts';
import {
  simulatedTag,
  type SimulatedTagOptions,
  type SimulatedType2Tag,
} from '../../device/nfc/simulated-tag.ts';
import { writeNdef, type NdefOrder } from '../../device/nfc/write-tag.ts';
import { readOnce } from './watched-card.ts';

export const UID = '04A1B2C3D4E580';
export const OLD = 'https://old.example/01/09506000134352';
export const NEW = 'https://id.gs1.org/01/09506000134376/21/1234';

/** A URI of so many characters. */
export const uriOf = (length: number): string => `https://a.b/${'x'.repeat(Math.max(0, length - 12))}`;

export const tagWith = (options: Partial<SimulatedTagOptions> = {}): SimulatedType2Tag =>
  simulatedTag({ uid: UID, ...options });

/** Writes; the answer is the error's code, or undefined when it went well. */
export async function write(
  card: SimulatedCard,
  order: Partial<NdefOrder> = {},
): Promise<DeviceErrorCode | undefined> {
  const transport = new SimulatedTransport(card);
  card.powerOn();
  try {
    await writeNdef({ atr: card.atr, transport }, { records: [uriRecord(NEW)], ...order });
    return undefined;
  } catch (error) {
    if (isDeviceError(error)) return error.code;
    throw error;
  }
}

/** What the next reader finds: a URI, the code of a problem, or nothing. */
export async function found(card: SimulatedCard): Promise<string> {
  const { ndef, problem } = await readOnce(card);
  return problem?.code ?? ndef[0]?.uri ?? '';
}

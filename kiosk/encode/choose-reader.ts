/** Which reader an order for a tag goes to. */
import { isTagWriter } from '../../device/nfc/tag-writer.ts';
import type { Device, DeviceHealth } from '../../device/ports.ts';
import { KioskError } from '../errors.ts';

export interface Readers {
  devices: { get(id: string): Device | undefined; health(): DeviceHealth[] };
  isVirtual: (id: string) => boolean;
}

/**
 * The one that is asked for, if it is connected; else the first that is, a real one before a virtual one.
 * @throws KioskError TW_TAGS_READER, naming those that are connected
 */
export function chooseReader({ devices, isVirtual }: Readers, wanted: string | undefined): string {
  const ready = devices
    .health()
    .filter(({ id, status }) => status === 'connected' && isTagWriter(devices.get(id)))
    .map(({ id }) => id);
  const usual = ready.find((id) => !isVirtual(id)) ?? ready[0];
  const chosen = wanted === undefined ? usual : ready.find((id) => id === wanted);
  if (chosen !== undefined) return chosen;
  const known = ready.length === 0 ? 'None is connected.' : `Connected: ${ready.join(', ')}.`;
  const which = wanted === undefined ? 'No reader' : `No reader ${wanted}`;
  throw new KioskError('TW_TAGS_READER', `${which} can write tags now. ${known}`);
}

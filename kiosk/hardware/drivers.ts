/** Every driver of this kiosk by name, whatever carries its bytes or messages, and how its devices are found. */
import type { TSchema } from 'typebox';
import type { DriverPage } from '../../device/driver.ts';
import { STREAM_DRIVERS } from '../../device/drivers.ts';
import { MESSAGE_DRIVERS } from '../../device/network/drivers.ts';
import type { KnownDriver } from '../device-files/check-entry.ts';
import type { Way } from '../device-files/device-file.ts';

export interface DriverKind {
  summary: string;
  carrier: 'line' | 'messages' | 'pcsc';
  load(): Promise<{ options: TSchema; ways: readonly Way[] }>;
  page(): Promise<DriverPage>;
}

const LINE_WAYS: readonly Way[] = ['port', 'usb', 'tcp', 'file'];

const lines = Object.entries(STREAM_DRIVERS).map(([name, entry]): [string, DriverKind] => [
  name,
  {
    summary: entry.summary,
    carrier: 'line',
    load: async () => ({ options: (await entry.load()).options, ways: LINE_WAYS }),
    page: () => entry.page(),
  },
]);

const messages = Object.entries(MESSAGE_DRIVERS).map(([name, entry]): [string, DriverKind] => [
  name,
  {
    summary: entry.summary,
    carrier: 'messages',
    load: () => entry.load(),
    page: () => entry.page(),
  },
]);

const pcsc: DriverKind = {
  summary: 'NFC readers that pcscd serves',
  carrier: 'pcsc',
  load: async () => ({
    options: (await import('../../device/nfc/pcsc-options.ts')).PcscOptions,
    ways: ['reader'],
  }),
  page: async () => (await import('../../device/nfc/pcsc-page.ts')).pcscPage,
};

export const DRIVERS: Readonly<Record<string, DriverKind>> = Object.fromEntries([
  ['pcsc', pcsc],
  ...lines,
  ...messages,
]);

/** What device files are checked against; undefined for a name that no driver has. */
export async function knownDriver(name: string): Promise<KnownDriver | undefined> {
  const kind = Object.hasOwn(DRIVERS, name) ? DRIVERS[name] : undefined;
  if (kind === undefined) return undefined;
  return { name, ...(await kind.load()) };
}

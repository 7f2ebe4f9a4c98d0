/** Names of things for people. */
import type { ActivityLine, KioskSummary } from '../../../broker/contract/http.ts';

const ABBREVIATIONS = new Set(['nfc', 'rfid', 'uhf', 'usb']);

/** `wall-reader` → `Wall reader`, `nfc_1` → `NFC 1`; that a device is virtual is said beside its name, not in it. */
export function deviceName(id: string): string {
  const words = id
    .split(/[-_\s]+/)
    .filter((word) => word !== '' && word !== 'virtual')
    .map((word) => (ABBREVIATIONS.has(word.toLowerCase()) ? word.toUpperCase() : word));
  const name = words.join(' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A message that begins with the id of a device begins with its name instead. */
export function readable(message: string, devices: readonly { id: string }[]): string {
  const device = devices.find(({ id }) => message.startsWith(`${id}: `));
  return device === undefined ? message : deviceName(device.id) + message.slice(device.id.length);
}

/** A tenant is a level of a topic; people read `Corso filati` for `corso-filati`. */
export function chainName(tenant: string): string {
  return /^[a-z0-9_-]+$/u.test(tenant) ? deviceName(tenant) : tenant;
}

/** The store's name; with the kiosk's own when the store has several. */
export function kioskName(kiosk: KioskSummary, all: readonly KioskSummary[]): string {
  const alone = all.filter((other) => other.store === kiosk.store).length <= 1;
  const store = kiosk.storeName === '' ? kiosk.store : kiosk.storeName;
  return alone ? store : `${store}, ${kiosk.kiosk}`;
}

/** The kiosk a line of activity came from. */
export function kioskOf(line: ActivityLine, kiosks: readonly KioskSummary[]): KioskSummary | undefined {
  return kiosks.find(
    (kiosk) => kiosk.id === line.kiosk || (kiosk.kiosk === line.kiosk && kiosk.store === line.store),
  );
}

/** A tap carries only the SKU; the screen that follows it names the product. */
export function productNames(lines: readonly ActivityLine[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const line of lines)
    for (const item of itemsOf(line)) if (item.name !== '') names.set(item.sku, item.name);
  return names;
}

export interface LineItem {
  sku: string;
  name: string;
  variant: string;
}

/** The items of an event, as far as they can be read. */
export function itemsOf(line: ActivityLine): LineItem[] {
  const items = line.data['items'];
  if (!Array.isArray(items)) return [];
  return (items as unknown[]).flatMap((item) => {
    if (typeof item !== 'object' || item === null) return [];
    const { item_id: sku, item_name: name, item_variant: variant } = item as Record<string, unknown>;
    return typeof sku === 'string' ? [{ sku, name: plain(name), variant: plain(variant) }] : [];
  });
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

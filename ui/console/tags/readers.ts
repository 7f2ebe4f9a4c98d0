/** The readers that a manager may choose from, with the names that people use. */
import type { KioskSummary } from '../../../broker/contract/http.ts';
import { deviceName, kioskName } from '../data/names.ts';
import { texts } from '../texts.ts';

export interface ReaderChoice {
  /** Stable while the page is open. */
  key: string;
  kiosk: string;
  reader: string;
  /** `Reader 1` */
  name: string;
  /** `Reader 1, Corso Buenos Aires` */
  label: string;
}

/** Drivers of readers; sensors and scanners write nothing. */
const READERS: ReadonlySet<string> = new Set(['pcsc', 'simulated-nfc']);

/** Connected readers of kiosks that are online; real ones before virtual ones. */
export function readerChoices(kiosks: readonly KioskSummary[]): ReaderChoice[] {
  const found = kiosks
    .filter(({ online }) => online)
    .flatMap((kiosk) =>
      kiosk.devices
        .filter(({ driver, status }) => READERS.has(driver) && status === 'connected')
        .map((device) => ({ kiosk, device })),
    );
  return found
    .sort((a, b) => Number(a.device.virtual) - Number(b.device.virtual))
    .map(({ kiosk, device }) => {
      const name = deviceName(device.id);
      const label = texts.tags.reader(name, kioskName(kiosk, kiosks));
      return {
        key: `${kiosk.id} ${device.id}`,
        kiosk: kiosk.id,
        reader: device.id,
        name,
        label: device.virtual ? `${label} (${texts.device.virtual})` : label,
      };
    });
}

/** The devices that the settings `readers`, `radars` and `radar` name, as a device file would describe them. */
import { Value } from 'typebox/value';
import { probePcsc } from '../../device/nfc/pcsc-probe.ts';
import type { LoadedSettings } from '../config/load.ts';
import type { RadarConfig } from '../config/settings.ts';
import type { DeviceEntry } from '../device-files/device-file.ts';
import { knownDriver } from './drivers.ts';

export interface SettingsEntry {
  entry: DeviceEntry;
  /** The setting that names it, in words; undefined for a default, which gives way to a device file. */
  setting: string | undefined;
}

export async function settingsEntries(settings: LoadedSettings): Promise<SettingsEntry[]> {
  return [...(await readers(settings)), ...(await radars(settings))];
}

/** With `auto` and nothing configured, readers are looked for only where pcscd runs. */
async function readers({ values, origins }: LoadedSettings): Promise<SettingsEntry[]> {
  const isDefault = origins.readers === 'default';
  const guess = values.virtualHardware === 'auto' && isDefault;
  if (guess && (await probePcsc(process.env)) !== undefined) return [];
  const setting = isDefault ? undefined : 'the setting readers';
  const entries: SettingsEntry[] = [];
  for (const { id, match, feedback } of values.readers) {
    const options = await filled('pcsc', feedback === undefined ? {} : { feedback });
    entries.push({ entry: { id, driver: 'pcsc', match: { reader: match }, options }, setting });
  }
  return entries;
}

async function radars({ values }: LoadedSettings): Promise<SettingsEntry[]> {
  const short: RadarConfig[] = values.radar === '' ? [] : [{ id: 'radar-1', path: values.radar }];
  const entries: SettingsEntry[] = [];
  for (const radar of [...values.radars, ...short]) {
    const { id, path, baudRate, vacantAfterMs } = radar;
    const options = await filled('ld2410', vacantAfterMs === undefined ? {} : { vacantAfterMs });
    const match = { port: path, ...(baudRate === undefined ? {} : { baudRate }) };
    const setting = short.includes(radar) ? 'the setting radar' : 'the setting radars';
    entries.push({ entry: { id, driver: 'ld2410', match, options }, setting });
  }
  return entries;
}

async function filled(driver: string, options: object): Promise<object> {
  const known = await knownDriver(driver);
  return known === undefined ? options : (Value.Default(known.options, options) as object);
}

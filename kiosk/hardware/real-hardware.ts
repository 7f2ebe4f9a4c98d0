/** Constructs the drivers of the hardware that the settings name. What is not there costs no memory. */
import { probePcsc } from '../../device/nfc/pcsc-probe.ts';
import { PcscReader } from '../../device/nfc/pcsc-reader.ts';
import { PcscService } from '../../device/nfc/pcsc-service.ts';
import type { Device, DeviceHost } from '../../device/ports.ts';
import type { LoadedSettings } from '../config/load.ts';
import type { RadarConfig } from '../config/settings.ts';

/** The devices of the settings; none where virtual hardware stands in for them. */
export async function realDevices(settings: LoadedSettings, host: DeviceHost): Promise<Device[]> {
  if (settings.values.virtualHardware === 'on') return [];
  return [...(await readers(settings, host)), ...(await radars(settings, host))];
}

/** With `auto` and nothing configured, readers are looked for only where pcscd runs. */
async function readers(settings: LoadedSettings, host: DeviceHost): Promise<Device[]> {
  const { values, origins } = settings;
  const guess = values.virtualHardware === 'auto' && origins.readers === 'default';
  if (guess && (await probePcsc(process.env)) !== undefined) return [];
  const service = new PcscService(host);
  return values.readers.map(
    ({ id, match, feedback }) =>
      new PcscReader({
        id,
        service,
        ...(match === '' ? {} : { name: escape(match) }),
        ...(feedback === undefined ? {} : { feedback }),
        ...host,
      }),
  );
}

async function radars({ values }: LoadedSettings, host: DeviceHost): Promise<Device[]> {
  const short: RadarConfig[] = values.radar === '' ? [] : [{ id: 'radar-1', path: values.radar }];
  const wanted = [...values.radars, ...short];
  if (wanted.length === 0) return [];
  const { Ld2410Radar, LD2410_BAUD_RATE } = await import('../../device/ld2410/radar.ts');
  const { SerialPortTransport } = await import('../../device/serial/serialport-transport.ts');
  return wanted.map(
    ({ id, path, baudRate, vacantAfterMs }) =>
      new Ld2410Radar({
        id,
        transport: new SerialPortTransport({ path, baudRate: baudRate ?? LD2410_BAUD_RATE }),
        ...(vacantAfterMs === undefined ? {} : { vacantAfterMs }),
        ...host,
      }),
  );
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

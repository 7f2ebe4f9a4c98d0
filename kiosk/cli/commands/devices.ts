/** `tapwall devices`: what is plugged in, which driver it may be for, and a device file to begin with. */
import { join } from 'node:path';
import { discoverPorts } from '../../../device/serial/discover.ts';
import { candidatesFor, type Candidate } from '../../../device/serial/port-hints.ts';
import type { PortFacts } from '../../../device/serial/port-score.ts';
import { devicesDir } from '../../host/devices.ts';
import type { Settings } from '../../config/settings.ts';
import { parseFlags, settingsOf } from '../flags.ts';

/** A port as `--json` prints it. */
export interface ListedDevice extends PortFacts {
  candidates: Candidate[];
  /** Content of a device file for the likeliest driver; null when the adapter says too little. */
  file: object | null;
}

export async function devicesCommand(args: readonly string[]): Promise<number> {
  const own = { json: { type: 'boolean', description: 'print JSON instead of text' } } as const;
  const flags = parseFlags({ command: 'devices', settings: ['data', 'devicesDir', 'displays'], own }, args);
  if (flags === null) return 0;
  const { values } = settingsOf(flags);
  const list = (await discoverPorts()).map((port) => listed(port, values.displays));
  process.stdout.write(flags.own['json'] === true ? `${JSON.stringify(list)}\n` : textOf(list, values));
  return 0;
}

export function listed(port: PortFacts, displays: Settings['displays']): ListedDevice {
  const candidates = candidatesFor(port);
  const best = candidates.find(({ isConvincing }) => isConvincing);
  return { ...port, candidates, file: best === undefined ? null : suggestion(port, best.driver, displays) };
}

function suggestion(port: PortFacts, driver: string, displays: Settings['displays']): object {
  return {
    id: `${driver}-1`,
    driver,
    match: matchOf(port),
    means: { display: displays[0]?.id ?? 'wall' },
  };
}

/** The lasting name where there is one; a name that changes when something is replugged is none. */
function matchOf({ path, vendorId, productId, serialNumber, manufacturer }: PortFacts): object {
  if (path.startsWith('/dev/serial/by-id/') || vendorId === undefined || productId === undefined)
    return { port: path };
  return {
    usb: {
      vendorId,
      productId,
      ...(serialNumber === undefined ? {} : { serialNumber }),
      ...(manufacturer === undefined ? {} : { manufacturer }),
    },
  };
}

export function textOf(list: readonly ListedDevice[], values: Pick<Settings, 'data' | 'devicesDir'>): string {
  const dir = devicesDir(values);
  if (list.length === 0)
    return 'No serial adapter is plugged in. NFC readers: tapwall doctor; over the network: docs/guides/connect-devices.md.\n';
  return `${list.map((device) => deviceText(device, dir)).join('\n')}\n`;
}

function deviceText(device: ListedDevice, dir: string): string {
  const { path, vendorId, productId, manufacturer, serialNumber, candidates, file } = device;
  const ids =
    vendorId === undefined
      ? 'adapter unknown (udevadm is not installed)'
      : `${vendorId}:${productId ?? '????'}`;
  const facts = [ids, manufacturer, serialNumber && `serial ${serialNumber}`].filter(Boolean).join(', ');
  const names = candidates.map(({ driver, score }) => `${driver} (${score} of 4)`).join(', ');
  return `${path}\n  ${facts}\n  ${names === '' ? 'no driver known for it' : `may be: ${names}`}\n${advice(device, { file, dir })}`;
}

function advice(
  { path, candidates }: ListedDevice,
  { file, dir }: { file: object | null; dir: string },
): string {
  const [first] = candidates;
  if (file !== null && first !== undefined)
    return `  Save as ${join(dir, `${first.driver}-1.json`)}:\n${indented(JSON.stringify(file, null, 2))}\n`;
  const driver = first?.driver ?? 'NAME';
  return `  Its adapter is in many devices. Listen to it: tapwall sniff --driver ${driver} ${path}\n`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

/** A device file's text: its devices, or what is wrong with it, by line, field, value and what is allowed. */
import { checkEntry, type Surroundings } from './check-entry.ts';
import type { DeviceEntry } from './device-file.ts';
import { parseLocated, type LocatedJson } from '../../broker/config-files/located-json.ts';
import { keysOf } from '../../broker/config-files/pointer.ts';
import type { FileText } from '../../broker/config-files/read-file.ts';

/** A device and the line that its id stands on. */
export interface FiledDevice {
  entry: DeviceEntry;
  line: number;
}

export type CheckedFile =
  | { ok: true; devices: FiledDevice[] }
  /** `message` names the file; `ids` are those that could be made out. */
  | { ok: false; message: string; ids: string[] };

/** More than that at one kiosk is a mistake. */
const MOST_DEVICES = 128;

/** A file is taken over as a whole or not at all. */
export async function checkFile(name: string, text: FileText, around: Surroundings): Promise<CheckedFile> {
  if (!text.ok) return { ok: false, message: `${name} ${text.message}.`, ids: [] };
  const parsed = parseLocated(text.text);
  if (!parsed.ok) {
    const { line, column, message } = parsed.mistake;
    return { ok: false, message: `${name}, line ${line}, column ${column}: ${message}.`, ids: [] };
  }
  return checkDevices(name, parsed.json, around);
}

async function checkDevices(name: string, json: LocatedJson, around: Surroundings): Promise<CheckedFile> {
  const isList = Array.isArray(json.value);
  const values: unknown[] = Array.isArray(json.value) ? json.value : [json.value];
  const ids = idsOf(values);
  const fail = (pointer: string, message: string): CheckedFile => ({
    ok: false,
    message: `${name}, line ${json.placeOf(pointer).line}: ${fieldOf(pointer)}${message}.`,
    ids,
  });
  if (values.length > MOST_DEVICES)
    return fail('', `has ${values.length} devices, but at most ${MOST_DEVICES}`);
  const devices: FiledDevice[] = [];
  for (const [index, value] of values.entries()) {
    const prefix = isList ? `/${index}` : '';
    const checked = await checkEntry(value, around);
    if (!checked.ok) return fail(`${prefix}${checked.mistake.pointer}`, checked.mistake.message);
    const { line } = json.placeOf(`${prefix}/id`);
    const twin = devices.find(({ entry }) => entry.id === checked.entry.id);
    if (twin !== undefined)
      return fail(
        `${prefix}/id`,
        `is ${JSON.stringify(checked.entry.id)}, but line ${twin.line} has that id already`,
      );
    devices.push({ entry: checked.entry, line });
  }
  return { ok: true, devices };
}

/** `/1/options/units/0/light` → `[1].options.units[0].light ` */
function fieldOf(pointer: string): string {
  const parts = keysOf(pointer);
  if (parts.length === 0) return 'the device ';
  const isKeyed = parts.includes('means');
  return `${parts
    .map((part, index) => segment(part, isKeyed && index > parts.indexOf('means')))
    .join('')
    .replace(/^\./, '')} `;
}

/** Under `means` numbers are names, elsewhere places in a list. */
function segment(part: string, isName: boolean): string {
  return /^\d+$/.test(part) && !isName ? `[${part}]` : `.${part}`;
}

function idsOf(values: readonly unknown[]): string[] {
  return values
    .map((value) => (value as { id?: unknown } | null)?.id)
    .filter((id): id is string => typeof id === 'string' && /^[a-z0-9_-]{1,64}$/.test(id));
}

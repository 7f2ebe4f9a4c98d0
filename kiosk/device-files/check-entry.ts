/** Checks one device of a file: its shape, its driver's options, the way it is found, and the displays it names. */
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { isVague } from '../../device/serial/port-score.ts';
import { addressMistake } from './address-mistake.ts';
import { mistakeOf } from '../../broker/config-files/allowed.ts';
import { valueAt } from '../../broker/config-files/pointer.ts';
import { DeviceEntrySchema, WAYS, type DeviceEntry, type Way } from './device-file.ts';

/** What a driver tells about itself, so that a file can be checked without constructing anything. */
export interface KnownDriver {
  name: string;
  options: TSchema;
  /** How its devices can be found. */
  ways: readonly Way[];
}

/** What a file is checked against. */
export interface Surroundings {
  driverNames: readonly string[];
  /** @returns undefined for a name that no driver has. */
  driver(name: string): Promise<KnownDriver | undefined>;
  displays: readonly { id: string; kind: 'wall' | 'room' }[];
}

/** Where the mistake is and the end of the sentence: `is "x", but must be …` or `lacks "id"`. */
export interface EntryMistake {
  /** JSON Pointer into the entry. */
  pointer: string;
  message: string;
}

export type CheckedEntry = { ok: true; entry: DeviceEntry } | { ok: false; mistake: EntryMistake };

/** @param value From JSON; nothing in it is trusted. */
export async function checkEntry(value: unknown, around: Surroundings): Promise<CheckedEntry> {
  const shape = bySchema(DeviceEntrySchema, value, '');
  if (shape !== undefined) return { ok: false, mistake: shape };
  const entry = value as Omit<DeviceEntry, 'options'> & { options?: object };
  const driver = await around.driver(entry.driver);
  if (driver === undefined)
    return wrong(value, '/driver', `must be one of ${list(around.driverNames.toSorted())}`);
  const options = Value.Default(driver.options, structuredClone(entry.options ?? {}));
  const mistake =
    wayMistake(entry, driver) ??
    bySchema(driver.options, options, '/options') ??
    displayMistake(entry, around);
  if (mistake !== undefined) return { ok: false, mistake };
  return { ok: true, entry: { ...entry, options: options as object } };
}

/** The first thing in a value that its schema does not allow, in words. */
export function bySchema(schema: TSchema, value: unknown, prefix: string): EntryMistake | undefined {
  const found = mistakeOf(schema, value);
  if (found === undefined) return undefined;
  const { pointer, message } = found;
  const says = message.startsWith('must ') ? `is ${shown(valueAt(value, pointer))}, but ${message}` : message;
  return { pointer: `${prefix}${pointer}`, message: says };
}

/** Exactly one way, and one that the driver knows. */
function wayMistake({ match }: Pick<DeviceEntry, 'match'>, driver: KnownDriver): EntryMistake | undefined {
  const given = WAYS.filter((way) => match[way] !== undefined);
  const [way, second] = given;
  const choice = `${driver.name} is found by one of ${list(driver.ways)}`;
  if (way === undefined) return { pointer: '/match', message: `says no way to the device; ${choice}` };
  if (second !== undefined)
    return { pointer: `/match/${second}`, message: `is one way too many beside ${way}; ${choice}` };
  if (!driver.ways.includes(way))
    return { pointer: `/match/${way}`, message: `does not lead to this device; ${choice}` };
  return extraMistake(match, way);
}

const BELONGS: Readonly<Record<string, readonly Way[]>> = {
  baudRate: ['port', 'usb'],
  broker: ['topic'],
  credentials: ['topic', 'url'],
};

function extraMistake(match: DeviceEntry['match'], way: Way): EntryMistake | undefined {
  if (match.usb !== undefined && isVague(match.usb))
    return {
      pointer: '/match/usb',
      message:
        'is a bridge that many devices have; add serialNumber, manufacturer or path (tapwall devices lists them)',
    };
  const address = addressMistake(match);
  if (address !== undefined) {
    const pointer = `/match/${address.name}`;
    return { pointer, message: `is ${shown(valueAt({ match }, pointer))}, but ${address.message}` };
  }
  const stray = Object.keys(match).find((name) => BELONGS[name]?.includes(way) === false);
  return stray === undefined
    ? undefined
    : {
        pointer: `/match/${stray}`,
        message: `means nothing beside ${way}; it goes with ${list(BELONGS[stray] ?? [])}`,
      };
}

function displayMistake(entry: Pick<DeviceEntry, 'means'>, around: Surroundings): EntryMistake | undefined {
  const { means } = entry;
  if (means === undefined) return undefined;
  const all = around.displays.map(({ id }) => id);
  const rooms = around.displays.filter(({ kind }) => kind === 'room').map(({ id }) => id);
  const named: [pointer: string, id: string | undefined, allowed: string[]][] = [
    ['/means/display', means.display, all],
    ...Object.entries(means.units ?? {}).map(
      ([unit, { display }]): [string, string | undefined, string[]] => [
        `/means/units/${unit}/display`,
        display,
        all,
      ],
    ),
    ...Object.entries(means.antennas ?? {}).map(
      ([antenna, { room }]): [string, string | undefined, string[]] => [
        `/means/antennas/${antenna}/room`,
        room,
        rooms,
      ],
    ),
  ];
  const bad = named.find(([, id, allowed]) => id !== undefined && !allowed.includes(id));
  if (bad === undefined) return homeless(means);
  const [pointer, id, allowed] = bad;
  const what = allowed === rooms ? 'the fitting rooms' : 'the displays';
  const choice =
    allowed.length === 0 ? `this kiosk has no such display` : `must be one of ${what} ${list(allowed)}`;
  return { pointer, message: `is ${shown(id)}, but ${choice}` };
}

/** Products and buttons need a display that shows them. */
function homeless(means: NonNullable<DeviceEntry['means']>): EntryMistake | undefined {
  if (means.display !== undefined) return undefined;
  const unit = Object.entries(means.units ?? {}).find(([, { display }]) => display === undefined);
  const pointer =
    unit === undefined
      ? (['tags', 'buttons'] as const)
          .filter((name) => means[name] !== undefined)
          .map((name) => `/means/${name}`)[0]
      : `/means/units/${unit[0]}`;
  return pointer === undefined
    ? undefined
    : { pointer, message: 'has no display to be shown on; say which with means.display' };
}

function wrong(value: unknown, pointer: string, message: string): CheckedEntry {
  return { ok: false, mistake: { pointer, message: `is ${shown(valueAt(value, pointer))}, but ${message}` } };
}

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}

function list(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}

/**
 * Settings from defaults < file < environment < flags. A bad value names the setting, the value, what is allowed
 * and where it came from.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Value } from 'typebox/value';
import { KioskError } from '../errors.ts';
import { flagOf, SETTINGS, variableOf, type SettingName, type Settings } from './settings.ts';

export type Origin = 'default' | 'file' | 'environment' | 'flag';

export interface LoadedSettings {
  values: Settings;
  /** Where each value came from. */
  origins: Record<SettingName, Origin>;
}

export interface SettingSources {
  /** Path of a JSON file with any of the settings; a missing default file is no error. */
  file: { path: string; required: boolean };
  environment: Readonly<Record<string, string | undefined>>;
  /** Values by setting name, as text from the command line. */
  flags: Readonly<Partial<Record<SettingName, string>>>;
  /** Replaces a default, e.g. `tapwall kiosk` has no virtual hardware. */
  defaults?: Partial<Settings>;
}

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** @throws KioskError TW_CONFIG_UNREADABLE | TW_CONFIG_INVALID */
export function loadSettings(sources: SettingSources): LoadedSettings {
  const file = readFile(sources.file);
  const values: Record<string, unknown> = {};
  const origins: Partial<Record<SettingName, Origin>> = {};
  for (const name of SETTING_NAMES) {
    const [origin, value, where] = pick(name, sources, file);
    check(name, value, where);
    checkMeaning(name, value, where);
    values[name] = value;
    origins[name] = origin;
  }
  return { values: values as Settings, origins: origins as Record<SettingName, Origin> };
}

function pick(
  name: SettingName,
  sources: SettingSources,
  file: Record<string, unknown>,
): [Origin, unknown, string] {
  const flag = sources.flags[name];
  if (flag !== undefined) return ['flag', fromText(name, flag), `the flag --${flagOf(name)}`];
  const variable = sources.environment[variableOf(name)];
  if (variable !== undefined)
    return ['environment', fromText(name, variable), `the environment variable ${variableOf(name)}`];
  if (Object.hasOwn(file, name)) return ['file', file[name], `the file ${sources.file.path}`];
  const fallback = sources.defaults?.[name] ?? Value.Default(SETTINGS[name], undefined);
  return ['default', structuredClone(fallback), 'the defaults'];
}

/** Text becomes a number or JSON where the setting is one; what cannot be converted is left for the check to name. */
function fromText(name: SettingName, text: string): unknown {
  const type = (SETTINGS[name] as { type?: string }).type;
  if (type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type !== 'array' && type !== 'object') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function check(name: SettingName, value: unknown, where: string): void {
  const [problem] = Value.Errors(SETTINGS[name], value);
  if (problem === undefined) return;
  const place = problem.instancePath === '' ? name : `${name}${problem.instancePath.replaceAll('/', '.')}`;
  throw new KioskError(
    'TW_CONFIG_INVALID',
    `${place} is ${JSON.stringify(valueAt(value, problem.instancePath))}, but ${allowed(name, problem.message)} (from ${where}).`,
  );
}

/** @param pointer JSON Pointer (RFC 6901) into the value. */
function valueAt(value: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
}

/** What a schema cannot say: addresses that can be used, and names that are given once. */
function checkMeaning(name: SettingName, value: unknown, where: string): void {
  if ((name === 'broker' || name === 'hub') && value !== '' && !hasHost(String(value)))
    throw new KioskError(
      'TW_CONFIG_INVALID',
      `${name} is ${JSON.stringify(value)}, but must be a URL with a host (from ${where}).`,
    );
  // It would be printed with the address, and a hub would hand its own login to every kiosk that it grants the broker.
  if ((name === 'broker' || name === 'hub') && value !== '' && hasLogin(String(value)))
    throw new KioskError(
      'TW_CONFIG_INVALID',
      `${name} holds a login, but passwords come from files: ${name === 'broker' ? 'brokerUser and brokerPasswordFile' : 'hubTokenFile'} (from ${where}).`,
    );
  if (name !== 'displays' && name !== 'readers' && name !== 'radars') return;
  const ids = (value as { id: string }[]).map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined)
    throw new KioskError(
      'TW_CONFIG_INVALID',
      `${name} has the id ${JSON.stringify(twice)} twice, but each must be given once (from ${where}).`,
    );
}

function hasHost(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname !== '';
}

function hasLogin(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}

function allowed(name: SettingName, message: string): string {
  const schema = SETTINGS[name] as {
    minimum?: number;
    maximum?: number;
    pattern?: string;
    anyOf?: { const?: unknown }[];
  };
  if (schema.anyOf)
    return `must be one of ${schema.anyOf.map((one) => JSON.stringify(one.const)).join(', ')}`;
  if (schema.minimum !== undefined)
    return `must be a whole number from ${schema.minimum} to ${schema.maximum ?? '…'}`;
  if (schema.pattern !== undefined) return `must match ${schema.pattern}`;
  return message;
}

function readFile(file: SettingSources['file']): Record<string, unknown> {
  const path = resolve(file.path);
  if (!file.required && !existsSync(path)) return {};
  const parsed = parse(path);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new KioskError('TW_CONFIG_UNREADABLE', `${path} does not hold a JSON object.`);
  }
  const unknown = Object.keys(parsed).find((key) => !Object.hasOwn(SETTINGS, key));
  if (unknown !== undefined) {
    throw new KioskError(
      'TW_CONFIG_INVALID',
      `${unknown} in the file ${path} is not a setting. Known: ${SETTING_NAMES.join(', ')}.`,
    );
  }
  return parsed as Record<string, unknown>;
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new KioskError('TW_CONFIG_UNREADABLE', `The configuration file ${path} cannot be read: ${reason}`, {
      cause: error,
    });
  }
}
